// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.ByteWindow;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.lines.CsvRows;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.FilingCompletion;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineFault;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.Nearest;
import portolan.schemas.lines.OutcomeLines;
import portolan.schemas.mapping.MappingRules.CellRule;
import portolan.schemas.mapping.MappingRules.OutcomeRules;
import portolan.schemas.mapping.MappingRules.Place;

/**
 * Reads CSV extracts of any centre as filings and outcomes, by a mapping that says which column is which field. The
 * module's README has the reference.
 */
public final class CsvMapping {
    private static final String FORMAT = "CSV";

    private final MappingRules rules;

    private CsvMapping(MappingRules rules) {
        this.rules = rules;
    }

    /**
     * Understands the text of a mapping.
     *
     * @param name what messages call it, its file's name usually
     * @throws MappingException with everything that is wrong with it
     */
    public static CsvMapping parse(String text, String name) {
        return new CsvMapping(MappingParser.parse(text, name));
    }

    /** The same mapping with outcomes that become known after another time. */
    public CsvMapping withOutcomeDelay(Duration delay) {
        return new CsvMapping(rules.withDelay(delay));
    }

    /** Whether the mapping says how outcomes are read. */
    public boolean hasOutcomes() {
        return rules.outcomes() != null;
    }

    /** Reads the filings of one file, compressed with gzip or not. */
    public LineReader<Filing> filings(InputStream in, String file) {
        return filings(in, file, new ConsignmentKeys());
    }

    /**
     * Reads the filings of one of several files that may be about the same consignments.
     *
     * @throws MappingException when the file's header and the mapping do not fit
     */
    public LineReader<Filing> filings(InputStream in, String file, ConsignmentKeys keys) {
        Table table = open(in, file);
        table.check(rules.neededForFilings());
        FilingCompletion completion = new FilingCompletion(keys, FORMAT);
        return table.lines(row -> filing(row, completion));
    }

    /**
     * Reads the outcomes of one file. A file without the column of the label has none, a row whose label is blank
     * neither.
     *
     * @throws MappingException when the file's header and the mapping do not fit
     */
    public LineReader<InspectionOutcome> outcomes(InputStream in, String file) {
        OutcomeRules outcomes = rules.outcomes();
        Table table = open(in, file);
        if (outcomes == null || !table.has(outcomes.code().reader().column())) {
            return table.nothing();
        }
        table.check(rules.neededForOutcomes(outcomes));
        FilingCompletion completion = new FilingCompletion(new ConsignmentKeys(), FORMAT);
        return table.lines(row -> outcome(row, outcomes, completion));
    }

    private Filing filing(TableRow row, FilingCompletion completion) throws FaultException {
        RowRecord record = new RowRecord(SpecificData.getForClass(Filing.class), Filing.getClassSchema());
        for (CellRule rule : rules.cells()) {
            Object value = rule.reader().read(row);
            if (value != null) {
                String column = rule.reader().column();
                record.put(rule.path(), value, column, row.cell(column));
            }
        }
        record.putAll(rules.constants());
        Map<String, String> attributes = new LinkedHashMap<>();
        Draft draft = record.draft(attributes);
        row.unplaced(attributes);
        if (draft.get("attributes") instanceof Map<?, ?> mapped) {
            mapped.forEach((key, value) -> attributes.put(String.valueOf(key), String.valueOf(value)));
        }
        draft.set("attributes", attributes);
        if (rules.key() != null) {
            draft.set("consignmentKey", rules.key().key(row, rules.format()));
        }
        return completion.complete(draft, row.table().file, row.number(), row.raw());
    }

    private @Nullable InspectionOutcome outcome(TableRow row, OutcomeRules outcomes, FilingCompletion completion)
            throws FaultException {
        Object code = outcomes.code().reader().read(row);
        if (code == null) {
            return null;
        }
        Draft draft = new Draft(SpecificData.getForClass(InspectionOutcome.class), InspectionOutcome.getClassSchema());
        draft.set("code", code);
        outcomes.constants().forEach(draft::set);
        for (CellRule rule : outcomes.cells()) {
            Object value = rule.reader().read(row);
            if (value != null) {
                draft.set(rule.path().leafName(), value);
            }
        }
        KeyTemplate key = outcomes.key() != null ? outcomes.key() : rules.key();
        draft.set(
                "consignmentKey",
                key != null
                        ? key.key(row, rules.format())
                        : filing(row, completion).getConsignmentKey());
        Instant reportedAt = reportedAt(row, outcomes);
        if (reportedAt != null) {
            draft.set("reportedAt", reportedAt);
        }
        return OutcomeLines.complete(draft);
    }

    private @Nullable Instant reportedAt(TableRow row, OutcomeRules outcomes) throws FaultException {
        if (outcomes.reportedAt() != null) {
            return (Instant) outcomes.reportedAt().reader().read(row);
        }
        for (CellRule filedAt : rules.filedAt()) {
            if (filedAt.reader().read(row) instanceof Instant time) {
                return time.plus(outcomes.delay());
            }
        }
        return null;
    }

    private Table open(InputStream in, String file) {
        try {
            ByteWindow window = ByteWindow.open(in);
            CsvRows rows = new CsvRows(window, rules.format());
            CsvRows.Row header = rows.next();
            if (header == null || header.fault() != null) {
                String why = header == null ? "the file is empty" : String.valueOf(header.fault());
                throw new MappingException(
                        List.of(new MappingFault(rules.name(), 0, 0, "no header: file=" + file + ", " + why)));
            }
            return new Table(window, rows, file, header.cells());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read: file=" + file + ", cause=" + e.getMessage(), e);
        }
    }

    /** One file: its header, and its rows as records. */
    private final class Table {
        private final ByteWindow window;
        private final CsvRows rows;
        private final String file;
        private final List<String> columns;
        private final Map<String, Integer> positions = new HashMap<>();
        private final List<String> unplaced = new ArrayList<>();
        private final List<String> doubled = new ArrayList<>();

        Table(ByteWindow window, CsvRows rows, String file, List<String> columns) {
            this.window = window;
            this.rows = rows;
            this.file = file;
            this.columns = columns;
            for (int at = 0; at < columns.size(); at++) {
                String column = columns.get(at);
                if (positions.putIfAbsent(column, at) != null) {
                    doubled.add(column);
                } else if (!rules.places(column) && !column.isEmpty()) {
                    unplaced.add(column);
                }
            }
        }

        boolean isBlank(String cell) {
            return rules.format().isBlank(cell);
        }

        boolean has(String column) {
            return positions.containsKey(column);
        }

        /** Refuses a file that lacks a column, or has one twice, that the mapping needs. */
        void check(Map<String, Place> needed) {
            List<MappingFault> faults = new ArrayList<>();
            needed.forEach((column, place) -> {
                if (!has(column)) {
                    faults.add(fault(
                            place,
                            "no column '" + column + "' in the file: file=" + file + ", columns=" + columns
                                    + Nearest.hint(column, columns)));
                } else if (doubled.contains(column)) {
                    faults.add(fault(place, "column '" + column + "' is twice in the file: file=" + file));
                }
            });
            if (!faults.isEmpty()) {
                throw new MappingException(faults);
            }
        }

        private MappingFault fault(Place place, String message) {
            return new MappingFault(rules.name(), place.line(), place.column(), message);
        }

        <T> LineReader<T> nothing() {
            return new LineReader<>(window, file, () -> null);
        }

        <T> LineReader<T> lines(RowParser<T> parser) {
            return new LineReader<>(window, file, () -> {
                for (CsvRows.Row row = rows.next(); row != null; row = rows.next()) {
                    try {
                        T value = parser.parse(sound(row));
                        if (value != null) {
                            return Line.of(file, row, value);
                        }
                    } catch (FaultException e) {
                        return Line.faulty(file, row, e);
                    }
                }
                return null;
            });
        }

        private TableRow sound(CsvRows.Row row) throws FaultException {
            if (row.fault() != null) {
                throw row.fault();
            }
            if (row.cells().size() != columns.size()) {
                throw new FaultException(
                        LineFault.Code.WRONG_COLUMN_COUNT,
                        "",
                        "a row must have as many cells as the header: cells="
                                + row.cells().size() + ", columns=" + columns.size());
            }
            return new TableRow(this, row.number(), row.raw(), row.cells());
        }
    }

    /** One row of a file. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
    private record TableRow(Table table, long number, byte[] raw, List<String> cells) implements CellReader.RowCells {
        @Override
        public String cell(String column) {
            Integer at = table.positions.get(column);
            return at == null ? "" : cells.get(at);
        }

        /** The cells that no rule places: nothing that a feed says is dropped in silence. */
        void unplaced(Map<String, String> attributes) {
            for (String column : table.unplaced) {
                String cell = cell(column);
                if (!table.isBlank(cell)) {
                    attributes.put(column, cell);
                }
            }
        }
    }

    /** Makes a record of one row; null when the row has none. */
    private interface RowParser<T> {
        @Nullable
        T parse(TableRow row) throws FaultException;
    }
}
