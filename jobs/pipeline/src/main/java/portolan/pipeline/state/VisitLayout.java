package portolan.pipeline.state;

import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEventLayout;
import portolan.scoring.memory.Visit;

/**
 * Layout of a visit.
 *
 * <pre>
 *   v1   case event | key | leaves | joins
 * </pre>
 */
final class VisitLayout extends StreamLayout<Visit> {
    VisitLayout() {
        super("visit", 1, Visit.class);
    }

    @Override
    void write(LayoutWriter out, Visit visit) {
        CaseEventLayout.write(out, visit.event());
        out.text(visit.key()).flag(visit.leaves()).flag(visit.joins());
    }

    @Override
    Visit read(int written, LayoutReader in) {
        return new Visit(CaseEventLayout.read(in), in.text(), in.flag(), in.flag());
    }
}
