// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.ConsignmentLayout;
import portolan.scoring.manifest.OutcomeLayout;
import portolan.scoring.manifest.PositionLayout;

/**
 * Layout of a case event inside another value.
 *
 * <pre>
 *   kind | tenant | key | position | sequence | filingId | filingVersion | filedAt | receivedAt | amendments
 *   flag, before | flag, now | flag, outcome | flag, outcomeBefore | flag, inspected | history
 * </pre>
 */
public final class CaseEventLayout {
    private CaseEventLayout() {}

    public static void write(LayoutWriter out, CaseEvent event) {
        out.constant(event.kind()).text(event.tenant()).text(event.key().value());
        PositionLayout.write(out, event.position());
        out.count(event.sequence());
        out.text(event.filing().filingId()).signed(event.filing().filingVersion());
        out.instant(event.filing().filedAt()).instant(event.receivedAt()).count(event.amendments());
        out.flag(event.before() != null);
        if (event.before() != null) {
            ConsignmentLayout.write(out, event.before());
        }
        out.flag(event.now() != null);
        if (event.now() != null) {
            ConsignmentLayout.write(out, event.now());
        }
        out.flag(event.outcome() != null);
        if (event.outcome() != null) {
            OutcomeLayout.write(out, event.outcome());
        }
        out.flag(event.outcomeBefore() != null);
        if (event.outcomeBefore() != null) {
            OutcomeLayout.write(out, event.outcomeBefore());
        }
        out.flag(event.inspected() != null);
        if (event.inspected() != null) {
            ConsignmentLayout.write(out, event.inspected());
        }
        CaseHistoryLayout.write(out, event.history());
    }

    public static CaseEvent read(LayoutReader in) {
        return new CaseEvent(
                in.constant(CaseEvent.Kind.class),
                in.text(),
                new ConsignmentKey(in.text()),
                PositionLayout.read(in),
                in.count(),
                new CaseEvent.FilingRef(in.text(), in.whole(), in.instant()),
                in.instant(),
                in.smallCount(),
                in.flag() ? ConsignmentLayout.read(in) : null,
                in.flag() ? ConsignmentLayout.read(in) : null,
                in.flag() ? OutcomeLayout.read(in) : null,
                in.flag() ? OutcomeLayout.read(in) : null,
                in.flag() ? ConsignmentLayout.read(in) : null,
                CaseHistoryLayout.read(in));
    }
}
