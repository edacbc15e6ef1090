// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.pipeline.Calls;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.ContainerMoveLayout;

/**
 * Layout of a case event and its calls.
 *
 * <pre>
 *   v4    late | flag | case event led by the count of its bytes where it is set, else move of a container
 *          | list of calls
 *   v5    as v4, then fixed shards of declared memories
 *   call  kind | key | leaves | joins | inspected
 * </pre>
 */
final class CallsLayout {
    private CallsLayout() {}

    static void write(LayoutWriter out, Calls calls) {
        out.flag(calls.late()).flag(calls.event() != null);
        if (calls.event() != null) {
            SentEvents.write(out, calls.event());
        } else if (calls.move() != null) {
            ContainerMoveLayout.write(out, calls.move());
        }
        out.list(
                calls.calls(),
                (to, call) -> to.text(call.kind())
                        .text(call.key())
                        .flag(call.leaves())
                        .flag(call.joins())
                        .flag(call.inspected()));
        out.fixed(calls.shards());
    }

    static Calls read(int written, LayoutReader in) {
        boolean late = in.flag();
        boolean isMove = !in.flag();
        CaseEvent event = isMove ? null : SentEvents.read(in);
        return new Calls(
                event,
                isMove ? ContainerMoveLayout.read(in) : null,
                late,
                in.list(from ->
                        new Calls.Call(from.recurringText(), from.text(), from.flag(), from.flag(), from.flag())),
                written >= 5 ? in.fixed() : 0);
    }
}
