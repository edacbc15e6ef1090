package portolan.pipeline;

/**
 * An input that is set aside, with the reason a person reads and the bytes as they came.
 *
 * @param reason stable code, upper case with underscores: part of the reject topic's contract and a metric's label
 * @param message what is wrong, ending in facts
 * @param stage which stage refused it, for example {@code decode}
 */
public record Reject(String reason, String message, String stage, RawRecord raw) implements Decoded {}
