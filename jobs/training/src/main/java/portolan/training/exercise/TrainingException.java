// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

/** What was given cannot be worked with; the message says what, where, and what to do. */
public class TrainingException extends Exception {
    private static final long serialVersionUID = 1;

    private final Kind kind;
    private final String where;

    /** What a page says in the language of its reader. */
    public enum Kind {
        /** Only its message says. */
        OTHER,
        /** A seal does not open with this passphrase. */
        WRONG_PASSPHRASE,
        /** A file is not as it was written. */
        CHANGED,
        /** The truth of an earlier round is still sealed. */
        SEALED,
        /** There is no round in a folder. */
        NO_ROUND
    }

    public TrainingException(String message) {
        this(Kind.OTHER, "", message);
    }

    public TrainingException(String message, Throwable cause) {
        this(message);
        initCause(cause);
    }

    /** @param where file or folder that it is about; empty for none */
    public TrainingException(Kind kind, String where, String message) {
        super(message);
        this.kind = kind;
        this.where = where;
    }

    public Kind kind() {
        return kind;
    }

    /** File or folder that it is about; empty for none. */
    public String where() {
        return where;
    }
}
