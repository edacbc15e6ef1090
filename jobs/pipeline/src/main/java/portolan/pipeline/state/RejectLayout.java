// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.pipeline.Reject;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of a reject.
 *
 * <pre>
 *   v2   reason | message | stage | raw record | signed order time | exception | flag unassessed
 * </pre>
 */
final class RejectLayout extends StreamLayout<Reject> {
    RejectLayout() {
        super("reject", 2, 2, Reject.class);
    }

    @Override
    void write(LayoutWriter out, Reject reject) {
        out.text(reject.reason()).text(reject.message()).text(reject.stage());
        RawRecordLayout.append(out, reject.raw());
        out.signed(reject.orderTime()).text(reject.exception()).flag(reject.unassessed());
    }

    @Override
    Reject read(int written, LayoutReader in) {
        return new Reject(
                in.text(), in.text(), in.text(), RawRecordLayout.take(in), in.signed(), in.nullableText(), in.flag());
    }
}
