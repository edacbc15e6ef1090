// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * Bytes that processes have had written to files, as the kernel counts them: pages made dirty, once each until they are
 * written out. What goes to sockets is not among them; what is deleted before it reaches the disk is.
 */
public final class WrittenBytes {
    private static final String FIELD = "write_bytes: ";

    private WrittenBytes() {}

    /** Up to now, of those that still run; 0 where the kernel does not say it. */
    public static long now(Collection<Long> pids) {
        return pids.stream()
                .mapToLong(pid -> of(Path.of("/proc", Long.toString(pid), "io")))
                .sum();
    }

    static long of(Path io) {
        try {
            return Files.readAllLines(io).stream()
                    .filter(line -> line.startsWith(FIELD))
                    .mapToLong(line -> Long.parseLong(line.substring(FIELD.length())))
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }
}
