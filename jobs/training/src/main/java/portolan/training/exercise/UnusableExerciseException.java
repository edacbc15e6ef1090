// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

import java.util.List;
import java.util.stream.Collectors;
import portolan.scoring.rules.RuleIssue;

/** An exercise's text has faults; the message shows each with its line and a caret. */
public final class UnusableExerciseException extends TrainingException {
    private static final long serialVersionUID = 1;

    private final transient List<RuleIssue> issues;

    UnusableExerciseException(List<RuleIssue> issues) {
        super(issues.stream().map(RuleIssue::render).collect(Collectors.joining("\n")));
        this.issues = List.copyOf(issues);
    }

    /** All that is wrong, by line. */
    public List<RuleIssue> issues() {
        return issues;
    }
}
