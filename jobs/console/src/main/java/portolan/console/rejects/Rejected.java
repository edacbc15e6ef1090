// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.wire.Topics;

/**
 * One reject where it stands.
 *
 * @param at when it was set aside, by the time of the events
 * @param sender who sent the input, as far as its bytes say
 */
public record Rejected(int partition, long offset, Instant at, FilingRejected record, String sender) {
    public static final Comparator<Rejected> OLDEST_FIRST = Comparator.comparing(Rejected::at)
            .thenComparing(Rejected::partition)
            .thenComparing(Rejected::offset);

    /** As {@code rejects show} takes it. */
    public String place() {
        return Topics.FILINGS_REJECTED.name() + ':' + partition + ':' + offset;
    }

    /** Where the rejected input stands, like {@code consignments.filed:3:1234}. */
    public String input() {
        return ReplayHeader.place(record);
    }

    /** How often the input was sent again before this reject; 0 for never. */
    public int attempt() {
        return replay().attempt();
    }

    /** Without what was rejected, which may be megabytes. */
    public Rejected withoutBytes() {
        return new Rejected(
                partition,
                offset,
                at,
                FilingRejected.newBuilder(record)
                        .setValue(ByteBuffer.allocate(0))
                        .build(),
                sender);
    }

    ReplayHeader replay() {
        return ReplayHeader.of(record);
    }
}
