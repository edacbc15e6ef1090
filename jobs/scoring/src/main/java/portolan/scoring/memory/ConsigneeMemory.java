package portolan.scoring.memory;

import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;

/**
 * What is remembered of one consignee: how much it receives, and what inspections found.
 *
 * <p>Layout, version 1:
 *
 * <pre>
 *   octet 1                    the version
 *   {@link Counts}             consignments, by receivedAt
 *   {@link Counts} with hits   examined and offences, by reportedAt
 * </pre>
 *
 * <p>Retraction is exact for every count. At most 512 bytes.
 */
public final class ConsigneeMemory {
    private static final int VERSION = 1;
    private static final int MOST_BUCKETS = 8;

    private final Counts consignments;
    private final Inspections inspections;

    ConsigneeMemory() {
        this(new Counts(MOST_BUCKETS, false), new Inspections());
    }

    private ConsigneeMemory(Counts consignments, Inspections inspections) {
        this.consignments = consignments;
        this.inspections = inspections;
    }

    /** Consignments remembered, at any age. */
    public long consignments() {
        return consignments.all();
    }

    public Inspections inspections() {
        return inspections;
    }

    boolean isEmpty() {
        return consignments.isEmpty() && inspections.isEmpty();
    }

    void learn(Consignment consignment) {
        consignments.add(Bucket.of(consignment.receivedAt()), false);
    }

    void retract(Consignment consignment) {
        consignments.take(Bucket.of(consignment.receivedAt()), false);
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
        inspections.write(writer);
        return writer.toBytes();
    }

    static ConsigneeMemory of(byte[] bytes) {
        LayoutReader reader = new LayoutReader(bytes);
        reader.version("consignee memory", VERSION);
        ConsigneeMemory read = new ConsigneeMemory(Counts.read(reader, MOST_BUCKETS, false), Inspections.read(reader));
        Memories.requireEnd("consignee memory", reader);
        return read;
    }
}
