// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.passage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.Memory;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.sketch.BoundedCounts;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.Counts;
import portolan.scoring.sketch.Fingerprint;
import portolan.scoring.sketch.Latest;
import portolan.scoring.sketch.Place;

/**
 * Over which places one carrier's bills from one country go: how often over each, and of the last {@value #MOST_RECENT}
 * bills when each departs and over what.
 *
 * <p>Layout, version 1:
 *
 * <pre>
 *   octet 1                version
 *   {@link Counts}         bills
 *   {@link BoundedCounts}  bills by place of transshipment, at most {@value #MOST_PLACES} places
 *   count of recent bills | for each: signed day of departure, {@value #MOST_A_BILL} x 2 octets: places, 0 is none
 * </pre>
 *
 * <p>Retraction is exact for the bills, and as {@link BoundedCounts} says for places. A recent bill that was pushed out
 * does not come back, and an amended one counts as the latest. At most 1.5 KiB.
 */
public final class PassageMemory implements Memory {
    static final int MOST_PLACES = 32;
    static final int MOST_RECENT = 24;
    static final int MOST_A_BILL = 3;

    private static final int VERSION = 1;

    /** Half-years are not kept apart: a service that ends is followed by the recent bills. */
    private static final int BUCKETS = 1;

    private static final BoundedCounts.Shape<String> PLACES = new BoundedCounts.Shape<>(
            MOST_PLACES, Integer.MAX_VALUE, BUCKETS, false, LayoutWriter::text, LayoutReader::text);

    private final Counts bills;
    private final BoundedCounts<String> places;
    private final Latest<Recent> recent;

    PassageMemory() {
        this(new Counts(BUCKETS, false), new BoundedCounts<>(PLACES), new Latest<>(MOST_RECENT));
    }

    private PassageMemory(Counts bills, BoundedCounts<String> places, Latest<Recent> recent) {
        this.bills = bills;
        this.places = places;
        this.recent = recent;
    }

    /** One of the last bills. */
    private record Recent(long day, char first, char second, char third) {
        static Recent of(Consignment consignment) {
            List<String> over = placesBetween(consignment);
            return new Recent(dayOf(consignment), print(over, 0), print(over, 1), print(over, 2));
        }

        private static char print(List<String> over, int at) {
            return at < over.size() ? Fingerprint.shortened(Fingerprint.of(over.get(at))) : 0;
        }

        boolean isOver(char place) {
            return first == place || second == place || third == place;
        }
    }

    /**
     * How a place was passed by bills that depart about the same time.
     *
     * @param bills how many of the recent bills do
     * @param over how many of these go over the place
     */
    record Near(int bills, int over) {}

    /** The distinct places of transshipment, at most {@value #MOST_A_BILL}. */
    static List<String> placesBetween(Consignment consignment) {
        List<String> over = new ArrayList<>(MOST_A_BILL);
        for (Leg leg : consignment.routing()) {
            String place = leg.function() == LegFunction.TRANSSHIP ? Place.of(leg) : null;
            if (place != null && !over.contains(place) && over.size() < MOST_A_BILL) {
                over.add(place);
            }
        }
        return over;
    }

    /** The day of departure, of receipt where none is stated. */
    static long dayOf(Consignment consignment) {
        Leg loading = consignment.loading();
        @Nullable Instant departure = loading == null ? null : loading.etd();
        return Bucket.day(departure == null ? consignment.receivedAt() : departure);
    }

    long bills() {
        return bills.all();
    }

    /** How many bills went over a place, as far as it is kept. */
    long over(String place) {
        Counts counts = places.get(place);
        return counts == null ? 0 : counts.all();
    }

    /** The recent bills that depart at most so many days before or after. */
    Near near(String place, long day, int days) {
        char print = Fingerprint.shortened(Fingerprint.of(place));
        int all = 0;
        int over = 0;
        for (Recent one : recent.all()) {
            if (Math.abs(one.day - day) <= days) {
                all++;
                over += one.isOver(print) ? 1 : 0;
            }
        }
        return new Near(all, over);
    }

    @Override
    public boolean isEmpty() {
        return bills.isEmpty() && places.isEmpty() && recent.isEmpty();
    }

    @Override
    public void learn(Consignment consignment) {
        int bucket = Bucket.of(consignment.receivedAt());
        bills.add(bucket, false);
        for (String place : placesBetween(consignment)) {
            places.add(place, bucket, false);
        }
        recent.learn(Recent.of(consignment));
    }

    @Override
    public void retract(Consignment consignment) {
        int bucket = Bucket.of(consignment.receivedAt());
        if (!bills.take(bucket, false)) {
            return;
        }
        for (String place : placesBetween(consignment)) {
            places.take(place, bucket, false);
        }
        recent.retract(Recent.of(consignment));
    }

    @Override
    public void write(LayoutWriter writer) {
        writer.octet(VERSION);
        bills.write(writer);
        places.write(writer);
        recent.write(
                writer,
                (to, one) -> to.signed(one.day).two(one.first).two(one.second).two(one.third));
    }

    static PassageMemory of(LayoutReader reader) {
        reader.version("passage memory", VERSION);
        return new PassageMemory(
                Counts.read(reader, BUCKETS, false),
                BoundedCounts.read(reader, PLACES),
                Latest.read(reader, MOST_RECENT, in -> new Recent(in.signed(), in.two(), in.two(), in.two())));
    }
}
