package portolan.scoring.memory;

import java.time.Instant;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;

/**
 * What is remembered of one shipper: how much it ships, what, from where, when, how heavy, and what inspections found.
 *
 * <p>Layout, version 1, in the alphabet of {@link LayoutWriter}; each part draws its own:
 *
 * <pre>
 *   octet 1                          the version
 *   {@link Counts}                   consignments, by receivedAt
 *   {@link BoundedCounts} of text    HS headings, at most 8 a consignment, by receivedAt
 *   {@link BoundedCounts} of text    places of loading, by receivedAt
 *   {@link FilingDays}
 *   {@link LogMasses}
 *   {@link Counts} with hits         examined and offences, by reportedAt
 * </pre>
 *
 * <p>Retraction is exact for consignments, examined and offences, and for the sum over all headings and places. It is
 * bounded as the parts say for the count of one heading or place once more than {@value Profile#MOST_CODES} were seen
 * ({@link BoundedCounts}), for filing days once more than {@value FilingDays#MOST} were seen, and for masses once more
 * than {@value LogMasses#MOST} were seen. At most 4 KiB, whatever the history.
 */
public final class ShipperMemory {
    private static final int VERSION = 1;

    /** Half-years of consignments that are kept apart: four years. */
    private static final int MOST_BUCKETS = 8;

    private final Counts consignments;
    private final Profile headings;
    private final Profile places;
    private final FilingDays days;
    private final LogMasses masses;
    private final Inspections inspections;

    ShipperMemory() {
        this(
                new Counts(MOST_BUCKETS, false),
                new Profile(),
                new Profile(),
                new FilingDays(),
                new LogMasses(),
                new Inspections());
    }

    private ShipperMemory(
            Counts consignments,
            Profile headings,
            Profile places,
            FilingDays days,
            LogMasses masses,
            Inspections inspections) {
        this.consignments = consignments;
        this.headings = headings;
        this.places = places;
        this.days = days;
        this.masses = masses;
        this.inspections = inspections;
    }

    /** Consignments remembered, at any age. */
    public long consignments() {
        return consignments.all();
    }

    /** Consignments remembered, older ones counted less. */
    public double consignments(Instant asOf) {
        return consignments.all(Bucket.of(asOf), Decay.OF_HABITS);
    }

    /** The HS headings it ships. */
    public Profile headings() {
        return headings;
    }

    /** The places it loads at: UN/LOCODEs, countries where a feed knows no more. */
    public Profile places() {
        return places;
    }

    public FilingDays days() {
        return days;
    }

    public LogMasses masses() {
        return masses;
    }

    public Inspections inspections() {
        return inspections;
    }

    boolean isEmpty() {
        return consignments.isEmpty()
                && headings.isEmpty()
                && places.isEmpty()
                && days.isEmpty()
                && masses.isEmpty()
                && inspections.isEmpty();
    }

    void learn(Consignment consignment) {
        Instant at = consignment.receivedAt();
        consignments.add(Bucket.of(at), false);
        for (String heading : HeaviestCodes.of(consignment, HeaviestCodes.HEADING)) {
            headings.learn(heading, at);
        }
        String place = Place.ofLoading(consignment);
        if (place != null) {
            places.learn(place, at);
        }
        days.learn(Bucket.day(at));
        masses.learn(consignment.massKg());
    }

    void retract(Consignment consignment) {
        Instant at = consignment.receivedAt();
        if (!consignments.take(Bucket.of(at), false)) {
            // Never learned, or forgotten since: the other parts hold nothing of it either.
            return;
        }
        for (String heading : HeaviestCodes.of(consignment, HeaviestCodes.HEADING)) {
            headings.retract(heading, at);
        }
        String place = Place.ofLoading(consignment);
        if (place != null) {
            places.retract(place, at);
        }
        days.retract(Bucket.day(at));
        masses.retract(consignment.massKg());
    }

    void learn(Outcome outcome) {
        inspections.learn(outcome);
    }

    void retract(Outcome outcome) {
        inspections.retract(outcome);
    }

    byte[] toBytes() {
        LayoutWriter writer = new LayoutWriter().octet(VERSION);
        consignments.write(writer);
        headings.write(writer);
        places.write(writer);
        days.write(writer);
        masses.write(writer);
        inspections.write(writer);
        return writer.toBytes();
    }

    static ShipperMemory of(byte[] bytes) {
        LayoutReader reader = new LayoutReader(bytes);
        reader.version("shipper memory", VERSION);
        ShipperMemory read = new ShipperMemory(
                Counts.read(reader, MOST_BUCKETS, false),
                Profile.read(reader),
                Profile.read(reader),
                FilingDays.read(reader),
                LogMasses.read(reader),
                Inspections.read(reader));
        Memories.requireEnd("shipper memory", reader);
        return read;
    }
}
