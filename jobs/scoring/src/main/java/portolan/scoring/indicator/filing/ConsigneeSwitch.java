// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseHistory;
import portolan.scoring.ledger.CaseHistory.FirstConsignee;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * Another consignee than first filed, since a time after departure: a documented way to hand goods over that were
 * cleared for somebody else.
 *
 * <p>Formula: 1 when the consignee now is not the one first named, by identity, and was first named after the goods
 * departed (actual time, else the estimate); 0 when it is the first one again, or was named before departure.
 * Switching in two steps, or back and forth, is measured against the first filing, not against the version before.
 * The same name in the same country is the same consignee, though one version gives its number and the other does
 * not.
 *
 * <p>No reading before the first amendment, when nobody in particular is named ("to order" that becomes a company is
 * ordinary trade), or when no departure is stated.
 */
final class ConsigneeSwitch extends CaseIndicator {
    ConsigneeSwitch() {
        super("consignee_switch");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        CaseHistory history = event.history();
        FirstConsignee first = history.firstConsignee();
        Consignment now = event.live();
        Party party = now.consignee();
        PartyKey key = PartyKey.of(party);
        if (first == null || party == null || key == null) {
            return null;
        }
        if (!history.isOtherConsignee(now)) {
            return reading(0, "consignee as first filed");
        }
        Instant departure = now.departure();
        Instant since = history.consigneeChangedAt();
        if (departure == null || since == null) {
            return null;
        }
        return reading(
                since.isAfter(departure) ? 1 : 0,
                "consignee was " + named(first.shown(), first.key()) + ", now "
                        + named(party.name() == null ? key.value() : party.name(), key.value()) + ", "
                        + Wording.daysFrom(departure, since, "departure"));
    }

    private static String named(String shown, String key) {
        if (shown.equals(key)) {
            return key;
        }
        // A key without a registered number repeats the name: only its country says more.
        return shown + " (" + (key.indexOf(':') < 0 ? key.substring(key.lastIndexOf('|') + 1) : key) + ")";
    }
}
