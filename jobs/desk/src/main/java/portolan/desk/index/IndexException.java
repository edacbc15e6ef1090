// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.nio.file.Path;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The desk's file cannot be read or written. The message says which, why, and what to do. */
public final class IndexException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Whether the file is no database, or no longer a whole one. */
    boolean isDamage() {
        return getCause() instanceof SQLiteException cause
                && (cause.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
                        || cause.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT);
    }

    private IndexException(String message) {
        super(message);
    }

    static IndexException inUse(Path file) {
        return new IndexException("another desk uses this index: file=" + file
                + "; end that desk, or give this one another directory with --data. Many browsers can use one desk");
    }

    IndexException(Path file, Exception cause) {
        super(
                "the desk's index cannot be used: file=" + file + ", cause=" + cause.getMessage()
                        + "; see that the disk has room. A deleted file is made again from the topics",
                cause);
    }
}
