// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.bill;

import java.util.List;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;

/**
 * {@link #MASTER_WITHOUT_HOUSES} and {@link #ORPHAN_HOUSE}: a consolidated load of which only one half was declared.
 *
 * <p>Formula: for a master bill 0 while a live house bill names it, 1 when none does after the deadline; for a house
 * bill 0 while a live master bill carries the document it names, 1 when none does after it. The deadline is the
 * ledger's: hours before arrival, else after filing.
 *
 * <p>No reading while the other half is missing and may still come: bills of one voyage come in any order. When the
 * deadline passes a bill is assessed anew only if something is missing. After it amendments keep the reading; a
 * second filer's claim never has it.
 */
public final class BillIndicators implements Measure<BillMemory> {
    public static final Indicator MASTER_WITHOUT_HOUSES = Indicator.named("master_without_houses");
    public static final Indicator ORPHAN_HOUSE = Indicator.named("orphan_house");

    @Override
    public Answer of(Visit visit, BillMemory memory) {
        CaseEvent event = visit.event();
        boolean isMaster = event.live().billLevel() == BillLevel.MASTER;
        long bills = isMaster ? memory.houses() : memory.masters();
        if (bills == 0 && !event.history().billsDue()) {
            return Answer.NOTHING;
        }
        String document = visit.key().substring(visit.key().lastIndexOf('|') + 1);
        String found = isMaster
                ? Wording.counted(bills, "house bill", "house bills") + " for " + document
                : Wording.counted(bills, "master bill", "master bills") + " " + document;
        String missing = isMaster
                ? "no house bill for " + document + " by the deadline"
                : "no master bill " + document + " by the deadline";
        return new Answer(
                List.of(new Reading(
                        isMaster ? MASTER_WITHOUT_HOUSES : ORPHAN_HOUSE,
                        bills == 0 ? 1 : 0,
                        bills == 0 ? missing : found)),
                List.of());
    }
}
