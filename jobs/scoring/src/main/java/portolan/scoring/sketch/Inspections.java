// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.time.Instant;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Outcome;

/** What inspections came to: how many consignments were examined, and how many of them were offences. */
public final class Inspections {
    /** Two half-lives of outcomes, and two buckets more. */
    private static final int MOST_BUCKETS = 8;

    private final Counts counts;
    private final Decay decay;

    /** @param decay how much less an old inspection weighs */
    public Inspections(Decay decay) {
        this(new Counts(MOST_BUCKETS, true), decay);
    }

    public Inspections(Counts counts, Decay decay) {
        this.counts = counts;
        this.decay = decay;
    }

    /** Consignments examined, ever. */
    public long examined() {
        return counts.all();
    }

    /** Offences among them, ever. */
    public long offences() {
        return counts.hits();
    }

    /** Consignments examined, older ones counted less: half after the settings' half-life of outcomes. */
    public double examined(Instant asOf) {
        return counts.all(Bucket.of(asOf), decay);
    }

    /** Offences, older ones counted less by the same weights. */
    public double offences(Instant asOf) {
        return counts.hits(Bucket.of(asOf), decay);
    }

    public boolean isEmpty() {
        return counts.isEmpty();
    }

    public void learn(Outcome outcome) {
        counts.add(Bucket.of(outcome.reportedAt()), outcome.code().isOffence());
    }

    /** False, and nothing changes, when no such outcome was learned. */
    public boolean retract(Outcome outcome) {
        return counts.take(Bucket.of(outcome.reportedAt()), outcome.code().isOffence());
    }

    public void write(LayoutWriter writer) {
        counts.write(writer);
    }

    public static Inspections read(LayoutReader reader, Decay decay) {
        return new Inspections(Counts.read(reader, MOST_BUCKETS, true), decay);
    }
}
