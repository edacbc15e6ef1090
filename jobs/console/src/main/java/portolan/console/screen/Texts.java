// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

import com.ibm.icu.text.MessageFormat;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * What officers read of an assessment, in one language. An assessment is recorded in English, whatever is shown.
 *
 * <p>A catalogue is a {@link ResourceBundle} of ICU message patterns: {@code rule.ID} is why a rule counts,
 * {@code evidence.INDICATOR} phrases a reading, {@code field.NAME} a field of the consignment,
 * {@code family.GROUP} names a family of rules, {@code odds.*} say a share. Patterns know
 * {@code value}, {@code recorded}, the recorded text, and of a group's cap {@code group}. What a catalogue does not have
 * is shown as recorded.
 */
public final class Texts {
    /** The base name of all catalogues; the one without a language is English and complete. */
    static final String CATALOGUE = "portolan-texts";

    /** A translator's language, as in "de" or "pt-BR"; English when not set. */
    static final String LANGUAGE = "PORTOLAN_LANGUAGE";

    /** A folder with catalogues beside our own. */
    static final String FOLDER = "PORTOLAN_TEXTS";

    /** Otherwise a language that is missing would silently be that of this machine. */
    private static final ResourceBundle.Control AS_ASKED =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private static final Texts ENGLISH = new Texts(bundle(Locale.ROOT, Texts.class.getClassLoader()), Locale.ENGLISH);

    private final Map<String, MessageFormat> patterns = new HashMap<>();

    private Texts(ResourceBundle catalogue, Locale language) {
        for (String key : catalogue.keySet()) {
            try {
                patterns.put(key, new MessageFormat(catalogue.getString(key), language));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "not a message pattern: catalogue=" + CATALOGUE + ", language=" + language.toLanguageTag()
                                + ", key=" + key + ", " + e.getMessage(),
                        e);
            }
        }
    }

    public static Texts english() {
        return ENGLISH;
    }

    /**
     * The texts that the environment asks for.
     *
     * @throws IllegalArgumentException when there is no catalogue of that language, or a pattern of it is none
     */
    static Texts of(Map<String, String> environment) {
        Locale language = Locale.forLanguageTag(environment.getOrDefault(LANGUAGE, ""));
        if (language.getLanguage().isEmpty() || language.getLanguage().equals("en")) {
            return ENGLISH;
        }
        String folder = environment.get(FOLDER);
        return folder == null ? in(language, Texts.class.getClassLoader(), "") : in(language, Path.of(folder));
    }

    /** Those of a language of ours; English where we have no catalogue of it. */
    public static Texts in(Locale language) {
        ResourceBundle catalogue = bundle(language, Texts.class.getClassLoader());
        return catalogue.getLocale().getLanguage().isEmpty() ? ENGLISH : new Texts(catalogue, language);
    }

    private static Texts in(Locale language, Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("no such folder of catalogues: " + FOLDER + '=' + folder);
        }
        try (URLClassLoader beside =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, Texts.class.getClassLoader())) {
            return in(language, beside, " or " + folder);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no such folder of catalogues: " + FOLDER + '=' + folder, e);
        } catch (IOException e) {
            throw new IllegalArgumentException("catalogues cannot be read: " + FOLDER + '=' + folder, e);
        }
    }

    private static Texts in(Locale language, @Nullable ClassLoader where, String beside) {
        ResourceBundle catalogue = bundle(language, where);
        if (catalogue.getLocale().getLanguage().isEmpty()) {
            throw new IllegalArgumentException("no catalogue of this language: " + LANGUAGE + '='
                    + language.toLanguageTag() + "; there is none " + CATALOGUE + '_' + language
                    + ".properties in this program" + beside);
        }
        return new Texts(catalogue, language);
    }

    private static ResourceBundle bundle(Locale language, @Nullable ClassLoader where) {
        return where == null
                ? ResourceBundle.getBundle(CATALOGUE, language, AS_ASKED)
                : ResourceBundle.getBundle(CATALOGUE, language, where, AS_ASKED);
    }

    /** Whether this catalogue, or the English one behind it, phrases what has this key. */
    boolean phrases(String key) {
        return patterns.containsKey(key);
    }

    /**
     * Why a rule counts. A translation is of the English text: where a rule set words its rule otherwise, its own words
     * are shown.
     *
     * @param rule its id, {@code prior}, or {@code cap:GROUP}
     * @param recorded in the assessment
     */
    public String why(String rule, String recorded) {
        int colon = rule.indexOf(':');
        String key = "rule." + (colon < 0 ? rule : rule.substring(0, colon));
        Map<String, Object> known = Map.of("recorded", recorded, "group", rule.substring(colon + 1));
        return ENGLISH.text(key, known, recorded).equals(recorded) ? text(key, known, recorded) : recorded;
    }

    /** The same in fewer words, where a catalogue has them of a rule that is worded as ours. */
    public String brief(String rule, String recorded) {
        String why = why(rule, recorded);
        boolean isOurs = ENGLISH.text("rule." + rule, Map.of(), "").equals(recorded);
        return isOurs ? text("brief." + rule, Map.of(), why) : why;
    }

    /** What reasons that are read as one are about; the family's own name where the catalogues have none. */
    public String family(String name) {
        return text("family." + name, Map.of(), name);
    }

    /** What a reading or a field of the consignment says, or the bin of a curve. */
    public String evidence(Fact fact) {
        return fact.key().isEmpty()
                ? fact.recorded()
                : text(fact.key(), Map.of("recorded", fact.recorded(), "value", fact.value()), fact.recorded());
    }

    /** What is no part of an assessment, such as how a share is said; every catalogue may phrase it. */
    String say(String key, Map<String, Object> known) {
        MessageFormat pattern = patterns.get(key);
        return pattern == null && this != ENGLISH ? ENGLISH.say(key, known) : text(key, known, key);
    }

    private String text(String key, Map<String, Object> known, String otherwise) {
        MessageFormat pattern = patterns.get(key);
        // A copy, as a pattern is for one thread and the English catalogue is everybody's.
        return pattern == null ? otherwise : pattern.clone().format(known);
    }
}
