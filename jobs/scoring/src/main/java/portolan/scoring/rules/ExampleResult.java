// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.List;

/**
 * What came of one example.
 *
 * @param line where it stands in its file
 * @param passed whether all that it expects came; never of an example with faults
 * @param issues what was expected and what came, or what is wrong with the example itself
 * @param traces of the rules that fired or should have, where something else came; empty when it passed
 */
public record ExampleResult(String name, int line, boolean passed, List<RuleIssue> issues, List<RuleTrace> traces) {
    public ExampleResult {
        issues = List.copyOf(issues);
        traces = List.copyOf(traces);
    }
}
