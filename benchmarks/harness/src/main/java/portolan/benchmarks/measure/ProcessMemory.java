// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM of this machine keeps, in MiB. */
public final class ProcessMemory {
    private static final double KIB_A_MIB = 1_024;

    /** The heaps of the parallel and of the G1 collector, as {@code GC.heap_info} says them. */
    private static final Pattern USED =
            Pattern.compile("(?:PSYoungGen|ParOldGen|garbage-first heap)\\s+total \\d+K, used (\\d+)K");

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

    private ProcessMemory() {}

    /** What a full collection, asked for now, leaves of the heap; the JVM must run as the same user. */
    public static double liveHeap(long pid) throws InterruptedException {
        jcmd(pid, "GC.run");
        return heap(jcmd(pid, "GC.heap_info"));
    }

    /** Pages of the process that are in memory, as the kernel counts them. */
    public static double resident(long pid) {
        try {
            return mib(RESIDENT, Files.readString(Path.of("/proc", Long.toString(pid), "status")));
        } catch (IOException e) {
            throw new UncheckedIOException("the process has no status: pid=" + pid, e);
        }
    }

    private static String jcmd(long pid, String command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            command)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the JVM does not answer: pid=" + pid + ", said=" + said.strip());
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the JDK's jcmd does not start: java.home=" + System.getProperty("java.home"), e);
        }
    }

    /** The sum of all sizes in KiB that are found. */
    private static double mib(Pattern size, String text) {
        double kib = 0;
        Matcher found = size.matcher(text);
        while (found.find()) {
            kib += Long.parseLong(found.group(1));
        }
        if (kib == 0) {
            throw new IllegalStateException("no size is found: pattern=" + size + ", text=" + text);
        }
        return kib / KIB_A_MIB;
    }

    static double heap(String heapInfo) {
        return mib(USED, heapInfo);
    }
}
