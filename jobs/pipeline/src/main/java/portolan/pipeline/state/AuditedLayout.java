package portolan.pipeline.state;

import portolan.pipeline.Audited;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.rules.RuleIssue;

/**
 * Layout of what became of a rule set.
 *
 * <pre>
 *   v1     in force | name | signed version | hash | source | signed order time | list of issues
 *   issue  file | signed line | signed column | message | source line
 * </pre>
 */
final class AuditedLayout extends StreamLayout<Audited> {
    AuditedLayout() {
        super("audited", 1, Audited.class);
    }

    @Override
    void write(LayoutWriter out, Audited audited) {
        out.flag(audited.inForce()).text(audited.name()).signed(audited.version());
        out.text(audited.hash()).text(audited.source()).signed(audited.orderTime());
        out.list(
                audited.issues(),
                (to, issue) -> to.text(issue.file())
                        .signed(issue.line())
                        .signed(issue.column())
                        .text(issue.message())
                        .text(issue.sourceLine()));
    }

    @Override
    Audited read(int written, LayoutReader in) {
        return new Audited(
                in.flag(),
                in.text(),
                (int) in.signed(),
                in.text(),
                in.text(),
                in.signed(),
                in.list(from -> new RuleIssue(
                        from.text(), (int) from.signed(), (int) from.signed(), from.text(), from.text())));
    }
}
