// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** Latency over a span of time, added up from the intervals of a log. */
public final class Latency {
    private static final double MICROS_A_MILLI = 1_000;

    private final Histogram micros;

    private Latency(Histogram micros) {
        this.micros = micros;
    }

    /** Of the intervals that lie between two times of epoch milliseconds. */
    public static Latency between(long fromMillis, long toMillis, Path log) {
        Histogram sum = new Histogram(3);
        try (HistogramLogReader reader = new HistogramLogReader(log.toString())) {
            for (EncodableHistogram next = reader.nextIntervalHistogram();
                    next != null;
                    next = reader.nextIntervalHistogram()) {
                if (next instanceof Histogram interval
                        && interval.getStartTimeStamp() >= fromMillis
                        && interval.getEndTimeStamp() <= toMillis) {
                    sum.add(interval);
                }
            }
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException("no log of histograms: file=" + log, e);
        }
        return new Latency(sum);
    }

    public long count() {
        return micros.getTotalCount();
    }

    public double millisAt(double percentile) {
        return micros.getValueAtPercentile(percentile) / MICROS_A_MILLI;
    }

    /** The percentiles that pages show, in milliseconds, by name. */
    public Map<String, Double> figures(String prefix) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(prefix + "p50", millisAt(50));
        figures.put(prefix + "p90", millisAt(90));
        figures.put(prefix + "p99", millisAt(99));
        figures.put(prefix + "p99.9", millisAt(99.9));
        figures.put(prefix + "max", micros.getMaxValue() / MICROS_A_MILLI);
        return figures;
    }
}
