// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerNumber;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.manifest.TransportMode;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * By sea, a container declared full without any seal, beside others of the same bill that have one.
 *
 * <p>Whether a feed carries seals at all is seen on the bill itself: a bill without any seal gives no reading, for
 * most such feeds simply have no field for it, and a flag on every bill of a feed is none. So a bill of one box is
 * never flagged.
 */
final class SealMissing extends CaseIndicator {
    SealMissing() {
        super("seal_missing");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        if (consignment.mode() != TransportMode.SEA) {
            return null;
        }
        int sealed = 0;
        Equipment open = null;
        for (Equipment unit : consignment.equipment()) {
            if (!unit.seals().isEmpty()) {
                sealed++;
            } else if (open == null
                    && unit.packedStatus() == PackedStatus.FULL
                    && ContainerNumber.valid(unit.id()) != null) {
                open = unit;
            }
        }
        if (sealed == 0) {
            return null;
        }
        String others = Wording.counted(sealed, "other container is sealed", "other containers are sealed");
        return open == null
                ? reading(0, Wording.counted(sealed, "container", "containers") + " sealed, no full one without seal")
                : reading(1, open.id() + " is full, without seal; " + others);
    }
}
