// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.nio.file.Path;

/** The desk's file cannot be read or written. The message says which, why, and what to do. */
public final class IndexException extends RuntimeException {
    private static final long serialVersionUID = 1;

    IndexException(Path file, Exception cause) {
        super(
                "the desk's index cannot be used: file=" + file + ", cause=" + cause.getMessage()
                        + "; see that the disk has room. A deleted file is made again from the topics",
                cause);
    }
}
