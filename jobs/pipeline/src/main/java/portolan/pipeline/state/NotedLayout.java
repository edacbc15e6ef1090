// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.pipeline.Noted;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.Note;
import portolan.scoring.manifest.PositionLayout;

/**
 * Layout of a noted input.
 *
 * <pre>
 *   v1   note | ledger key | position
 * </pre>
 */
final class NotedLayout extends StreamLayout<Noted> {
    NotedLayout() {
        super("noted", 1, Noted.class);
    }

    @Override
    void write(LayoutWriter out, Noted noted) {
        out.constant(noted.note()).text(noted.ledgerKey());
        PositionLayout.write(out, noted.position());
    }

    @Override
    Noted read(int written, LayoutReader in) {
        return new Noted(in.constant(Note.class), in.text(), PositionLayout.read(in));
    }
}
