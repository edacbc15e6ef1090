// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerNumber;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * A container number with a wrong check digit, or at sea one with too few or too many digits.
 *
 * <p>1 when any number is so. No reading when no equipment is numbered like a container.
 */
final class ContainerCheckDigit extends CaseIndicator {
    ContainerCheckDigit() {
        super("container_check_digit");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        int right = 0;
        for (Equipment equipment : consignment.equipment()) {
            String fault = ContainerNumber.fault(equipment.id(), consignment.mode());
            if (fault != null && !fault.isEmpty()) {
                return reading(1, fault);
            }
            right += fault == null ? 0 : 1;
        }
        return right == 0
                ? null
                : reading(
                        0,
                        Wording.counted(right, "container number", "container numbers")
                                + " with the right check digit");
    }
}
