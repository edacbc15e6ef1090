// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerNumber;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * {@link Indicator#CONTAINER_CHECK_DIGIT} (catalogue 55): a container number with a wrong check digit, or at sea one
 * with too few or too many digits.
 *
 * <p>Unit: flag, 1 when any number is so. State: none; see {@link ContainerNumber}. Source: ISO 6346. No reading when
 * no equipment is numbered like a container. Known false positives: typing errors; alone it floods.
 */
final class ContainerCheckDigit implements CaseMeasure {
    @Override
    public Definition definition() {
        return new Definition(
                Indicator.CONTAINER_CHECK_DIGIT,
                55,
                "a container number with a wrong check digit or an unknown category",
                "the filing alone",
                "ISO 6346",
                "typing; floods alone");
    }

    @Override
    public List<Reading> of(CaseEvent event, Reference reference) {
        Consignment consignment = event.live();
        int right = 0;
        for (Equipment equipment : consignment.equipment()) {
            String fault = ContainerNumber.fault(equipment.id(), consignment.mode());
            if (fault != null && !fault.isEmpty()) {
                return List.of(new Reading(Indicator.CONTAINER_CHECK_DIGIT, 1, fault));
            }
            right += fault == null ? 0 : 1;
        }
        return right == 0
                ? List.of()
                : List.of(new Reading(
                        Indicator.CONTAINER_CHECK_DIGIT,
                        0,
                        Wording.counted(right, "container number", "container numbers")
                                + " with the right check digit"));
    }
}
