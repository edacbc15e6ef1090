// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import org.apache.flink.util.SerializedThrowable;
import portolan.pipeline.stage.FloodException;

/** What was wrong at first, below all that was thrown because of it. */
final class RootCause {
    private static final int MOST_CHARACTERS = 1_000;

    /** What stopped the job: the last of many records that could not be handled is only the last. */
    private static final String SAYS_IT_ALL = FloodException.class.getName();

    private RootCause() {}

    /** Class and message of the innermost cause, in one line. */
    static String of(Throwable fault) {
        Throwable root = fault;
        // A cycle of causes is legal, if foolish.
        for (int depth = 0; root.getCause() != null && depth < 50 && !SAYS_IT_ALL.equals(type(root)); depth++) {
            root = root.getCause();
        }
        String type = type(root);
        String message = root.getMessage();
        // Flink writes the class of what it has serialized into the message.
        String said = message == null || message.equals(type)
                ? type
                : message.startsWith(type + ": ") ? message : type + ": " + message;
        return line(said);
    }

    private static String type(Throwable fault) {
        return fault instanceof SerializedThrowable serialized
                ? serialized.getOriginalErrorClassName()
                : fault.getClass().getName();
    }

    /** A text in one line of bounded length. */
    static String line(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " | ");
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "...";
    }
}
