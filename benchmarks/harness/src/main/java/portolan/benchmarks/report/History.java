// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import portolan.benchmarks.chart.Svg;

/**
 * What was measured before: a table of one line a figure, oldest first, for people and for one chart.
 *
 * @param lines in the order of the file
 */
public record History(List<Line> lines) {
    public static final String FILE = "history.csv";
    public static final String CHART = "history.svg";

    /** Rows of the chart, which spans powers of ten, so that filings/s and ms have room on it. */
    private static final List<String> CHARTED =
            List.of("throughput, filings/s", "sustained, filings/s", "p99 at half load, ms");

    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();

    public History {
        lines = List.copyOf(lines);
    }

    /**
     * One figure.
     *
     * @param date of the commit, or of the note where the commit is not known
     * @param commit that was measured; empty where it is not known
     * @param command empty where it is not known
     * @param row which figure, with its unit
     * @param median of its runs
     * @param spread the least and the most; empty for one run
     * @param note why it is worth keeping, in ten words at most
     */
    public record Line(
            LocalDate date, String commit, String command, String row, double median, String spread, String note) {}

    /**
     * The history in a file.
     *
     * @throws UncheckedIOException where it cannot be read
     */
    public static History read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            List<Line> lines = new ArrayList<>();
            for (CSVRecord cells : FORMAT.parse(reader)) {
                lines.add(new Line(
                        LocalDate.parse(cells.get("date")),
                        cells.get("commit"),
                        cells.get("command"),
                        cells.get("row"),
                        Double.parseDouble(cells.get("median")),
                        cells.get("spread"),
                        cells.get("note")));
            }
            return new History(lines);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the history: file=" + file, e);
        }
    }

    /** The trend of the main figures: days since the first line along x, lines of one day spread over it. */
    public Svg chart() {
        Map<String, List<double[]>> series = new LinkedHashMap<>();
        for (String row : CHARTED) {
            List<Line> all =
                    lines.stream().filter(line -> line.row().equals(row)).toList();
            List<double[]> points = new ArrayList<>();
            for (Line line : all) {
                List<Line> sameDay = all.stream()
                        .filter(other -> other.date().equals(line.date()))
                        .toList();
                double part = (double) sameDay.indexOf(line) / sameDay.size();
                points.add(new double[] {days(line) + part, line.median()});
            }
            if (!points.isEmpty()) {
                series.put(row, points);
            }
        }
        return Charts.overDays("Records over time", "filings/s; ms", series);
    }

    private long days(Line line) {
        return ChronoUnit.DAYS.between(lines.get(0).date(), line.date());
    }
}
