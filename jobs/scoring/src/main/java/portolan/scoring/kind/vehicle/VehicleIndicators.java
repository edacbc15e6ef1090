// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.vehicle;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.Visit;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;

/**
 * {@link #DUPLICATED_VIN}: another live bill states the same vehicle identification number, and it cannot be the same
 * vehicle: stolen ones travel under the number of an honest one.
 *
 * <p>Formula: 1 when one of the last four live bills with the number is neither of the same goods
 * ({@link VehicleUse#isOfTheSameGoods}: master and house, the same voyage to the same consignee) nor of a voyage that
 * this one follows or precedes ({@link VehicleUse#isBeforeOrAfter}); 0 when all of them are. Of several vehicles the
 * largest counts. No reading of a number that no other live bill states within two years, nor of one with a wrong
 * check digit, which {@code VehicleWithoutVin} reports.
 */
public final class VehicleIndicators implements Measure<VehicleMemory> {
    public static final Indicator DUPLICATED_VIN = Indicator.named("duplicated_vin");

    @Override
    public Answer of(Visit visit, VehicleMemory memory) {
        if (memory.uses().isEmpty()) {
            return Answer.NOTHING;
        }
        String number = visit.key().substring(visit.key().lastIndexOf('|') + 1);
        VehicleUse now = VehicleUse.of(visit.event().live());
        return new Answer(Reading.listed(duplicated(number, now, memory.uses())), List.of());
    }

    private static @Nullable Reading duplicated(String number, VehicleUse now, List<VehicleUse> uses) {
        int others = 0;
        for (int i = uses.size() - 1; i >= 0; i--) {
            VehicleUse use = uses.get(i);
            if (use.consignment() == now.consignment()) {
                continue;
            }
            others++;
            if (!use.isOfTheSameGoods(now) && !use.isBeforeOrAfter(now)) {
                return new Reading(
                        DUPLICATED_VIN,
                        1,
                        "vehicle " + number + " is also on bill " + use.bill() + route(use)
                                + Wording.filedApart(now.daysAfter(use)));
            }
        }
        return others == 0
                ? null
                : new Reading(
                        DUPLICATED_VIN,
                        0,
                        "vehicle " + number + " is on " + Wording.counted(others, "other bill", "other bills")
                                + ", of the same goods or of a voyage before or after");
    }

    private static String route(VehicleUse use) {
        String from = use.carriage().from();
        String to = use.carriage().to();
        return from == null || to == null ? "" : " from " + from + " to " + to;
    }
}
