// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/**
 * {@link Indicator#AMENDMENT_CHURN} (catalogue 13): how often the consignment was changed or withdrawn so far.
 *
 * <p>Unit: count, from 0. State: the ledger's entry of the consignment, which counts into the case event. Source:
 * WWF/TRAFFIC 2021, FATF/Egmont 2021. Known false positives: filers who correct in small steps.
 */
final class AmendmentChurn implements CaseMeasure {
    @Override
    public Definition definition() {
        return new Definition(
                Indicator.AMENDMENT_CHURN,
                13,
                "how often the consignment was changed or withdrawn",
                "the ledger's entry of the consignment",
                "WWF/TRAFFIC Red Flag Compendium 2021; FATF/Egmont TBML indicators 2021",
                "filers who correct in small steps");
    }

    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        int amendments = event.amendments();
        return List.of(new Reading(Indicator.AMENDMENT_CHURN, amendments, times(amendments)));
    }

    private static String times(int amendments) {
        return switch (amendments) {
            case 0 -> "never amended";
            case 1 -> "amended once";
            default -> "amended " + amendments + " times";
        };
    }
}
