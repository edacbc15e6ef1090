package portolan.scoring.indicator;

import java.time.Instant;
import java.util.List;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.memory.CommodityMemory;
import portolan.scoring.memory.CommodityMemory.Found;
import portolan.scoring.memory.CommodityMemory.Level;
import portolan.scoring.memory.Sourcing;
import portolan.scoring.memory.Visit;

/**
 * The share of offences among examined goods like these (catalogue 29).
 *
 * <p>It backs off from the subheading to origin, country of loading and duty; each level is shrunk towards the one
 * before with {@value #PSEUDO_INSPECTIONS} pseudo-inspections, the first towards the base rate: {@code rate_k = (offences
 * + m * rate_k-1) / (examined + m)}. A level that the filing says nothing about is left out, or the same inspections
 * would count twice.
 *
 * <p>The levels see the same inspections again, so that one offence in one inspection would come out as near certain.
 * Hence the result is believed only as far as the inspections of the subheading reach (Buehlmann's credibility): half at
 * {@value #HALF_BELIEVED} of them.
 */
final class CommodityIndicators implements Measure<CommodityMemory> {
    static final double PSEUDO_INSPECTIONS = 2;
    static final double HALF_BELIEVED = 4;

    @Override
    public Answer of(Visit visit, CommodityMemory memory) {
        Consignment consignment = visit.event().live();
        Instant asOf = consignment.receivedAt();
        String subheading = CommodityMemory.subheading(visit.key());
        Sourcing sourcing = Sourcing.of(consignment, subheading);
        Shrinkage share = Shrinkage.NOTHING_KNOWN;
        double examined = 0;
        String evidence = "";
        StringBuilder likeThese = new StringBuilder("HS ").append(subheading);
        for (Level level : Level.values()) {
            if (!isStated(sourcing, level)) {
                continue;
            }
            Found found = memory.found(sourcing, level, asOf);
            if (found.examinedEver() == 0) {
                // Nothing finer was examined either.
                break;
            }
            share = share.and(found.examined(), found.offences(), PSEUDO_INSPECTIONS);
            examined = StrictMath.max(examined, found.examined());
            likeThese.append(named(sourcing, level));
            evidence = PartyOffences.examinedWithOffences(found.examinedEver(), found.offencesEver()) + " (" + likeThese
                    + ")";
        }
        if (evidence.isEmpty()) {
            return new Answer(List.of(), List.of());
        }
        Shrinkage believed = share.believed(examined, HALF_BELIEVED);
        OffenceShare offences =
                new OffenceShare(Indicator.COMMODITY_OFFENCE_RATE, believed.own(), believed.baseWeight(), evidence);
        return new Answer(List.of(), List.of(offences));
    }

    private static boolean isStated(Sourcing sourcing, Level level) {
        return switch (level) {
            case SUBHEADING -> true;
            case ORIGIN -> !sourcing.origin().isEmpty();
            case DEPARTURE -> !sourcing.departure().isEmpty();
            case DUTY -> sourcing.hasDuty();
        };
    }

    /** What a level adds to "HS 392690": ", origin CN", ", from HK", ", duty 8% A". */
    private static String named(Sourcing sourcing, Level level) {
        return switch (level) {
            case SUBHEADING -> "";
            case ORIGIN -> ", origin " + sourcing.origin();
            case DEPARTURE -> ", from " + sourcing.departure();
            case DUTY ->
                ", duty"
                        + (sourcing.rateHundredths() < 0
                                ? ""
                                : " " + Wording.decimal(sourcing.rateHundredths() / 100.0, 2) + "%")
                        + (sourcing.dutyType().isEmpty() ? "" : " " + sourcing.dutyType());
        };
    }
}
