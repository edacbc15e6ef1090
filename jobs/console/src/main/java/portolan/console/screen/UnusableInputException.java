// SPDX-License-Identifier: Apache-2.0
package portolan.console.screen;

/**
 * What was given cannot be worked with; the message says what, why, and what to do. Ends a command with exit code 2.
 */
public final class UnusableInputException extends Exception {
    private static final long serialVersionUID = 1;

    public UnusableInputException(String message) {
        super(message);
    }

    public UnusableInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
