package portolan.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Processor time as the kernel counts it, of named processes and of the whole machine, up to one moment; two of them
 * make the cost of what happened between.
 *
 * @param seconds of each process, by its name
 * @param machineSeconds of everything that ran on this machine
 */
public record ProcessorTime(Map<String, Double> seconds, double machineSeconds) {
    /** What Linux counts in, on every machine of today. */
    private static final double TICKS_A_SECOND = 100;

    private static final int USER = 11;
    private static final int SYSTEM = 12;

    public ProcessorTime {
        seconds = Map.copyOf(seconds);
    }

    /**
     * What was used up to now.
     *
     * @param pids of processes, by the name that they go by together; those that have ended since they were listed
     *     count for nothing, and a name of which none is left is left out
     */
    public static ProcessorTime now(Map<String, List<Long>> pids) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        pids.forEach((name, all) -> {
            double[] running = all.stream()
                    .map(ProcessorTime::of)
                    .flatMapToDouble(OptionalDouble::stream)
                    .toArray();
            if (running.length > 0) {
                seconds.put(name, DoubleStream.of(running).sum());
            }
        });
        return new ProcessorTime(seconds, machine());
    }

    /** What was used since an earlier moment. */
    public ProcessorTime since(ProcessorTime earlier) {
        Map<String, Double> used = new LinkedHashMap<>();
        seconds.forEach((name, total) -> used.put(name, total - earlier.seconds.getOrDefault(name, 0.0)));
        return new ProcessorTime(used, machineSeconds - earlier.machineSeconds);
    }

    /** What the machine did for nobody that is named here. */
    public double foreignSeconds() {
        double ours = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        return Math.max(0, machineSeconds - ours);
    }

    /** Nothing of a process that has ended. */
    private static OptionalDouble of(long pid) {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        } catch (IOException ended) {
            return OptionalDouble.empty();
        }
        String[] fields = afterName(stat);
        return OptionalDouble.of((Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) / TICKS_A_SECOND);
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
