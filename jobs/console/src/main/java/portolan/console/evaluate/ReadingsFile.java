// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;

/** Reads again what {@link ReadingsReport} wrote: one row a consignment, with its label and its readings. */
final class ReadingsFile {
    private ReadingsFile() {}

    /**
     * One consignment.
     *
     * @param label what it was; null when nobody knows
     */
    record Row(
            String consignmentKey,
            Instant filedAt,
            @Nullable Label label,
            Map<Indicator, Double> readings) {}

    /** Takes rows, one by one. */
    interface Taker {
        void take(Row row);
    }

    /**
     * Reads all rows in the file's order.
     *
     * @return names of columns that are no indicator of this engine
     * @throws UnusableInputException when the file cannot be read, or a row is not like the header
     */
    static List<String> read(Path file, Taker taker) throws UnusableInputException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(EvaluationFiles.plain(file), StandardCharsets.UTF_8), 1 << 16)) {
            String first = lines.readLine();
            List<String> header = first == null ? List.of() : cells(first);
            if (!header.containsAll(List.of("consignmentKey", "filedAt", "offence", "scheme"))) {
                throw new UnusableInputException("not a file of readings: file=" + file
                        + ", its first line does not name consignmentKey, filedAt, offence and scheme");
            }
            Columns columns = new Columns(header);
            long number = 1;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                try {
                    taker.take(columns.row(cells(line)));
                } catch (IllegalArgumentException | DateTimeException e) {
                    throw new UnusableInputException(
                            "unreadable row: file=" + file + ", line=" + number + ", " + e.getMessage(), e);
                }
            }
            return columns.unknown;
        } catch (IOException e) {
            throw EvaluationFiles.unreadable(file, e);
        }
    }

    static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char character = line.charAt(i);
            if (character == '"') {
                boolean doubled = quoted && i + 1 < line.length() && line.charAt(i + 1) == '"';
                if (doubled) {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (character == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(character);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static final class Columns {
        private static final List<String> OTHERS = List.of(
                "consignmentKey", "filedAt", "offence", "scheme", "lookalike", "revenue", "score", "probability");

        private final Map<String, Integer> places = new HashMap<>();
        private final Map<Indicator, Integer> indicators = new TreeMap<>();
        private final List<String> unknown = new ArrayList<>();
        private final int size;

        Columns(List<String> header) {
            size = header.size();
            for (int at = 0; at < size; at++) {
                String name = header.get(at);
                places.put(name, at);
                Indicator indicator = Indicators.named(name);
                if (indicator != null) {
                    indicators.put(indicator, at);
                } else if (!OTHERS.contains(name)) {
                    unknown.add(name);
                }
            }
        }

        Row row(List<String> cells) {
            if (cells.size() != size) {
                throw new IllegalArgumentException("cells=" + cells.size() + ", expected=" + size);
            }
            String offence = cell(cells, "offence");
            String scheme = cell(cells, "scheme");
            Label label =
                    switch (offence) {
                        case "" -> null;
                        case "0" -> Label.CLEAN;
                        case "1" -> new Label(scheme.isEmpty() ? "offence" : scheme, null, Double.NaN);
                        default -> throw new IllegalArgumentException("offence is neither 0 nor 1: '" + offence + "'");
                    };
            Map<Indicator, Double> readings = new TreeMap<>();
            indicators.forEach((indicator, at) -> {
                String cell = cells.get(at);
                if (!cell.isEmpty()) {
                    readings.put(indicator, Double.valueOf(cell));
                }
            });
            return new Row(cell(cells, "consignmentKey"), Instant.parse(cell(cells, "filedAt")), label, readings);
        }

        private String cell(List<String> cells, String name) {
            Integer at = places.get(name);
            return at == null ? "" : cells.get(at);
        }
    }
}
