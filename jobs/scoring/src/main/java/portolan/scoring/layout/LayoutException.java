// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.layout;

/** Stored bytes that the code cannot explain: an unknown version, or bytes that end too early. */
public final class LayoutException extends RuntimeException {
    /** The end of a message about bytes of a version from the future. */
    public static final String NEWER =
            ": newer code wrote it; start the release that wrote it or a later one, or go on from a savepoint of this"
                    + " release";

    /** The end of a message about bytes of a version from before the last release. */
    public static final String OLDER =
            ": a release before 0.2.0 wrote it; start release 0.2.0 from it, and this one from a savepoint of that";

    public LayoutException(String message) {
        super(message);
    }

    public LayoutException(String message, Throwable cause) {
        super(message, cause);
    }
}
