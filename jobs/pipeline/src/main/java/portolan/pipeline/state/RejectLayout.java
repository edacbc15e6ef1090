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
final class RejectLayout {
    private RejectLayout() {}

    static void write(LayoutWriter out, Reject reject) {
        out.text(reject.reason()).text(reject.message()).text(reject.stage());
        RawRecordLayout.write(out, reject.raw());
        out.signed(reject.orderTime()).text(reject.exception()).flag(reject.unassessed());
    }

    static Reject read(LayoutReader in) {
        return new Reject(
                in.text(), in.text(), in.text(), RawRecordLayout.read(in), in.signed(), in.nullableText(), in.flag());
    }
}
