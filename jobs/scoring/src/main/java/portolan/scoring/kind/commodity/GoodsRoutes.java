// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.commodity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.sketch.BoundedCounts;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.Counts;
import portolan.scoring.sketch.Decay;
import portolan.scoring.sketch.Place;
import portolan.scoring.sketch.Profile;

/**
 * Which ways goods of one subheading take: where goods of an origin are loaded, and over which places those go that
 * were loaded in a country.
 *
 * <p>A step is a place and the one after it: {@code CN>HK} for Chinese goods loaded in Hong Kong, {@code CN>SGSIN} for
 * goods loaded in China and transshipped in Singapore, {@code CN>-} for those without a place between. At most {@value
 * #MOST_STEPS} steps of each kind are kept by name, the rest as others; what is exact and what is not says {@link
 * BoundedCounts}.
 */
public final class GoodsRoutes {
    static final int MOST_STEPS = 48;

    /** Stands for "no place between". */
    public static final String DIRECT = "-";

    private static final int MOST_BUCKETS = 2;
    private static final int MOST_PLACES = 4;
    private static final char THEN = '>';

    private static final BoundedCounts.Shape<String> SHAPE = new BoundedCounts.Shape<>(
            MOST_STEPS, Integer.MAX_VALUE, MOST_BUCKETS, false, LayoutWriter::text, LayoutReader::text);

    private final Decay habits;
    private final BoundedCounts<String> loadings;
    private final BoundedCounts<String> ways;

    /** @param habits how much less an old consignment weighs */
    GoodsRoutes(Decay habits) {
        this(habits, new BoundedCounts<>(SHAPE), new BoundedCounts<>(SHAPE));
    }

    private GoodsRoutes(Decay habits, BoundedCounts<String> loadings, BoundedCounts<String> ways) {
        this.habits = habits;
        this.loadings = loadings;
        this.ways = ways;
    }

    /**
     * How often one step was seen.
     *
     * @param step from the first place to the second, older ones counted less
     * @param fromFirst from the first place to anywhere
     * @param toSecond from anywhere to the second
     * @param all all steps that are kept by name
     * @param others steps that are no longer kept by name
     * @param stepEver from the first place to the second at any age
     * @param fromFirstEver from the first place to anywhere at any age
     */
    public record Seen(
            double step,
            double fromFirst,
            double toSecond,
            double all,
            double others,
            long stepEver,
            long fromFirstEver) {}

    /** Of goods of an origin, those loaded in a country. */
    public Seen loadedIn(String origin, String country, Instant asOf) {
        return seen(loadings, origin, country, asOf);
    }

    /** Of goods loaded in a country, those that go over a place, or {@link #DIRECT}. */
    public Seen over(String loading, String place, Instant asOf) {
        return seen(ways, loading, place, asOf);
    }

    private Seen seen(BoundedCounts<String> steps, String first, String second, Instant asOf) {
        int now = Bucket.of(asOf);
        double step = 0;
        double fromFirst = 0;
        double toSecond = 0;
        double all = 0;
        long stepEver = 0;
        long fromFirstEver = 0;
        int then = first.length();
        for (int at = 0; at < steps.size(); at++) {
            String key = steps.key(at);
            Counts counts = steps.counts(at);
            double weight = counts.all(now, habits);
            boolean begins = key.startsWith(first) && key.charAt(then) == THEN;
            boolean ends = key.endsWith(second) && key.charAt(key.length() - second.length() - 1) == THEN;
            all += weight;
            toSecond += ends ? weight : 0;
            if (begins) {
                fromFirst += weight;
                fromFirstEver += counts.all();
                if (ends) {
                    step = weight;
                    stepEver = counts.all();
                }
            }
        }
        return new Seen(step, fromFirst, toSecond, all, steps.others().all(now, habits), stepEver, fromFirstEver);
    }

    /** The second places that most often follow the first, at any age, at equal counts in ascending order. */
    public List<Profile.Entry> commonestLoadings(String origin, int most) {
        return commonest(loadings, origin, most);
    }

    public List<Profile.Entry> commonestWays(String loading, int most) {
        return commonest(ways, loading, most);
    }

    private static List<Profile.Entry> commonest(BoundedCounts<String> steps, String first, int most) {
        List<Profile.Entry> entries = new ArrayList<>();
        for (int at = 0; at < steps.size(); at++) {
            String key = steps.key(at);
            if (key.startsWith(first) && key.charAt(first.length()) == THEN) {
                entries.add(new Profile.Entry(
                        key.substring(first.length() + 1), steps.counts(at).all()));
            }
        }
        entries.sort((one, other) -> one.count() != other.count()
                ? Long.compare(other.count(), one.count())
                : one.code().compareTo(other.code()));
        return entries.subList(0, Math.min(most, entries.size()));
    }

    /**
     * The places of transshipment, UN/LOCODE else country, each once, at most four; DIRECT alone when there are none.
     */
    public static List<String> placesBetween(Consignment consignment) {
        List<String> places = new ArrayList<>(2);
        for (Leg leg : consignment.routing()) {
            String place = leg.function() == LegFunction.TRANSSHIP ? Place.of(leg) : null;
            if (place != null && !places.contains(place) && places.size() < MOST_PLACES) {
                places.add(place);
            }
        }
        if (places.isEmpty()) {
            places.add(DIRECT);
        }
        return places;
    }

    boolean isEmpty() {
        return loadings.isEmpty() && ways.isEmpty();
    }

    void learn(Consignment consignment, String origin) {
        String loading = Place.countryOfLoading(consignment);
        if (loading == null) {
            return;
        }
        int bucket = Bucket.of(consignment.receivedAt());
        if (!origin.isEmpty()) {
            loadings.add(step(origin, loading), bucket, false);
        }
        for (String place : placesBetween(consignment)) {
            ways.add(step(loading, place), bucket, false);
        }
    }

    void retract(Consignment consignment, String origin) {
        @Nullable String loading = Place.countryOfLoading(consignment);
        if (loading == null) {
            return;
        }
        int bucket = Bucket.of(consignment.receivedAt());
        if (!origin.isEmpty()) {
            loadings.take(step(origin, loading), bucket, false);
        }
        for (String place : placesBetween(consignment)) {
            ways.take(step(loading, place), bucket, false);
        }
    }

    private static String step(String first, String second) {
        return first + THEN + second;
    }

    void write(LayoutWriter writer) {
        loadings.write(writer);
        ways.write(writer);
    }

    static GoodsRoutes read(LayoutReader reader, Decay habits) {
        return new GoodsRoutes(habits, BoundedCounts.read(reader, SHAPE), BoundedCounts.read(reader, SHAPE));
    }
}
