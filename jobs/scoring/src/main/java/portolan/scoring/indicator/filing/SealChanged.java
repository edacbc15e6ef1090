// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.CaseHistory;
import portolan.scoring.ledger.CaseHistory.SealedBox;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.Seal;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * The seals of a box are not those first filed of it, the mark of goods that were put in on the way.
 *
 * <p>Formula: 1 when, for any box, the set of seals that others than customs put on differs from the first such set
 * that was filed; 0 when all compared boxes agree. A seal of customs (party {@code CU}) that is added on top is no
 * change, and a box that now has none but those of customs is not compared: customs opened it.
 *
 * <p>No reading before the first amendment, or without a box whose seals are stated twice. At most 16 boxes of up to
 * 8 seals are compared, by 32-bit hashes: one change in four thousand million is missed.
 */
final class SealChanged extends CaseIndicator {
    SealChanged() {
        super("seal_changed");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        CaseHistory history = event.history();
        int compared = 0;
        for (Equipment box : event.live().equipment()) {
            SealedBox first = history.firstSealsOf(box);
            List<Integer> seals = first == null ? List.of() : CaseHistory.sealsOf(box);
            if (first == null || seals.isEmpty()) {
                continue;
            }
            compared++;
            if (!seals.equals(first.seals())) {
                return reading(1, box.id() + ": " + was(box, first, event.before()) + "now " + numbers(box));
            }
        }
        return compared == 0 ? null : reading(0, Wording.counted(compared, "box", "boxes") + " sealed as first filed");
    }

    /** The history keeps hashes only; the numbers are known while the version before still has the first seals. */
    private static String was(Equipment box, SealedBox first, @Nullable Consignment before) {
        if (before != null) {
            for (Equipment one : before.equipment()) {
                if (one.id().equals(box.id()) && CaseHistory.sealsOf(one).equals(first.seals())) {
                    return "was " + numbers(one) + ", ";
                }
            }
        }
        return Wording.counted(first.seals().size(), "other seal", "other seals") + " first filed, ";
    }

    private static String numbers(Equipment box) {
        StringBuilder numbers = new StringBuilder();
        for (Seal seal : box.seals()) {
            numbers.append(numbers.length() == 0 ? "" : ", ").append(seal.number());
        }
        return numbers.toString();
    }
}
