// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Words;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.IndicatorReading;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.DocumentsAsked;
import portolan.scoring.reading.Indicator;
import portolan.scoring.rules.Rule;
import portolan.scoring.rules.RuleSet;

/**
 * What clears up what fired: a line for each set of documents, and a last one of what no document clears up.
 *
 * @param ask documents; empty of what none clears up
 * @param compare what in them
 * @param look where, at the goods; empty for nowhere
 * @param fired the readings it is about
 */
public record Asked(List<String> ask, List<String> compare, List<String> look, List<String> fired) {
    public Asked {
        ask = List.copyOf(ask);
        compare = List.copyOf(compare);
        look = List.copyOf(look);
        fired = List.copyOf(fired);
    }

    /** For an assessment, by the rules that added bits; by all its readings where no rule set says which they read. */
    public static List<Asked> of(ConsignmentAssessed assessment, @Nullable RuleSet ruleSet) {
        Set<Indicator> read = new LinkedHashSet<>();
        for (IndicatorReading reading : assessment.getReadings()) {
            Indicator indicator = Indicators.named(reading.getIndicator());
            if (indicator != null) {
                read.add(indicator);
            }
        }
        if (ruleSet != null) {
            read.retainAll(readByFired(assessment, ruleSet));
        }
        return of(read);
    }

    /** For readings. */
    static List<Asked> of(Collection<Indicator> fired) {
        Set<Indicator> read = new TreeSet<>();
        for (Indicator indicator : fired) {
            Indicator whole = indicator.whole();
            read.add(whole == null ? indicator : whole);
        }
        Map<List<String>, Merged> byDocuments = new LinkedHashMap<>();
        // What no document clears up is the last of them.
        for (DocumentsAsked asked : DocumentsAsked.values()) {
            for (Indicator indicator : read) {
                if (indicator.asked() == asked) {
                    byDocuments
                            .computeIfAbsent(asked.ask(), unused -> new Merged())
                            .add(indicator);
                }
            }
        }
        List<Asked> all = new ArrayList<>();
        byDocuments.forEach((ask, merged) -> all.add(
                new Asked(ask, List.copyOf(merged.compare), List.copyOf(merged.look), List.copyOf(merged.fired))));
        return all;
    }

    /** Whether no document clears it up. */
    public boolean isNone() {
        return ask.isEmpty();
    }

    /** The documents in the reader's language. */
    public String ask(Words words) {
        return words.terms("asked", ask);
    }

    public String compare(Words words) {
        return words.terms("asked", compare);
    }

    public String look(Words words) {
        return words.terms("asked", look);
    }

    private static Set<Indicator> readByFired(ConsignmentAssessed assessment, RuleSet ruleSet) {
        Set<String> fired = new HashSet<>();
        assessment
                .getThreats()
                .forEach(threat -> threat.getContributions().stream()
                        .filter(one -> one.getBits() > 0)
                        .forEach(one -> fired.add(one.getRule())));
        Set<Indicator> read = new TreeSet<>();
        for (Rule rule : ruleSet.rules()) {
            if (fired.contains(rule.id())) {
                read.addAll(rule.readings());
            }
        }
        return read;
    }

    private static final class Merged {
        private final Set<String> compare = new LinkedHashSet<>();
        private final Set<String> look = new LinkedHashSet<>();
        private final Set<String> fired = new LinkedHashSet<>();

        private void add(Indicator indicator) {
            compare.addAll(indicator.asked().compare());
            look.addAll(indicator.asked().look());
            fired.add(indicator.ruleName());
        }
    }
}
