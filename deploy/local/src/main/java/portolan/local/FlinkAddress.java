// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.file.Path;

/** Where a file of this machine is, as Flink takes it: a URI in which a blank is a blank. */
final class FlinkAddress {
    private FlinkAddress() {}

    /** Flink takes the escapes of a proper URI for letters of a name: {@code a b} would be written as {@code a%20b}. */
    static String of(Path path) {
        return "file://" + path.toUri().getPath();
    }
}
