package portolan.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.GoodsKind;
import portolan.schemas.avro.OutcomeCode;

/**
 * Which consignments are offences, and of what kind: hidden from the feed until an inspection finds it.
 *
 * <p>The chance is the base rate times two factors of mean 1: the shipper's (3 % of the shippers twelvefold) and that of goods
 * and origin (6 % of the pairs sixfold). Past rates of either therefore tell something, and of both together more. There is
 * nothing to see in such a filing itself; offences that show are schemes.
 */
final class Offences {
    private static final double RISKY_PAIRS = 0.06;
    private static final double PAIR_FACTOR = 6;
    private static final double OTHER_PAIRS = (1 - RISKY_PAIRS * PAIR_FACTOR) / (1 - RISKY_PAIRS);
    private static final double MOST = 0.6;
    private static final int SAMPLE = 4_000;

    private static final Mix<OutcomeCode> USUAL = new Mix<>(
            List.of(
                    OutcomeCode.UNDERVALUED,
                    OutcomeCode.MISDECLARED_GOODS,
                    OutcomeCode.FALSE_ORIGIN,
                    OutcomeCode.PROHIBITED_GOODS,
                    OutcomeCode.DOCUMENT_FRAUD,
                    OutcomeCode.SMUGGLED_GOODS,
                    OutcomeCode.OFFENCE_UNSPECIFIED),
            new double[] {36, 26, 12, 12, 6, 5, 3});

    private static final Mix<OutcomeCode> FROM_SOURCE_PORTS = new Mix<>(
            List.of(OutcomeCode.PROHIBITED_GOODS, OutcomeCode.MISDECLARED_GOODS, OutcomeCode.SMUGGLED_GOODS),
            new double[] {80, 10, 10});

    private static final Mix<GoodsKind> KINDS = new Mix<>(
            List.of(
                    GoodsKind.COUNTERFEIT,
                    GoodsKind.WASTE,
                    GoodsKind.WILDLIFE,
                    GoodsKind.TOBACCO,
                    GoodsKind.DUAL_USE,
                    GoodsKind.WEAPONS),
            new double[] {55, 14, 10, 12, 5, 4});

    private final long seed;
    private final double scale;

    Offences(FeedSettings settings, Population population) {
        this.seed = settings.seed();
        // Few pairs carry much of the traffic: which of them are risky would move the base rate, so it is set on a
        // sample.
        double sum = 0;
        for (int id = 0; id < SAMPLE; id++) {
            Shipper shipper = population.shipper(id);
            Dice dice = Dice.of(seed, Purpose.RISKY_PAIR, id);
            sum += shipper.risk() * pairFactor(shipper.line(1 + dice.below(12), dice));
        }
        this.scale = settings.offences() * SAMPLE / sum;
    }

    /** The offence of a consignment, or null. */
    @Nullable
    OutcomeCode of(Booking booking, Dice dice) {
        double chance = scale * booking.shipper().risk() * pairFactor(booking.line());
        if (!dice.chance(Math.min(MOST, chance))) {
            return null;
        }
        return (fromSource(booking) ? FROM_SOURCE_PORTS : USUAL).draw(dice);
    }

    static GoodsKind kind(Booking booking, Dice dice) {
        return fromSource(booking) ? GoodsKind.NARCOTICS : KINDS.draw(dice);
    }

    static boolean fromSource(Booking booking) {
        return !booking.air() && booking.port().source();
    }

    private double pairFactor(Shipper.Line line) {
        String hs6 = line.goods().hs6();
        long pair = hs6.hashCode() * 31L + line.origin().hashCode();
        return Dice.unit(Dice.hash(seed, Purpose.RISKY_PAIR, pair)) < RISKY_PAIRS ? PAIR_FACTOR : OTHER_PAIRS;
    }
}
