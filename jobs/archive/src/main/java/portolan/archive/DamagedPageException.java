// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

/** A page inside a file cannot be decoded, which only shows when its column is read: the message says where. */
public final class DamagedPageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    DamagedPageException(String file, String column, RuntimeException cause) {
        super(
                "a page is damaged; move the file out of the archive, and if its day is needed score that day again:"
                        + " file=" + file + ", column=" + column + ", fault=" + cause,
                cause);
    }

    /** The same for who reads archives: one that cannot be read as it is. */
    public ArchiveException unreadable() {
        return new ArchiveException(String.valueOf(getMessage()), this);
    }
}
