// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of a topic, as the broker has it.
 *
 * @param at time of the record: the broker's or the producer's, as its topic says
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record IndexRecord(
        Kind kind, int partition, long offset, Instant at, byte @Nullable [] key, byte @Nullable [] value) {}
