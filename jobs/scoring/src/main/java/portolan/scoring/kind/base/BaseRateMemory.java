// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.base;

import portolan.scoring.kind.Bounds;
import portolan.scoring.kind.Memory;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.sketch.Counts;
import portolan.scoring.sketch.Finds;
import portolan.scoring.sketch.Inspections;

/**
 * How much of everything examined was an offence, in one of {@value #SHARDS} shards of all consignments.
 *
 * <p>A consignment belongs to the shard of its key, for good: so no key of the stream is hot, and a retraction finds
 * what was learned.
 *
 * <p>Layout:
 *
 * <pre>
 *   octet 2                    the version
 *   {@link Counts} with hits   examined and offences, by reportedAt
 *   {@link Finds}              what the offences were
 * </pre>
 *
 * <p>Retraction is exact. At most 406 bytes.
 */
public final class BaseRateMemory implements Memory {
    /** Into how many parts all consignments fall; changing it would orphan what is stored. */
    static final int SHARDS = 8;

    private static final int VERSION = 2;

    private final Inspections inspections;

    BaseRateMemory(Bounds bounds) {
        this(new Inspections(bounds.outcomes));
    }

    private BaseRateMemory(Inspections inspections) {
        this.inspections = inspections;
    }

    public Inspections inspections() {
        return inspections;
    }

    /** The shard of a consignment, 0 to 7: String's hash, which Java fixes, with its bits mixed (MurmurHash3). */
    static int shard(ConsignmentKey key) {
        int hash = key.value().hashCode();
        hash = (hash ^ (hash >>> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >>> 13)) * 0xC2B2AE35;
        return (hash ^ (hash >>> 16)) & (SHARDS - 1);
    }

    @Override
    public boolean isEmpty() {
        return inspections().isEmpty();
    }

    @Override
    public void write(LayoutWriter writer) {
        writer.octet(VERSION);
        inspections.write(writer);
        inspections.writeFinds(writer);
    }

    static BaseRateMemory of(LayoutReader reader, Bounds bounds) {
        reader.version("base rate memory", VERSION, VERSION);
        BaseRateMemory read = new BaseRateMemory(Inspections.read(reader, bounds.outcomes));
        read.inspections.readFinds(reader);
        return read;
    }

    @Override
    public void learn(Consignment consignment, Outcome outcome) {
        inspections.learn(outcome);
    }

    @Override
    public void retract(Consignment consignment, Outcome outcome) {
        inspections.retract(outcome);
    }
}
