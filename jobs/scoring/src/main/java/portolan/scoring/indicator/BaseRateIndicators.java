package portolan.scoring.indicator;

import java.time.Instant;
import java.util.List;
import portolan.scoring.memory.BaseRateMemory;
import portolan.scoring.memory.Inspections;
import portolan.scoring.memory.Visit;

/**
 * The share of offences among everything examined, with which every other share is compared.
 *
 * <p>Until enough is examined it stays near {@value #PRIOR}, the order of magnitude of published shares of 1.6 to 2.5 %
 * (DATE, Table 5), as if {@value #PSEUDO_INSPECTIONS} inspections had said so.
 */
final class BaseRateIndicators implements Measure<BaseRateMemory> {
    static final double PRIOR = 0.02;
    static final double PSEUDO_INSPECTIONS = 50;

    @Override
    public Answer of(Visit visit, BaseRateMemory memory) {
        Instant asOf = visit.event().live().receivedAt();
        Inspections inspections = memory.inspections();
        double share = (inspections.offences(asOf) + PSEUDO_INSPECTIONS * PRIOR)
                / (inspections.examined(asOf) + PSEUDO_INSPECTIONS);
        return new Answer(
                List.of(new Reading(
                        Indicator.BASE_OFFENCE_RATE,
                        share,
                        PartyOffences.examinedWithOffences(inspections.examined(), inspections.offences()))),
                List.of());
    }
}
