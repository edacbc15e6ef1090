// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Processor time as the kernel counts it, of named processes and of all others, up to one moment; two of them make the
 * cost of what happened between.
 *
 * @param seconds of each process, by its name
 * @param others seconds of every process that has no name here, the kernel's own threads among them, by its id
 * @param machineSeconds of everything that ran on this machine, what other guests of the host took among it
 */
public record ProcessorTime(Map<String, Double> seconds, Map<Long, Double> others, double machineSeconds) {
    /** What Linux counts in, on every machine of today. */
    private static final double TICKS_A_SECOND = 100;

    private static final int USER = 11;
    private static final int SYSTEM = 12;

    public ProcessorTime {
        seconds = Map.copyOf(seconds);
        others = Map.copyOf(others);
    }

    /**
     * What was used up to now.
     *
     * @param pids of processes, by the name that they go by together; those that have ended since they were listed
     *     count for nothing, and a name of which none is left is left out
     */
    public static ProcessorTime now(Map<String, List<Long>> pids) {
        Map<Long, Double> running = running();
        Map<String, Double> seconds = new LinkedHashMap<>();
        pids.forEach((name, all) -> {
            List<Double> named =
                    all.stream().map(running::remove).filter(Objects::nonNull).toList();
            if (!named.isEmpty()) {
                seconds.put(
                        name, named.stream().mapToDouble(Double::doubleValue).sum());
            }
        });
        return new ProcessorTime(seconds, running, machine());
    }

    /** What was used since an earlier moment. Of a process that began since then it is all that it used. */
    public ProcessorTime since(ProcessorTime earlier) {
        return new ProcessorTime(
                since(seconds, earlier.seconds),
                since(others, earlier.others),
                machineSeconds - earlier.machineSeconds);
    }

    private static <K> Map<K, Double> since(Map<K, Double> now, Map<K, Double> earlier) {
        Map<K, Double> used = new LinkedHashMap<>();
        now.forEach((key, total) -> {
            double before = earlier.getOrDefault(key, 0.0);
            // Less than before: another process has its number now.
            used.put(key, total < before ? total : total - before);
        });
        return used;
    }

    /**
     * What the machine did for nobody that is named here, by two ways, of which the larger counts. Process by process
     * it is by one clock, but a process that ended in between is not seen. The rest of what the whole machine did has
     * all of them, but is by two clocks, whose difference hides what is small.
     */
    public double foreignSeconds() {
        return Math.max(sum(others), machineSeconds - sum(seconds));
    }

    private static double sum(Map<?, Double> seconds) {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Map<Long, Double> running() {
        Map<Long, Double> running = new HashMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                of(process)
                        .ifPresent(seconds -> running.put(
                                Long.parseLong(Objects.requireNonNull(process.getFileName())
                                        .toString()),
                                seconds));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the processes of this machine: directory=/proc", e);
        }
        return running;
    }

    /** Nothing of a process that has ended. */
    private static Optional<Double> of(Path process) {
        String stat;
        try {
            stat = Files.readString(process.resolve("stat"));
        } catch (IOException ended) {
            return Optional.empty();
        }
        String[] fields = afterName(stat);
        return Optional.of((Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_A_SECOND);
    }

    /** A process's name stands in brackets and may hold blanks. */
    private static String[] afterName(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    /** User, nice and system; interrupts; what other guests of the host took. Idle and waiting are left out. */
    private static double machine() {
        String line = read(Path.of("/proc/stat")).lines().findFirst().orElse("");
        String[] fields = line.split(" +", -1);
        long busy = 0;
        for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
            busy += Long.parseLong(fields[field]);
        }
        return busy / TICKS_A_SECOND;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read processor time: file=" + file, e);
        }
    }
}
