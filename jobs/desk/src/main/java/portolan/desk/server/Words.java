// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import com.ibm.icu.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.DecisionDue;
import portolan.console.screen.Texts;
import portolan.desk.index.CaseRow;
import portolan.schemas.avro.DecisionAction;

/** The desk's own texts in one language, and those of assessments. What a translation lacks is shown in English. */
public final class Words {
    /** In which the desk speaks: English, Albanian, Serbian in Latin letters. No native speaker has reviewed the others. */
    public static final List<Locale> LANGUAGES =
            List.of(Locale.ENGLISH, Locale.forLanguageTag("sq"), Locale.forLanguageTag("sr-Latn"));

    /** The desk's own, the class's, and what is planted in exercises. */
    private static final List<String> CATALOGUES = List.of("portolan-desk", "portolan-class", "portolan-training");

    private static final Map<Locale, Words> ALL = all();

    private final Locale language;
    private final Texts texts;
    private final Map<String, MessageFormat> patterns = new HashMap<>();

    private Words(Locale language) {
        this.language = language;
        this.texts = Texts.in(language);
        for (String name : CATALOGUES) {
            ResourceBundle catalogue = ResourceBundle.getBundle(
                    name,
                    language.equals(Locale.ENGLISH) ? Locale.ROOT : language,
                    Words.class.getClassLoader(),
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            catalogue.keySet().forEach(key -> patterns.put(key, new MessageFormat(catalogue.getString(key), language)));
        }
    }

    private static Map<Locale, Words> all() {
        Map<Locale, Words> all = new HashMap<>();
        LANGUAGES.forEach(language -> all.put(language, new Words(language)));
        return all;
    }

    /** Those of a language, whatever its country or script; English where the desk does not speak it. */
    public static Words in(Locale language) {
        for (Locale spoken : LANGUAGES) {
            Words words = ALL.get(spoken);
            if (words != null && spoken.getLanguage().equals(language.getLanguage())) {
                return words;
            }
        }
        return english();
    }

    /** Those of the first language that a browser asks for and the desk speaks; English where there is none. */
    static Words asked(@Nullable String acceptLanguage) {
        try {
            for (Locale.LanguageRange range : acceptLanguage == null
                    ? List.<Locale.LanguageRange>of()
                    : Locale.LanguageRange.parse(acceptLanguage)) {
                Locale wanted = Locale.forLanguageTag(range.getRange());
                Words words = in(wanted);
                if (words.language.getLanguage().equals(wanted.getLanguage())) {
                    return words;
                }
            }
        } catch (IllegalArgumentException e) {
            // Not what browsers send: it says nothing of a language.
            return english();
        }
        return english();
    }

    public static Words english() {
        Words words = ALL.get(Locale.ENGLISH);
        if (words == null) {
            throw new IllegalStateException("English is there");
        }
        return words;
    }

    public Locale language() {
        return language;
    }

    /** As assessments are told. */
    public Texts texts() {
        return texts;
    }

    /**
     * A text with what it needs, {@code {0}} being the first.
     *
     * @throws IllegalArgumentException if the catalogue does not have it: a test holds that it has all that pages ask for
     */
    public String say(String key, Object... values) {
        MessageFormat pattern = patterns.get(key);
        if (pattern == null) {
            throw new IllegalArgumentException("no such text: catalogues=" + CATALOGUES + ", key=" + key);
        }
        // A copy, as a pattern is for one thread.
        return pattern.clone().format(values);
    }

    /** Whether there is such a text. */
    public boolean has(String key) {
        return patterns.containsKey(key);
    }

    /** A text of a closed list, as a lane; the word itself where the catalogue has none. */
    public String sayOr(String key, String otherwise) {
        return patterns.containsKey(key) ? say(key) : otherwise;
    }

    /** What was decided, or waits for a second person; empty for nothing. */
    public String decided(CaseRow.Decision decision) {
        DecisionAction action = decision.proposed() == null ? decision.action() : decision.proposed();
        String act = action == null ? "" : sayOr("act." + action, action.name());
        if (decision.proposed() != null) {
            return say("decided.waits", act);
        }
        return act.isEmpty() ? "" : say("decided.by", act, decision.by() == null ? "" : decision.by());
    }

    /** How far off a deadline is, from now; of a feed that is filed again, from its filing. */
    public String due(DecisionDue due, Instant now) {
        Instant by = due.by();
        if (by == null) {
            return say("due.none");
        }
        String off =
                span(Duration.between(due.isLive() ? now : due.filedAt(), by).abs());
        if (due.isLive()) {
            return say(due.isOver(now) ? "due.over" : "due.in", off);
        }
        return say(due.isOver(now) ? "due.before" : "due.after", off);
    }

    /** Rounded down: nobody is to be told of time that is not there. */
    private String span(Duration span) {
        if (span.toMinutes() < 120) {
            return say("due.minutes", span.toMinutes());
        }
        return span.toHours() < 48 ? say("due.hours", span.toHours()) : say("due.days", span.toDays());
    }

    /** Terms of a table that is English, as "asked.packing_list" names them, with commas between. */
    public String terms(String table, List<String> english) {
        return english.stream().map(term -> sayOr(key(table, term), term)).collect(Collectors.joining(", "));
    }

    static String key(String table, String term) {
        return table + '.' + term.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }
}
