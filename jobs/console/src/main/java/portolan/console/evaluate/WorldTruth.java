// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.lines.ByteWindow;
import portolan.schemas.lines.CsvFormat;
import portolan.schemas.lines.CsvRows;

/**
 * What the consignments of a measured world are, all of them: {@code truth.csv}, a row for each, under these columns
 * and perhaps others.
 *
 * <pre>
 *   consignmentKey  as filed; letters and digits tell two apart
 *   scheme          of an offence, or {@code clean}, or {@code withdrawn}, which nobody judges
 *   filedAt         of the first filing, ISO-8601
 *   filingIds       of all its filings, separated by blanks: an assessment of another key is found by them
 * </pre>
 */
public final class WorldTruth {
    public static final String CLEAN = "clean";
    public static final String WITHDRAWN = "withdrawn";

    private static final CsvFormat FORMAT =
            new CsvFormat(',', StandardCharsets.UTF_8, Set.of(""), '.', "", ZoneOffset.UTC);

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Integer> byKey = new HashMap<>();
    private final Map<String, Integer> byFiling = new HashMap<>();

    private WorldTruth() {}

    /** One consignment. */
    public record Row(String key, String scheme, Instant filedAt) {
        public boolean offence() {
            return !scheme.equals(CLEAN) && !scheme.equals(WITHDRAWN);
        }

        public boolean withdrawn() {
            return scheme.equals(WITHDRAWN);
        }

        /** Where it stands among equals. */
        public long tieBreak() {
            CRC32 hash = new CRC32();
            hash.update(key.getBytes(StandardCharsets.UTF_8));
            return hash.getValue();
        }
    }

    /**
     * Reads a file of truths.
     *
     * @throws UnusableInputException when it cannot be read, a column is missing or a row is not like the header
     */
    public static WorldTruth read(Path file) throws UnusableInputException {
        WorldTruth truth = new WorldTruth();
        try (InputStream in = EvaluationFiles.plain(file)) {
            CsvRows rows = new CsvRows(ByteWindow.open(in), FORMAT);
            CsvRows.Row first = rows.next();
            List<String> header = first == null ? List.of() : first.cells();
            if (!header.containsAll(List.of("consignmentKey", "scheme", "filedAt", "filingIds"))) {
                throw new UnusableInputException("not a world's truth: file=" + file
                        + ", its first line does not name consignmentKey, scheme, filedAt and filingIds");
            }
            for (CsvRows.Row row = rows.next(); row != null; row = rows.next()) {
                try {
                    truth.add(header, row.cells());
                } catch (DateTimeException | IndexOutOfBoundsException e) {
                    throw new UnusableInputException(
                            "unreadable row: file=" + file + ", line=" + row.number() + ", " + e.getMessage(), e);
                }
            }
        } catch (IOException e) {
            throw EvaluationFiles.unreadable(file, e);
        }
        if (truth.rows.isEmpty()) {
            throw new UnusableInputException("the truth has no rows: file=" + file);
        }
        return truth;
    }

    private void add(List<String> header, List<String> cells) {
        String key = plain(cells.get(header.indexOf("consignmentKey")));
        Instant filedAt = Instant.parse(cells.get(header.indexOf("filedAt")));
        Integer place = byKey.putIfAbsent(key, rows.size());
        if (place == null) {
            rows.add(new Row(key, cells.get(header.indexOf("scheme")).intern(), filedAt));
        }
        for (String filing : cells.get(header.indexOf("filingIds")).split(" ", -1)) {
            byFiling.putIfAbsent(plain(filing), place == null ? rows.size() - 1 : place);
        }
    }

    public List<Row> rows() {
        return rows;
    }

    /** The place of a consignment among the rows; -1 where none is it. */
    public int place(String consignmentKey, String filingId) {
        Integer place = byKey.get(plain(consignmentKey));
        return place != null ? place : byFiling.getOrDefault(plain(filingId), -1);
    }

    /** The moment after which so large a share of the time lies in which consignments were first filed. */
    Instant lastOfTime(double share) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (Row row : rows) {
            long at = row.filedAt().toEpochMilli();
            least = Math.min(least, at);
            most = Math.max(most, at);
        }
        return Instant.ofEpochMilli(least + (long) Math.ceil((1 - share) * (most - least)));
    }

    private static String plain(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    }
}
