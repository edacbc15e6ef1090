// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** {@link PieceBenchmark} as it is run for a result: a JVM for each piece and repetition, with JMH's count of bytes. */
public final class PieceRuns {
    private static final String PIECE = "piece";
    private static final String BYTES = "gc.alloc.rate.norm";
    private static final double NANOS_A_MICRO = 1e3;

    private PieceRuns() {}

    /**
     * One repetition of one piece.
     *
     * @param repetition from 1
     * @param micros a filing takes on one core
     * @param bytes a filing allocates
     */
    public record Run(String piece, int repetition, double micros, double bytes) {}

    /** All pieces that there are. */
    public static List<String> names() {
        for (Field field : PieceBenchmark.class.getDeclaredFields()) {
            Param values = field.getAnnotation(Param.class);
            if (values != null && field.getName().equals(PIECE)) {
                return List.of(values.value());
            }
        }
        throw new IllegalStateException("the benchmark of pieces has no such parameter: name=" + PIECE);
    }

    /**
     * Runs them, one after the other.
     *
     * @param pieces of {@link HotPieces}; all of them if empty
     * @param filings that the memories have learned of
     * @param warmupSeconds a piece and repetition, that do not count
     * @param seconds that do
     */
    public static List<Run> of(List<String> pieces, int filings, int repetitions, int warmupSeconds, int seconds)
            throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include('^' + PieceBenchmark.class.getName().replace(".", "\\.") + "\\.")
                .param("filings", Integer.toString(filings))
                .addProfiler(GCProfiler.class)
                .forks(repetitions)
                .warmupIterations(warmupSeconds)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(seconds)
                .measurementTime(TimeValue.seconds(1));
        if (!pieces.isEmpty()) {
            options.param(PIECE, pieces.toArray(String[]::new));
        }
        List<Run> runs = new ArrayList<>();
        for (RunResult result : new Runner(options.build()).run()) {
            String piece = result.getParams().getParam(PIECE);
            int repetition = 0;
            for (BenchmarkResult fork : result.getBenchmarkResults()) {
                repetition++;
                runs.add(new Run(
                        piece,
                        repetition,
                        fork.getPrimaryResult().getScore() / NANOS_A_MICRO,
                        bytes(piece, fork.getSecondaryResults())));
            }
        }
        return runs;
    }

    @SuppressWarnings("rawtypes") // JMH's own.
    private static double bytes(String piece, Map<String, Result> others) {
        Result counted = others.get(BYTES);
        if (counted == null) {
            throw new IllegalStateException("JMH has not counted bytes: piece=" + piece + ", known=" + others.keySet());
        }
        return counted.getScore();
    }
}
