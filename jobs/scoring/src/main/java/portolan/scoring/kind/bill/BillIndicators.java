// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.bill;

import java.util.List;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;

/**
 * {@link Indicator#MASTER_WITHOUT_HOUSES} and {@link Indicator#ORPHAN_HOUSE} (catalogue 18): a consolidated load of
 * which only one half was declared.
 *
 * <p>Formula: for a master bill 0 while a live house bill names it, 1 when none does after the deadline; for a house
 * bill 0 while a live master bill carries the document it names, 1 when none does after it. The deadline is the
 * ledger's: hours before arrival, else after filing.
 *
 * <p>Unit: flag. No reading while the other half is missing and may still come: bills of one voyage come in any order.
 * When the deadline passes a bill is assessed anew only if something is missing. After it amendments keep the reading;
 * a second filer's claim never has it. State: bill memory, a timer of the ledger. Source: EU ICS2 IE3N02 (ENS not
 * complete). Known false positives: houses that are filed in another system, masters filed under another number or as
 * straight bills.
 */
final class BillIndicators implements Measure<BillMemory> {
    @Override
    public List<Definition> definitions() {
        return List.of(
                new Definition(
                        Indicator.MASTER_WITHOUT_HOUSES,
                        18,
                        "a consolidated master bill for which no house bill came by the deadline",
                        "bill memory, a timer of the ledger",
                        "EU ICS2 IE3N02 (ENS not complete)",
                        "masters whose houses are filed in another system"),
                new Definition(
                        Indicator.ORPHAN_HOUSE,
                        18,
                        "a house bill whose master bill never came by the deadline",
                        "bill memory, a timer of the ledger",
                        "EU ICS2 IE3N02 (ENS not complete)",
                        "masters filed under another number"));
    }

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
                        isMaster ? Indicator.MASTER_WITHOUT_HOUSES : Indicator.ORPHAN_HOUSE,
                        bills == 0 ? 1 : 0,
                        bills == 0 ? missing : found)),
                List.of());
    }
}
