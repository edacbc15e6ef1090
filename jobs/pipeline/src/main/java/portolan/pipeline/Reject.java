package portolan.pipeline;

/**
 * An input that is set aside, with the reason a person reads and the bytes as they came.
 *
 * @param reason stable code, upper case with underscores: part of the reject topic's contract and a metric's label
 * @param message what is wrong, ending in facts
 * @param stage which stage refused it, for example {@code decode}
 * @param orderTime when it was refused, in order time: later than its input's where it had waited for another
 */
public record Reject(String reason, String message, String stage, RawRecord raw, long orderTime) implements Decoded {
    /** An input that is refused where it stands. */
    public Reject(String reason, String message, String stage, RawRecord raw) {
        this(reason, message, stage, raw, raw.timestamp());
    }
}
