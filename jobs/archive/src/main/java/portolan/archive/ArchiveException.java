// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

/** The archive cannot be read as it is: the message says what is wrong, where, and what to do. */
public final class ArchiveException extends Exception {
    private static final long serialVersionUID = 1;

    public ArchiveException(String message) {
        super(message);
    }

    public ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
