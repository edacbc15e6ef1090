// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Outcome;

/**
 * What inspections came to: how many consignments were examined, how many of them were offences, and which.
 *
 * <p>The finds are written apart: memories that were stored before they were counted end without them.
 */
public final class Inspections {
    /** Two half-lives of outcomes, and two buckets more. */
    private static final int MOST_BUCKETS = 8;

    private final Counts counts;

    /** Null where none is specified: so it is of nearly all keys. */
    private @Nullable Finds finds;

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

    /** What the offences were. */
    public Finds finds() {
        return finds == null ? new Finds() : finds;
    }

    public boolean isEmpty() {
        return counts.isEmpty() && (finds == null || finds.isEmpty());
    }

    public void learn(Outcome outcome) {
        counts.add(Bucket.of(outcome.reportedAt()), outcome.code().isOffence());
        if (Finds.counts(outcome)) {
            finds = finds == null ? new Finds() : finds;
            finds.learn(outcome);
        }
    }

    /** False, and nothing changes, when no such outcome was learned. */
    public boolean retract(Outcome outcome) {
        if (outcome.code().isOffence() && !finds().mayHave(outcome, offences())) {
            return false;
        }
        if (!counts.take(Bucket.of(outcome.reportedAt()), outcome.code().isOffence())) {
            return false;
        }
        if (finds != null) {
            finds.retract(outcome);
        }
        return true;
    }

    public void write(LayoutWriter writer) {
        counts.write(writer);
    }

    public void writeFinds(LayoutWriter writer) {
        if (finds == null) {
            writer.count(0);
        } else {
            finds.write(writer);
        }
    }

    public void readFinds(LayoutReader reader) {
        finds = Finds.read(reader);
    }

    public static Inspections read(LayoutReader reader, Decay decay) {
        return new Inspections(Counts.read(reader, MOST_BUCKETS, true), decay);
    }
}
