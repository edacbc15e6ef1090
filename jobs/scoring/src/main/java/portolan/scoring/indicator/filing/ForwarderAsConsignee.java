// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyNature;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/**
 * A freight forwarder where the final consignee should stand (catalogue 5): 1 when the consignee of a house or straight
 * bill is a forwarder by name or by filing as one, else 0. State: the filing alone. Source: BIS red flags. Known false
 * positives: groupage agents who take delivery for many.
 *
 * <p>No reading of a master bill, where forwarders belong, nor of a consignee who is nobody in particular.
 */
final class ForwarderAsConsignee implements CaseMeasure {
    @Override
    public Definition definition() {
        return new Definition(
                Indicator.FORWARDER_AS_CONSIGNEE,
                5,
                "the final consignee of a house or straight bill is a freight forwarder",
                "the filing alone",
                "BIS red flags",
                "groupage agents who take delivery for many");
    }

    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        Party consignee = event.live().consignee();
        if (consignee == null || consignee.name() == null || event.live().billLevel() == BillLevel.MASTER) {
            return List.of();
        }
        PartyNature nature = consignee.nature();
        if (nature == PartyNature.TO_ORDER || nature == PartyNature.PLACEHOLDER) {
            return List.of();
        }
        boolean forwarder = nature == PartyNature.FORWARDER;
        return List.of(new Reading(
                Indicator.FORWARDER_AS_CONSIGNEE,
                forwarder ? 1 : 0,
                "consignee " + consignee.name()
                        + (forwarder ? " is a forwarder by name" : " is no forwarder by name")));
    }
}
