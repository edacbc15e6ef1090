// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.measure;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/** A file of histograms of microseconds, one an interval, as the tools of HdrHistogram read it. */
final class IntervalLog implements AutoCloseable {
    private static final int DIGITS = 3;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(DIGITS);
    private final HistogramLogWriter log;
    private @Nullable Histogram interval;

    private IntervalLog(HistogramLogWriter log) {
        this.log = log;
    }

    static IntervalLog to(Path file) {
        try {
            HistogramLogWriter log = new HistogramLogWriter(file.toString());
            long now = System.currentTimeMillis();
            log.outputComment("microseconds from the intended time of sending");
            log.outputLogFormatVersion();
            log.outputBaseTime(now);
            log.setBaseTime(now);
            log.outputLegend();
            return new IntervalLog(log);
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException("cannot write a log of histograms: file=" + file, e);
        }
    }

    /** Clocks are read to the microsecond or the millisecond: what seems to be before its time took none. */
    void record(long micros) {
        recorder.recordValue(Math.max(0, micros));
    }

    void endInterval() {
        Histogram ended = recorder.getIntervalHistogram(interval);
        interval = ended;
        log.outputIntervalHistogram(ended);
    }

    @Override
    public void close() {
        log.close();
    }
}
