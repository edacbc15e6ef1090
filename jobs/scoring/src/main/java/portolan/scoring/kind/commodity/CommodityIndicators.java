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
import portolan.scoring.reading.Definition;
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
 * them ({@link SeenWords}, for {@code DescriptionAgainstHs}), and the share of offences
 * among examined goods like these (catalogue 29), in bits against the share among everything, -8 to 12: {@link
 * GoodsOffences} says how, and {@link NotoriousGoods} for goods of which nothing else is known. State: commodity,
 * repeat and base rate memory. Source: DATE (KDD 2020), section 3.1; Grigoriou 2019. Known false positives: goods
 * examined for a campaign, whose share is that of the suspects.
 */
public final class CommodityIndicators implements Measure<CommodityMemory> {
    @Override
    public List<Definition> definitions() {
        return List.of(
                new Definition(
                        Indicator.PACKAGE_WEIGHT_OUT_OF_RANGE,
                        26,
                        "log of the mass a package against that of the subheading",
                        "commodity memory",
                        "DATE (KDD 2020); WWF/TRAFFIC Red Flag Compendium 2021",
                        "goods that come in bags and in pallets"),
                new Definition(
                        Indicator.DENSITY_OUT_OF_RANGE,
                        47,
                        "log of the mass a cubic metre against that of the subheading",
                        "commodity memory",
                        "DATE (KDD 2020); WWF/TRAFFIC Red Flag Compendium 2021",
                        "volumes with a slipped point, pounds filed as kilograms"),
                new Definition(
                        Indicator.HEAVIER_THAN_GOODS,
                        47,
                        "how many times heavier than usual for the subheading, by the package and by the cubic metre alike",
                        "commodity memory",
                        "WWF/TRAFFIC Red Flag Compendium 2021",
                        "pounds filed as kilograms, to 2.2"),
                new Definition(
                        Indicator.COMMODITY_OFFENCE_RATE,
                        29,
                        "share of offences for these goods, origin, departure and duty, against all",
                        "commodity memory",
                        "DATE (KDD 2020), section 3.1; Grigoriou 2019",
                        "goods examined for a campaign"),
                new Definition(
                        Indicator.NOTORIOUS_GOODS,
                        29,
                        "share of offences for the subheading and origin if such goods are either ordinary or notorious, against all",
                        "commodity memory",
                        "DATE (KDD 2020), section 3.1; the mixture is our own",
                        "goods examined for a campaign"),
                new Definition(
                        Indicator.WORDS_NEW_TO_GOODS,
                        37,
                        "share of the description's words that are none of the commonest words under its subheading",
                        "commodity memory",
                        "SISAM (WCO News 86); DATE (KDD 2020), Table 1",
                        "vague and foreign descriptions; floods alone"),
                new Definition(
                        Indicator.UNIT_VALUE_OUT_OF_RANGE,
                        40,
                        "log of the value a kilogram against that of the subheading and origin",
                        "commodity memory",
                        "DATE (KDD 2020); FATF/Egmont TBML indicators 2021",
                        "qualities within one subheading; AUC .50 alone on the Korean declarations"),
                new Definition(
                        Indicator.ORIGIN_AGAINST_ROUTE,
                        49,
                        "surprise of the country of loading, given the goods' origin",
                        "commodity memory",
                        "JRC ConTraffic",
                        "hubs that serve many origins"),
                new Definition(
                        Indicator.ROUTE_RARITY,
                        61,
                        "surprise of the places on the way, given the goods and the place of loading",
                        "commodity memory",
                        "JRC ConTraffic; BIS red flags",
                        "new services, strikes, closed canals"));
    }

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
                Indicator.COMMODITY_OFFENCE_RATE,
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
