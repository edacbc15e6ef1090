package portolan.pipeline.state;

import portolan.pipeline.Calls;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEventLayout;

/**
 * Layout of a case event and its calls.
 *
 * <pre>
 *   v1    case event | list of calls
 *   v2    count, then as many bytes: case event | list of calls
 *   call  kind | key | leaves | joins | inspected
 * </pre>
 */
final class CallsLayout extends StreamLayout<Calls> {
    CallsLayout() {
        super("calls", 2, Calls.class);
    }

    @Override
    void write(LayoutWriter out, Calls calls) {
        SentEvents.write(out, calls.event());
        out.list(
                calls.calls(),
                (to, call) -> to.text(call.kind())
                        .text(call.key())
                        .flag(call.leaves())
                        .flag(call.joins())
                        .flag(call.inspected()));
    }

    @Override
    Calls read(int written, LayoutReader in) {
        return new Calls(
                written == 1 ? CaseEventLayout.read(in) : SentEvents.read(in),
                in.list(from ->
                        new Calls.Call(from.recurringText(), from.text(), from.flag(), from.flag(), from.flag())));
    }
}
