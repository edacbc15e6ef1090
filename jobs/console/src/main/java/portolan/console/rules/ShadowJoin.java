// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.console.kafka.Offices;

/**
 * Brings what a champion and what its shadows made of the same input together, whichever comes first. What is buffered has
 * a bound: of a pair whose halves stand further apart than that, the shadow's half counts as alone.
 */
final class ShadowJoin {
    /** Inputs buffered: a minute of a feed of some hundred a second. */
    static final int MOST_BUFFERED = 50_000;

    private final ShadowComparison.AlertLanes alertLanes;
    private final Map<JudgedInput.Input, Buffered> buffered = new Latest();
    private final Map<String, ShadowComparison> comparisons = new TreeMap<>();
    private final Map<String, Long> alone = new TreeMap<>();

    ShadowJoin(ShadowComparison.AlertLanes alertLanes) {
        this.alertLanes = alertLanes;
    }

    private static final class Buffered {
        private @Nullable JudgedInput champion;
        private final Map<String, JudgedInput> waiting = new LinkedHashMap<>();
        private final Set<String> compared = new HashSet<>();
    }

    /** Of the topic of assessments. */
    void champion(JudgedInput judged) {
        Buffered of = buffered.computeIfAbsent(judged.input(), unseen -> new Buffered());
        // After a failure the same may come again: it is the same, and what was compared is not compared twice.
        of.champion = judged;
        of.waiting.values().forEach(shadow -> compare(of, judged, shadow));
        of.waiting.clear();
    }

    /** Of the topic of shadows. */
    void shadow(JudgedInput judged) {
        Buffered of = buffered.computeIfAbsent(judged.input(), unseen -> new Buffered());
        if (of.champion == null) {
            of.waiting.put(judged.ruleSet(), judged);
        } else {
            compare(of, of.champion, judged);
        }
    }

    private void compare(Buffered of, JudgedInput champion, JudgedInput shadow) {
        if (of.compared.add(shadow.ruleSet())) {
            comparisons
                    .computeIfAbsent(
                            shadow.ruleSet() + '\n' + champion.ruleSet(),
                            unseen -> new ShadowComparison(champion.ruleSet(), shadow.ruleSet(), alertLanes))
                    .add(champion, shadow);
        }
    }

    /** By shadow, and by champion where there was more than one. */
    List<ShadowReport> reports(Offices offices) {
        Map<String, Long> without = new TreeMap<>(alone);
        buffered.values()
                .forEach(each -> each.waiting.keySet().forEach(shadow -> without.merge(shadow, 1L, Long::sum)));
        return comparisons.values().stream()
                .map(one -> one.report(offices, without.getOrDefault(one.shadow(), 0L)))
                .toList();
    }

    /** The latest so many. */
    private final class Latest extends LinkedHashMap<JudgedInput.Input, Buffered> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JudgedInput.Input, Buffered> eldest) {
            if (size() <= MOST_BUFFERED) {
                return false;
            }
            eldest.getValue().waiting.keySet().forEach(shadow -> alone.merge(shadow, 1L, Long::sum));
            return true;
        }
    }
}
