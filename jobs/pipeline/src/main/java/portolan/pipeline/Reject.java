// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * An input that is set aside, with the reason a person reads and the bytes as they came.
 *
 * @param reason stable code, upper case with underscores: part of the reject topic's contract and a metric's label
 * @param message what is wrong, ending in facts
 * @param stage which stage refused it, for example {@code decode}
 * @param orderTime when it was refused, in order time: later than its input's where it had waited for another
 * @param exception class of the exception that handling the input ended in; null where the input is at fault
 * @param unassessed whether a filing goes without its assessment, of one whose bytes are not at hand
 */
public record Reject(
        String reason,
        String message,
        String stage,
        RawRecord raw,
        long orderTime,
        @Nullable String exception,
        boolean unassessed)
        implements Decoded {
    /** The reason of what an operator failed to handle: a fault of ours, until it is known to be the input's. */
    public static final String NOT_HANDLED = "NOT_HANDLED";

    /** An input that is refused where it stands. */
    public Reject(String reason, String message, String stage, RawRecord raw) {
        this(reason, message, stage, raw, raw.timestamp());
    }

    /** An input that is refused for what it says. */
    public Reject(String reason, String message, String stage, RawRecord raw, long orderTime) {
        this(reason, message, stage, raw, orderTime, null, false);
    }

    /** The same, said in other words of another record of the input. */
    public Reject of(String words, RawRecord record) {
        return new Reject(reason, words, stage, record, orderTime, exception, unassessed);
    }
}
