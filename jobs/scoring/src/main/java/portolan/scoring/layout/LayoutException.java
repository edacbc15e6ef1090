package portolan.scoring.layout;

/** Stored bytes that the code cannot explain: an unknown version, or bytes that end too early. */
public final class LayoutException extends RuntimeException {
    public LayoutException(String message) {
        super(message);
    }
}
