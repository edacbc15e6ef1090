// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.pipeline.Taught;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.learning.Inspected;
import portolan.scoring.learning.TrafficCount;

/**
 * Layout of what tasks that decide are taught.
 *
 * <pre>
 *   v1   flag | a count of traffic where it is set, else what an inspection found
 *   v2   as v1, with the kind of prohibited goods in place of the code
 * </pre>
 */
final class TaughtLayout extends StreamLayout<Taught> {
    TaughtLayout() {
        super("taught", 2, Taught.class);
    }

    @Override
    void write(LayoutWriter out, Taught taught) {
        out.flag(taught.count() != null);
        if (taught.count() != null) {
            taught.count().write(out);
        } else if (taught.inspected() != null) {
            taught.inspected().write(out);
        }
    }

    @Override
    Taught read(int written, LayoutReader in) {
        return in.flag() ? Taught.of(TrafficCount.read(in)) : Taught.of(Inspected.read(in));
    }
}
