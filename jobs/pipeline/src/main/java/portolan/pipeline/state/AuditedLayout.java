// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Audited;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.rules.RuleIssue;

/**
 * Layout of what became of a step of a rule set.
 *
 * <pre>
 *   v3     step | accepted | name | signed version | hash | by | why | signed effective at | source | signed order time
 *          | list of issues | flag of a jump, then tenant | rule | signed epoch day | real before | real share
 *   v2     the same without a jump
 *   v1     in force | name | signed version | hash | source | signed order time | list of issues
 *   issue  file | signed line | signed column | message | source line
 * </pre>
 */
final class AuditedLayout extends StreamLayout<Audited> {
    AuditedLayout() {
        super("audited", 3, Audited.class);
    }

    @Override
    void write(LayoutWriter out, Audited audited) {
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
        Audited.Jump jump = audited.jump();
        out.flag(jump != null);
        if (jump != null) {
            out.text(jump.tenant()).text(jump.rule()).signed(jump.day().toEpochDay());
            out.real(jump.before()).real(jump.share());
        }
    }

    @Override
    Audited read(int written, LayoutReader in) {
        return written == 1 ? readFirst(in) : readLater(written, in);
    }

    private static Audited.@Nullable Jump readJump(LayoutReader in) {
        return in.flag()
                ? new Audited.Jump(in.text(), in.text(), LocalDate.ofEpochDay(in.signed()), in.real(), in.real())
                : null;
    }

    private static Audited readLater(int written, LayoutReader in) {
        return new Audited(
                in.nullableConstant(RuleStep.Kind.class),
                in.flag(),
                in.text(),
                (int) in.signed(),
                in.text(),
                in.text(),
                in.text(),
                in.signed(),
                in.text(),
                in.signed(),
                in.list(AuditedLayout::readIssue),
                written < 3 ? null : readJump(in));
    }

    private static Audited readFirst(LayoutReader in) {
        boolean inForce = in.flag();
        String name = in.text();
        int version = (int) in.signed();
        String hash = in.text();
        String source = in.text();
        long orderTime = in.signed();
        return Audited.step(
                RuleStep.Kind.ACTIVATE,
                inForce,
                name,
                version,
                hash,
                "",
                "",
                orderTime,
                source,
                orderTime,
                in.list(AuditedLayout::readIssue));
    }

    private static RuleIssue readIssue(LayoutReader in) {
        return new RuleIssue(in.text(), (int) in.signed(), (int) in.signed(), in.text(), in.text());
    }
}
