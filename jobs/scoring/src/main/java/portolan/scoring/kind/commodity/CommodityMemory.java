// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.commodity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.Bounds;
import portolan.scoring.kind.Memory;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.sketch.BoundedCounts;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.Counts;
import portolan.scoring.sketch.Decay;
import portolan.scoring.sketch.Finds;
import portolan.scoring.sketch.HeaviestCodes;
import portolan.scoring.sketch.Inspections;
import portolan.scoring.sketch.LogHistogram;
import portolan.scoring.sketch.Place;
import portolan.scoring.sketch.Sourcing;
import portolan.scoring.sketch.Sourcing.Level;
import portolan.scoring.sketch.UnitValue;
import portolan.scoring.sketch.UnitValues;

/**
 * What is remembered of one HS subheading: how much of it travels, and what inspections found, in all and by origin,
 * country of loading and duty.
 *
 * <p>Beside that, what its traffic looks like: from where and over which places it comes, what a kilogram is worth,
 * what a package and a cubic metre weigh, and the words that describe it. Of several items of the subheading the heaviest speaks.
 *
 * <p>Layout:
 *
 * <pre>
 *   octet 3                                            the version
 *   {@link Counts}                                     consignments, by receivedAt
 *   {@link Counts} with hits                           examined and offences, by reportedAt
 *   {@link BoundedCounts} of {@link Sourcing}, hits    the same for each sourcing
 *   {@link GoodsRoutes}                                loading by origin, places between by loading
 *   {@link UnitValues}                                 value a kilogram by currency and origin
 *   {@link CommonWords}                                the commonest words of descriptions
 *   {@link LogHistogram}                               mass a package
 *   {@link LogHistogram}                               mass a cubic metre
 *   {@link Finds}                                      what the offences in all were
 * </pre>
 *
 * <p>Retraction is exact for consignments and for examined and offences in all. By sourcing it is exact until more than
 * {@value #MOST_SOURCINGS} sourcings, or more than 7 KiB of them, were examined; then the least examined one is folded
 * into a common rest, and the counts of a sourcing miss at most what was folded of it. What the parts of its traffic
 * forget, they say. At most 16 KiB.
 *
 * @param packageMasses what a package of them weighs, in kilograms
 * @param densities what a cubic metre of them weighs, in kilograms
 */
public record CommodityMemory(
        Decay outcomes,
        Counts counted,
        Inspections inspections,
        BoundedCounts<Sourcing> bySourcing,
        GoodsRoutes routes,
        UnitValues values,
        CommonWords words,
        LogHistogram packageMasses,
        LogHistogram densities)
        implements Memory {
    static final int MOST_SOURCINGS = 256;

    private static final int VERSION = 3;
    private static final int MOST_BUCKETS = 8;

    private static final BoundedCounts.Shape<Sourcing> SHAPE = new BoundedCounts.Shape<>(
            MOST_SOURCINGS, 7 * 1024, 4, true, (writer, sourcing) -> sourcing.write(writer), Sourcing::read);

    CommodityMemory(Bounds bounds) {
        this(
                bounds.outcomes,
                new Counts(MOST_BUCKETS, false),
                new Inspections(bounds.outcomes),
                new BoundedCounts<>(SHAPE),
                new GoodsRoutes(bounds.habits),
                new UnitValues(),
                new CommonWords(),
                new LogHistogram(),
                new LogHistogram());
    }

    /**
     * What inspections found at one level.
     *
     * @param examined consignments examined, older ones counted less
     * @param offences offences among them, by the same weights
     * @param examinedEver the same at any age
     * @param offencesEver the same at any age
     */
    public record Found(double examined, double offences, long examinedEver, long offencesEver) {}

    /** Of which codes its offences are, of whatever sourcing. */
    List<Finds.Share> finds() {
        return inspections.finds().shares(inspections.offences());
    }

    /** What the heaviest item of a subheading is described as. */
    public static @Nullable String description(Consignment consignment, String subheading) {
        return HeaviestCodes.heaviestItem(consignment, subheading).description();
    }

    /** What was found of goods that agree with the sourcing down to the level. */
    public Found found(Sourcing sourcing, Level level, Instant asOf) {
        if (level == Level.SUBHEADING) {
            return new Found(
                    inspections.examined(asOf),
                    inspections.offences(asOf),
                    inspections.examined(),
                    inspections.offences());
        }
        int now = Bucket.of(asOf);
        double examined = 0;
        double offences = 0;
        long examinedEver = 0;
        long offencesEver = 0;
        for (int i = 0; i < bySourcing.size(); i++) {
            if (agrees(bySourcing.key(i), sourcing, level)) {
                Counts counts = bySourcing.counts(i);
                examined += counts.all(now, outcomes);
                offences += counts.hits(now, outcomes);
                examinedEver += counts.all();
                offencesEver += counts.hits();
            }
        }
        return new Found(examined, offences, examinedEver, offencesEver);
    }

    /** How many sourcings are kept apart. */
    public int sourcings() {
        return bySourcing.size();
    }

    /** One of them; they ascend by origin, departure, duty. */
    public Sourcing sourcing(int at) {
        return bySourcing.key(at);
    }

    /**
     * Fills in what was examined and found under each sourcing, older outcomes counted less; in the last place what is
     * no longer kept apart.
     *
     * @param examined room for one more than there are sourcings
     * @param offences as much room
     */
    public void weigh(Instant asOf, double[] examined, double[] offences) {
        int now = Bucket.of(asOf);
        int size = bySourcing.size();
        for (int at = 0; at <= size; at++) {
            Counts counts = at < size ? bySourcing.counts(at) : bySourcing.others();
            examined[at] = counts.all(now, outcomes);
            offences[at] = counts.hits(now, outcomes);
        }
    }

    private static boolean agrees(Sourcing one, Sourcing other, Level level) {
        return one.origin().equals(other.origin())
                && (level == Level.ORIGIN
                        || (one.departure().equals(other.departure())
                                && (level == Level.DEPARTURE
                                        || (one.rateHundredths() == other.rateHundredths()
                                                && one.dutyType().equals(other.dutyType())))));
    }

    /** The subheading that a memory's key ends with. */
    public static String subheading(String key) {
        return key.substring(key.length() - HeaviestCodes.SUBHEADING);
    }

    @Override
    public boolean isEmpty() {
        return counted.isEmpty()
                && inspections.isEmpty()
                && bySourcing.isEmpty()
                && routes.isEmpty()
                && values.isEmpty()
                && words.isEmpty()
                && packageMasses.total() == 0
                && densities.total() == 0;
    }

    void learn(Consignment consignment, String subheading) {
        counted.add(Bucket.of(consignment.receivedAt()), false);
        GoodsItem item = HeaviestCodes.heaviestItem(consignment, subheading);
        String origin = Place.country(item.origin());
        routes.learn(consignment, origin == null ? "" : origin);
        UnitValue value = UnitValue.of(item);
        if (value != null) {
            values.learn(value);
        }
        words.learn(item.description());
        double packageKg = GoodsWeights.kgPerPackage(item);
        if (packageKg > 0) {
            packageMasses.learn(packageKg);
        }
        double density = GoodsWeights.kgPerCubicMetre(item);
        if (density > 0) {
            densities.learn(density);
        }
    }

    void retract(Consignment consignment, String subheading) {
        counted.take(Bucket.of(consignment.receivedAt()), false);
        GoodsItem item = HeaviestCodes.heaviestItem(consignment, subheading);
        String origin = Place.country(item.origin());
        routes.retract(consignment, origin == null ? "" : origin);
        UnitValue value = UnitValue.of(item);
        if (value != null) {
            values.retract(value);
        }
        words.retract(item.description());
        double packageKg = GoodsWeights.kgPerPackage(item);
        if (packageKg > 0) {
            packageMasses.retract(packageKg);
        }
        double density = GoodsWeights.kgPerCubicMetre(item);
        if (density > 0) {
            densities.retract(density);
        }
    }

    void learn(Sourcing sourcing, Outcome outcome) {
        inspections.learn(outcome);
        bySourcing.add(sourcing, Bucket.of(outcome.reportedAt()), outcome.code().isOffence());
    }

    void retract(Sourcing sourcing, Outcome outcome) {
        if (inspections.retract(outcome)) {
            bySourcing.take(
                    sourcing, Bucket.of(outcome.reportedAt()), outcome.code().isOffence());
        }
    }

    @Override
    public void write(LayoutWriter writer) {
        writer.octet(VERSION);
        counted.write(writer);
        inspections.write(writer);
        bySourcing.write(writer);
        routes.write(writer);
        values.write(writer);
        words.write(writer);
        packageMasses.write(writer);
        densities.write(writer);
        inspections.writeFinds(writer);
    }

    static CommodityMemory of(LayoutReader reader, Bounds bounds) {
        reader.version("commodity memory", VERSION, VERSION);
        CommodityMemory read = new CommodityMemory(
                bounds.outcomes,
                Counts.read(reader, MOST_BUCKETS, false),
                Inspections.read(reader, bounds.outcomes),
                BoundedCounts.read(reader, SHAPE),
                GoodsRoutes.read(reader, bounds.habits),
                UnitValues.read(reader),
                CommonWords.read(reader),
                LogHistogram.read(reader),
                LogHistogram.read(reader));
        read.inspections.readFinds(reader);
        return read;
    }
}
