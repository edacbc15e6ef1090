// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.commodity;

import java.util.List;
import portolan.scoring.kind.PartyOffences;
import portolan.scoring.kind.commodity.CommodityMemory.Found;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.OffenceShare;
import portolan.scoring.reading.Shrinkage;
import portolan.scoring.sketch.Finds;

/**
 * {@link #NOTORIOUS_GOODS}: the share of offences for goods of one subheading and origin, if such goods are of two
 * sorts: ordinary, or notorious.
 *
 * <p>Most pairs of goods and origin offend as rarely as everything; of some, every second or third consignment is
 * false, and nothing shows it but what was found. One share of all pairs in between, as {@link GoodsOffences} takes
 * it, learns both slowly. So: one pair in {@value #NOTORIOUS_ONE_IN} is notorious, with a share drawn from
 * Beta({@value #ALPHA}, {@value #BETA}), mean 0.4; the others have the share {@value #ORDINARY}.
 *
 * <pre>
 *   w    = P(notorious | n examined, k offences)
 *   rate = w * (k + ALPHA) / (n + ALPHA + BETA) + (1 - w) * base rate
 * </pre>
 *
 * <p>Bits against the base rate. All three constants are judgement; the ordinary share is that of published
 * feeds, since a memory does not know the base rate: where that is higher, or goods are examined a thousand times, w
 * is near 1 and the rate a plain Beta mean, which speaks for itself. Of any age. No reading where nothing was
 * examined.
 */
public final class NotoriousGoods {
    public static final Indicator NOTORIOUS_GOODS = Indicator.named("notorious_goods");

    static final int NOTORIOUS_ONE_IN = 200;
    static final int ALPHA = 2;
    static final int BETA = 3;
    static final double ORDINARY = 0.02;

    private NotoriousGoods() {}

    static List<OffenceShare> of(Found found, String goods, List<Finds.Share> finds) {
        long examined = found.examinedEver();
        long offences = found.offencesEver();
        if (examined == 0) {
            return List.of();
        }
        double notorious = isNotorious(examined, offences);
        return List.of(new OffenceShare(
                NOTORIOUS_GOODS,
                List.of(new Shrinkage(notorious * (offences + ALPHA) / (examined + ALPHA + BETA), 1 - notorious)),
                goods + PartyOffences.examinedWithOffences(examined, offences),
                offences == 0 ? List.of() : finds));
    }

    /** The probability that the goods are notorious, given what inspections came to. */
    static double isNotorious(long examined, long offences) {
        double ordinary = offences * StrictMath.log(ORDINARY) + (examined - offences) * StrictMath.log(1 - ORDINARY);
        double ifNotorious =
                logBeta((double) ALPHA + offences, (double) BETA + examined - offences) - logBeta(ALPHA, BETA);
        return 1 / (1 + (NOTORIOUS_ONE_IN - 1) * StrictMath.exp(ordinary - ifNotorious));
    }

    private static double logBeta(double a, double b) {
        return logGamma(a) + logGamma(b) - logGamma(a + b);
    }

    /** Stirling's series, above 8 right to ten digits, to where the recurrence brings every argument. */
    private static double logGamma(double argument) {
        double x = argument;
        double product = 1;
        while (x < 8) {
            product *= x;
            x++;
        }
        double inverse = 1 / x;
        double square = inverse * inverse;
        double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
        return (x - 0.5) * StrictMath.log(x) - x + 0.5 * StrictMath.log(2 * Math.PI) + series - StrictMath.log(product);
    }
}
