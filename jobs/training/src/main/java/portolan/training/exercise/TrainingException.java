// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

/** What was given cannot be worked with; the message says what, where, and what to do. */
public class TrainingException extends Exception {
    private static final long serialVersionUID = 1;

    public TrainingException(String message) {
        super(message);
    }

    public TrainingException(String message, Throwable cause) {
        super(message, cause);
    }
}
