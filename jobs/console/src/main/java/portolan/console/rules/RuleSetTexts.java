// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.RuleText;

/** Texts of rule sets that are at hand, by the hash that assessments name them by; the bundled baseline always is. */
public final class RuleSetTexts {
    private static final int DEEPEST = 4;

    private final Map<String, RuleText> byHash = new LinkedHashMap<>();

    /**
     * The texts of these places, and the bundled baseline.
     *
     * @param places files, or folders in which every YAML file may be one, also in folders below
     */
    public static RuleSetTexts in(List<Path> places) throws UnusableInputException {
        RuleSetTexts texts = new RuleSetTexts();
        texts.add(new RuleText("the bundled baseline", BaselineRuleSet.text()));
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw new UnusableInputException("there is no rule set: file=" + place);
            }
            try (Stream<Path> files = Files.walk(place, DEEPEST)) {
                for (Path file : files.filter(RuleSetTexts::mayBeOne).sorted().toList()) {
                    texts.add(new RuleText(file.toString(), Files.readString(file)));
                }
            } catch (IOException unreadable) {
                throw new UnusableInputException(
                        "rule sets cannot be read: place=" + place + ", cause=" + unreadable, unreadable);
            }
        }
        return texts;
    }

    private static boolean mayBeOne(Path file) {
        String name = file.toString();
        return Files.isRegularFile(file) && (name.endsWith(".yaml") || name.endsWith(".yml"));
    }

    /** One more; the first of a hash stays. */
    void add(RuleText text) {
        byHash.putIfAbsent(Document.sha256(text.text()), text);
    }

    /** The same, each compiled once; null too where this release does not take it any more. */
    public Function<String, @Nullable RuleSet> compiled() {
        Map<String, Optional<RuleSet>> known = new ConcurrentHashMap<>();
        return hash -> known.computeIfAbsent(hash, this::accepted).orElse(null);
    }

    private Optional<RuleSet> accepted(String hash) {
        try {
            return Optional.ofNullable(find(hash));
        } catch (UnusableInputException refused) {
            return Optional.empty();
        }
    }

    /**
     * The rule set of this hash; null where its text is not at hand.
     *
     * @throws UnusableInputException where this release does not take it any more
     */
    @Nullable
    public RuleSet find(String hash) throws UnusableInputException {
        RuleText text = byHash.get(hash);
        if (text == null) {
            return null;
        }
        Compiled compiled = RuleSetCompiler.compile(text, null);
        if (compiled instanceof Compiled.Accepted accepted) {
            return accepted.ruleSet();
        }
        throw new UnusableInputException("the rule set was taken once, this release refuses it; explain with the"
                + " release that the assessment names: file=" + text.file() + '\n'
                + ((Compiled.Refused) compiled).render());
    }
}
