// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/** Layout of what releases until 0.2.0 counted to move weights: passed over, so that their savepoints are read. */
final class TaughtLayout extends StreamLayout<Boolean> {
    TaughtLayout() {
        super("taught", 2, Boolean.class);
    }

    @Override
    void write(LayoutWriter out, Boolean taught) {
        // Nothing is counted any more.
    }

    @Override
    Boolean read(int written, LayoutReader in) {
        return false;
    }
}
