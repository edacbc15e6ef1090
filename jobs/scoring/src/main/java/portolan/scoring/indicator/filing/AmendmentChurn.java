// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.DocumentsAsked;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Unit;
import portolan.scoring.reference.Reference;

/** How often the consignment was changed or withdrawn so far. */
public final class AmendmentChurn extends CaseIndicator {
    public AmendmentChurn() {
        super(Definition.of("amendment_churn", Unit.COUNT, 13)
                .meaning("how often the consignment was changed or withdrawn")
                .state("the ledger's entry of the consignment")
                .source("WWF/TRAFFIC Red Flag Compendium 2021; FATF/Egmont TBML indicators 2021")
                .falsePositives("filers who correct in small steps")
                .asks(DocumentsAsked.AMENDMENT));
    }

    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        int amendments = event.amendments();
        return List.of(new Reading(this, amendments, times(amendments)));
    }

    private static String times(int amendments) {
        return switch (amendments) {
            case 0 -> "never amended";
            case 1 -> "amended once";
            default -> "amended " + amendments + " times";
        };
    }
}
