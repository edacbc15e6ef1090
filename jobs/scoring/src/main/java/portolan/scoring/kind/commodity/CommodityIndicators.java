// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.commodity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.Visit;
import portolan.scoring.kind.commodity.CommodityMemory.Found;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.OffenceShare;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.SeenWords;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.Finds;
import portolan.scoring.sketch.Sourcing;
import portolan.scoring.sketch.Sourcing.Level;

/**
 * What is measured of goods beside earlier ones of their subheading: {@link GoodsTraffic}, the words that described
 * them ({@link SeenWords}, for {@code DescriptionAgainstHs}), and the share of offences among examined goods like
 * these, in bits against the share among everything, -8 to 12: {@link GoodsOffences} says how, and
 * {@link NotoriousGoods} for goods of which nothing else is known.
 */
public final class CommodityIndicators implements Measure<CommodityMemory> {
    public static final Indicator COMMODITY_OFFENCE_RATE = Indicator.named("commodity_offence_rate");

    @Override
    public Answer of(Visit visit, CommodityMemory memory) {
        Consignment consignment = visit.event().live();
        Instant asOf = consignment.receivedAt();
        String subheading = CommodityMemory.subheading(visit.key());
        Sourcing sourcing = Sourcing.of(consignment, subheading);
        List<Reading> readings = GoodsTraffic.of(memory, consignment, subheading, sourcing, asOf);
        SeenWords words = memory.words().seen(subheading, consignment.items());
        Found all = memory.found(sourcing, Level.SUBHEADING, asOf);
        if (all.examinedEver() == 0) {
            return new Answer(readings, List.of(), List.of(), words);
        }
        List<Finds.Share> finds = memory.finds();
        OffenceShare offences = new OffenceShare(
                COMMODITY_OFFENCE_RATE,
                GoodsOffences.of(memory, sourcing, asOf),
                examinedLikeThese(memory, subheading, sourcing, asOf, all),
                finds);
        List<OffenceShare> shares = new ArrayList<>(2);
        shares.add(offences);
        String origin = sourcing.origin();
        shares.addAll(NotoriousGoods.of(
                origin.isEmpty() ? all : memory.found(sourcing, Level.ORIGIN, asOf),
                "HS " + subheading + (origin.isEmpty() ? " " : " from " + origin + " "),
                finds));
        return new Answer(readings, shares, List.of(), words);
    }

    /** "HS 392690 from CN via HK, duty 8% A: 12 examined, 5 offences; HS 392690: 32 examined, 8 offences". */
    private static String examinedLikeThese(
            CommodityMemory memory, String subheading, Sourcing sourcing, Instant asOf, Found all) {
        StringBuilder goods = new StringBuilder("HS ").append(subheading);
        String overall = goods + examined(all);
        String finest = overall;
        long fewest = all.examinedEver();
        for (Level level : Level.values()) {
            if (level == Level.SUBHEADING) {
                continue;
            }
            Found found = memory.found(sourcing, level, asOf);
            if (found.examinedEver() == 0) {
                // Nothing finer was examined either.
                break;
            }
            goods.append(named(sourcing, level));
            fewest = found.examinedEver();
            finest = goods + examined(found);
        }
        return fewest == all.examinedEver() ? finest : finest + "; " + overall;
    }

    private static String examined(Found found) {
        return ": " + found.examinedEver() + " examined, "
                + (found.offencesEver() == 0
                        ? "no offence"
                        : Wording.counted(found.offencesEver(), "offence", "offences"));
    }

    /** What a level adds to "HS 392690": " from CN", " via HK", ", duty 8% A"; nothing when the filing does not say. */
    private static String named(Sourcing sourcing, Level level) {
        return switch (level) {
            case SUBHEADING -> "";
            case ORIGIN -> sourcing.origin().isEmpty() ? "" : " from " + sourcing.origin();
            case DEPARTURE ->
                sourcing.departure().isEmpty() || sourcing.departure().equals(sourcing.origin())
                        ? ""
                        : " via " + sourcing.departure();
            case DUTY -> sourcing.hasDuty() ? ", duty" + duty(sourcing) : "";
        };
    }

    private static String duty(Sourcing sourcing) {
        return (sourcing.rateHundredths() < 0 ? "" : " " + Wording.decimal(sourcing.rateHundredths() / 100.0, 2) + "%")
                + (sourcing.dutyType().isEmpty() ? "" : " " + sourcing.dutyType());
    }
}
