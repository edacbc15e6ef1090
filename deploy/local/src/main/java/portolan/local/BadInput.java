package portolan.local;

/** What a user gave cannot be used: a file, a column, a rule set. Its message is all that the user gets to read. */
public final class BadInput extends RuntimeException {
    public BadInput(String message) {
        super(message);
    }

    public BadInput(String message, Throwable cause) {
        super(message, cause);
    }
}
