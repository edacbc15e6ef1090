// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one example.
 *
 * @param line where it stands in its file
 * @param passed whether all that it expects came; never of an example with faults
 * @param issues what was expected and what came, or what is wrong with the example itself
 * @param traces of the rules that fired or should have, where something else came; empty when it passed
 * @param judged what was expected and what came of each threat that it names; none of an example with faults
 */
public record ExampleResult(
        String name, int line, boolean passed, List<RuleIssue> issues, List<RuleTrace> traces, List<Judged> judged) {
    public ExampleResult {
        issues = List.copyOf(issues);
        traces = List.copyOf(traces);
        judged = List.copyOf(judged);
    }

    /**
     * One threat of an example.
     *
     * @param expectedLane null where the example leaves it open
     * @param expectedScore bits; null where the example leaves it open
     * @param score in bits
     */
    public record Judged(
            String threat,
            @Nullable Lane expectedLane,
            @Nullable Double expectedScore,
            Lane lane,
            double score) {
        /** Whether lane and score are as expected; which rules fire is another matter. */
        public boolean isAsExpected() {
            return (expectedLane == null || expectedLane == lane)
                    && (expectedScore == null || Bits.toUnits(expectedScore) == Bits.toUnits(score));
        }
    }
}
