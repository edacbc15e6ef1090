// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseEventLayout;

/**
 * Layout of a case event on its own.
 *
 * <pre>
 *   v1   case event
 * </pre>
 */
final class CaseEventStreamLayout extends StreamLayout<CaseEvent> {
    CaseEventStreamLayout() {
        super("case-event", 1, CaseEvent.class);
    }

    @Override
    void write(LayoutWriter out, CaseEvent event) {
        CaseEventLayout.write(out, event);
    }

    @Override
    CaseEvent read(int written, LayoutReader in) {
        return CaseEventLayout.read(in);
    }
}
