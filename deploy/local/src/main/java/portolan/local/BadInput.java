// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.util.Objects;

/** What a user gave cannot be used: a file, a column, a rule set. Its message is all that the user gets to read. */
public final class BadInput extends RuntimeException {
    public BadInput(String message) {
        super(message);
    }

    /** Bad input that the cause explains well enough. */
    public BadInput(Exception cause) {
        this(Objects.requireNonNullElse(cause.getMessage(), cause.toString()), cause);
    }

    public BadInput(String message, Throwable cause) {
        super(message, cause);
    }
}
