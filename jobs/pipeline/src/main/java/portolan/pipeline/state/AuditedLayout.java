// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.pipeline.Audited;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.rules.RuleIssue;

/**
 * Layout of what became of a step of a rule set.
 *
 * <pre>
 *   v3     as v4, then a flag of a jump of a share, and perhaps tenant | rule | signed epoch day | two reals
 *   v4     step | accepted | name | signed version | hash | by | why | signed effective at | source | signed order time
 *          | list of issues
 *   issue  file | signed line | signed column | message | source line
 * </pre>
 */
final class AuditedLayout {
    private AuditedLayout() {}

    static void write(LayoutWriter out, Audited audited) {
        out.constant(audited.step()).flag(audited.accepted()).text(audited.name());
        out.signed(audited.version()).text(audited.hash()).text(audited.by()).text(audited.why());
        out.signed(audited.effectiveAt()).text(audited.source()).signed(audited.orderTime());
        out.list(
                audited.issues(),
                (to, issue) -> to.text(issue.file())
                        .signed(issue.line())
                        .signed(issue.column())
                        .text(issue.message())
                        .text(issue.sourceLine()));
    }

    static Audited read(LayoutReader in) {
        return new Audited(
                in.nullableConstant(RuleStep.Kind.class),
                in.flag(),
                in.text(),
                in.whole(),
                in.text(),
                in.text(),
                in.text(),
                in.signed(),
                in.text(),
                in.signed(),
                in.list(AuditedLayout::readIssue));
    }

    private static RuleIssue readIssue(LayoutReader in) {
        return new RuleIssue(in.text(), in.whole(), in.whole(), in.text(), in.text());
    }
}
