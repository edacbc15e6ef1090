// SPDX-License-Identifier: Apache-2.0
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
 *   v3    as v2, led by the flag late
 *   call  kind | key | leaves | joins | inspected
 * </pre>
 */
final class CallsLayout extends StreamLayout<Calls> {
    CallsLayout() {
        super("calls", 3, Calls.class);
    }

    @Override
    void write(LayoutWriter out, Calls calls) {
        out.flag(calls.late());
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
        boolean late = written >= 3 && in.flag();
        return new Calls(
                written == 1 ? CaseEventLayout.read(in) : SentEvents.read(in),
                late,
                in.list(from ->
                        new Calls.Call(from.recurringText(), from.text(), from.flag(), from.flag(), from.flag())));
    }
}
