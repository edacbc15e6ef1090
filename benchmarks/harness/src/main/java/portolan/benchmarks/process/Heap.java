// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Heaps by the memory of this machine. */
public final class Heap {
    private static final long LEAST_MIB = 2_048;
    private static final long MOST_MIB = 8_192;

    private static final Path CONTAINER = Path.of("/sys/fs/cgroup/memory.max");

    private Heap() {}

    /** What {@code deploy/portolan} gives the engine: a third of the memory, from 2 to 8 GiB, at once. */
    public static List<String> launcher() {
        return flags(share(3));
    }

    /**
     * What each of two task managers has: a fifth, within the same bounds, since a broker and those who file and read
     * have to live beside both.
     */
    public static long ofTaskManagerMib() {
        return share(5);
    }

    /** Flags of a JVM that has all of its heap from the start. */
    public static List<String> flags(long mib) {
        return List.of("-Xms" + mib + "m", "-Xmx" + mib + "m");
    }

    /** Of the machine or, in a container, what that may take, as {@code deploy/portolan} sees it. */
    public static long memoryMib() {
        try {
            return memoryMib(
                    Files.readAllLines(Path.of("/proc/meminfo")),
                    Files.isReadable(CONTAINER) ? Files.readAllLines(CONTAINER) : List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read how much memory there is", e);
        }
    }

    /**
     * @param machine as {@code /proc/meminfo} says it
     * @param container as {@code memory.max} of its control group says it: bytes, or {@code max}
     */
    static long memoryMib(List<String> machine, List<String> container) {
        long there = machine.stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(LEAST_MIB);
        return container.stream()
                .filter(line -> line.matches("[0-9]+"))
                .mapToLong(line -> Long.parseLong(line) >> 20)
                .reduce(there, Math::min);
    }

    private static long share(int part) {
        return Math.max(LEAST_MIB, Math.min(MOST_MIB, memoryMib() / part));
    }
}
