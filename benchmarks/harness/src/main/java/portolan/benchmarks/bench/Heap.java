package portolan.benchmarks.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The heap that {@code deploy/portolan} gives the engine: a third of the memory, from 2 to 8 GiB, at once. */
final class Heap {
    private static final long LEAST_MIB = 2_048;
    private static final long MOST_MIB = 8_192;

    private Heap() {}

    static List<String> launcher() {
        long mib = Math.max(LEAST_MIB, Math.min(MOST_MIB, memoryMib() / 3));
        return List.of("-Xms" + mib + "m", "-Xmx" + mib + "m");
    }

    static long memoryMib() {
        try {
            return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                    .filter(line -> line.startsWith("MemTotal:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(LEAST_MIB);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read how much memory there is", e);
        }
    }
}
