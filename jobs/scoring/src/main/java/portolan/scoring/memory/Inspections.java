package portolan.scoring.memory;

import java.time.Instant;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Outcome;

/** What inspections came to: how many consignments were examined, and how many of them were offences. */
public final class Inspections {
    /** Two half-lives of outcomes, and two buckets more. */
    private static final int MOST_BUCKETS = 8;

    private final Counts counts;

    Inspections() {
        this(new Counts(MOST_BUCKETS, true));
    }

    private Inspections(Counts counts) {
        this.counts = counts;
    }

    /** Consignments examined, ever. */
    public long examined() {
        return counts.all();
    }

    /** Offences among them, ever. */
    public long offences() {
        return counts.hits();
    }

    /** Consignments examined, older ones counted less: half after {@code Decay.OF_OUTCOMES}. */
    public double examined(Instant asOf) {
        return counts.all(Bucket.of(asOf), Decay.OF_OUTCOMES);
    }

    /** Offences, older ones counted less by the same weights. */
    public double offences(Instant asOf) {
        return counts.hits(Bucket.of(asOf), Decay.OF_OUTCOMES);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    void learn(Outcome outcome) {
        counts.add(Bucket.of(outcome.reportedAt()), outcome.code().isOffence());
    }

    /** False, and nothing changes, when no such outcome was learned. */
    boolean retract(Outcome outcome) {
        return counts.take(Bucket.of(outcome.reportedAt()), outcome.code().isOffence());
    }

    void write(LayoutWriter writer) {
        counts.write(writer);
    }

    static Inspections read(LayoutReader reader) {
        return new Inspections(Counts.read(reader, MOST_BUCKETS, true));
    }
}
