// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import java.time.Instant;
import java.util.List;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.OffenceShare;
import portolan.scoring.reading.Shrinkage;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.Inspections;

/**
 * The share of offences among a party's examined consignments.
 *
 * <p>Shrunk with {@value #PSEUDO_INSPECTIONS} pseudo-inspections at the base rate: with few inspections a party's past
 * is weak evidence, and selection by risk inflates it.
 */
public final class PartyOffences {
    public static final double PSEUDO_INSPECTIONS = 8;

    private PartyOffences() {}

    /** One share, or none when nothing was examined. */
    public static List<OffenceShare> of(Indicator indicator, Inspections inspections, Instant asOf) {
        return of(indicator, inspections, asOf, "");
    }

    /**
     * One share of a part of a party's consignments, or none when nothing of it was examined.
     *
     * @param where leads the evidence: of which part it speaks
     */
    public static List<OffenceShare> of(Indicator indicator, Inspections inspections, Instant asOf, String where) {
        if (inspections.examined() == 0) {
            return List.of();
        }
        Shrinkage share =
                Shrinkage.NOTHING_KNOWN.and(inspections.examined(asOf), inspections.offences(asOf), PSEUDO_INSPECTIONS);
        return List.of(new OffenceShare(
                indicator,
                List.of(share),
                where + examinedWithFinds(inspections),
                inspections.finds().shares(inspections.offences())));
    }

    /** "examined 12 times, 5 offences: 4 narcotics, 1 undervalued". */
    private static String examinedWithFinds(Inspections inspections) {
        String examined = examinedWithOffences(inspections.examined(), inspections.offences());
        String finds = inspections.offences() == 0 ? null : inspections.finds().inWords(inspections.offences());
        return finds == null ? examined : examined + ": " + finds;
    }

    /** "examined 12 times, 5 offences". */
    public static String examinedWithOffences(long examined, long offences) {
        if (examined == 0) {
            return "nothing examined yet";
        }
        return "examined " + (examined == 1 ? "once" : examined + " times") + ", "
                + (offences == 0 ? "no offence" : Wording.counted(offences, "offence", "offences"));
    }
}
