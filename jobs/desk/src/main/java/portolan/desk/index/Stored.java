// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Instant;

/**
 * A record that the index keeps, and where it stands.
 *
 * @param at time of the record in its topic
 * @param counts whether it is in force or was; false of a step or decision that came too late, or was not allowed
 */
public record Stored<T>(T value, int partition, long offset, Instant at, boolean counts) {
    Stored<T> counting(boolean whether) {
        return new Stored<>(value, partition, offset, at, whether);
    }
}
