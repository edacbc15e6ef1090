// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyNature;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/**
 * A freight forwarder where the final consignee should stand: 1 when the consignee of a house or straight bill is a
 * forwarder by name or by filing as one, else 0.
 *
 * <p>No reading of a master bill, where forwarders belong, nor of a consignee who is nobody in particular.
 */
final class ForwarderAsConsignee extends CaseIndicator {
    ForwarderAsConsignee() {
        super("forwarder_as_consignee");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Party consignee = event.live().consignee();
        if (consignee == null || consignee.name() == null || event.live().billLevel() == BillLevel.MASTER) {
            return null;
        }
        PartyNature nature = consignee.nature();
        if (nature == PartyNature.TO_ORDER || nature == PartyNature.PLACEHOLDER) {
            return null;
        }
        boolean forwarder = nature == PartyNature.FORWARDER;
        return reading(
                forwarder ? 1 : 0,
                "consignee " + consignee.name() + (forwarder ? " is a forwarder by name" : " is no forwarder by name"));
    }
}
