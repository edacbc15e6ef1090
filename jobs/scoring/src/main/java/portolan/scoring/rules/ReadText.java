// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of a text: a document, or all that is wrong with it.
 *
 * @param document null where there are issues
 */
public record ReadText(@Nullable Document document, List<RuleIssue> issues) {
    public ReadText {
        issues = List.copyOf(issues);
        if ((document == null) == issues.isEmpty()) {
            throw new IllegalArgumentException("either a document or what is wrong with it");
        }
    }

    /** What became of a rule set. */
    public static ReadText of(Compiled compiled) {
        return compiled instanceof Compiled.Accepted accepted
                ? new ReadText(accepted.ruleSet(), List.of())
                : new ReadText(null, ((Compiled.Refused) compiled).issues());
    }

    /** All issues as compilers show them. */
    public String render() {
        return issues.stream().map(RuleIssue::render).collect(Collectors.joining("\n"));
    }
}
