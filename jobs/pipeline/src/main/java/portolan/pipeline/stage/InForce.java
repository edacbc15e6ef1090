// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.List;
import java.util.stream.Stream;
import portolan.scoring.rules.RuleSet;

/**
 * Who judges the consignments of a time.
 *
 * @param from epoch milliseconds of order time from which they do
 * @param shadows beside the champion, in the order in which they began
 */
record InForce(long from, Judge champion, List<Judge> shadows) {
    InForce {
        shadows = List.copyOf(shadows);
    }

    /** What all of them read of declared memories, each once. */
    List<String> memoriesRead() {
        return shadows.isEmpty()
                ? champion.ruleSet().memoriesRead()
                : ruleSets().stream()
                        .flatMap(ruleSet -> ruleSet.memoriesRead().stream())
                        .distinct()
                        .toList();
    }

    /** All of them, the champion first. */
    List<RuleSet> ruleSets() {
        return Stream.concat(Stream.of(champion), shadows.stream())
                .map(Judge::ruleSet)
                .toList();
    }
}
