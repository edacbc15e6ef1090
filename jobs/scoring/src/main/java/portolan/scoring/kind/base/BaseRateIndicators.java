// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.base;

import java.time.Instant;
import java.util.List;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.PartyOffences;
import portolan.scoring.kind.Visit;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.sketch.Inspections;

/**
 * The share of offences among everything examined, with which every other share is compared.
 *
 * <p>Until enough is examined it stays near {@value #PRIOR}, the order of magnitude of published shares of 1.6 to 2.5 %
 * (DATE, Table 5), as if {@value #PSEUDO_INSPECTIONS} inspections had said so.
 */
public final class BaseRateIndicators implements Measure<BaseRateMemory> {
    public static final Indicator BASE_OFFENCE_RATE = Indicator.named("base_offence_rate");

    public static final double PRIOR = 0.02;
    static final double PSEUDO_INSPECTIONS = 50;

    @Override
    public Answer of(Visit visit, BaseRateMemory memory) {
        Instant asOf = visit.event().live().receivedAt();
        Inspections inspections = memory.inspections();
        double share = (inspections.offences(asOf) + PSEUDO_INSPECTIONS * PRIOR)
                / (inspections.examined(asOf) + PSEUDO_INSPECTIONS);
        return new Answer(
                List.of(new Reading(
                        BASE_OFFENCE_RATE,
                        share,
                        PartyOffences.examinedWithOffences(inspections.examined(), inspections.offences()))),
                List.of());
    }
}
