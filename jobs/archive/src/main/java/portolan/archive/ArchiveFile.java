// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.rules.ConsignmentField;

/**
 * One file of the archive, open for reading. Whatever can be wrong with a file is found when it is opened, but for
 * pages that are damaged inside.
 *
 * <p>Another release may have written it. A column of an indicator or of a consignment field that it lacks is read as
 * absent and named by {@link #missing()}; one that this release does not know is left alone and named by {@link
 * #unknown()}. Any other column must be there.
 */
public final class ArchiveFile implements AutoCloseable {
    private final String name;
    private final ParquetSource source;
    private final List<BlockMetaData> groups;
    private final MessageType schema;
    private final List<String> missing;
    private final List<String> unknown;
    private final Days days;

    private int next;

    private ArchiveFile(
            String name,
            ParquetSource source,
            List<BlockMetaData> groups,
            MessageType schema,
            List<String> missing,
            List<String> unknown,
            Days days) {
        this.name = name;
        this.source = source;
        this.groups = groups;
        this.schema = schema;
        this.missing = List.copyOf(missing);
        this.unknown = List.copyOf(unknown);
        this.days = days;
    }

    /** A file of assessments, with all its columns. */
    public static ArchiveFile assessments(Path file) throws ArchiveException {
        return open(local(file), file.toString(), AssessmentTable.TABLE, null);
    }

    /**
     * A file of assessments, of which only some columns are read.
     *
     * @param columns the first name on the way to each
     */
    public static ArchiveFile assessments(Path file, Collection<String> columns) throws ArchiveException {
        return assessments(file, columns, Days.ALL);
    }

    /**
     * A file of assessments, of which only some columns, and the rows of some days, are read.
     *
     * @param columns the first name on the way to each
     */
    public static ArchiveFile assessments(Path file, Collection<String> columns, Days days) throws ArchiveException {
        return open(local(file), file.toString(), AssessmentTable.TABLE, columns, days);
    }

    /** A file of outcomes, with all its columns. */
    public static ArchiveFile outcomes(Path file) throws ArchiveException {
        return open(local(file), file.toString(), OutcomeTable.TABLE, null);
    }

    /**
     * A file of assessments, wherever it is.
     *
     * @param name what messages call it
     */
    public static ArchiveFile assessments(InputFile file, String name) throws ArchiveException {
        return open(file, name, AssessmentTable.TABLE, null);
    }

    /**
     * A file of outcomes, wherever it is.
     *
     * @param name what messages call it
     */
    public static ArchiveFile outcomes(InputFile file, String name) throws ArchiveException {
        return open(file, name, OutcomeTable.TABLE, null);
    }

    private static InputFile local(Path file) {
        return new LocalInputFile(file);
    }

    private static ArchiveFile open(
            InputFile file, String name, ArchiveTable table, @Nullable Collection<String> columns)
            throws ArchiveException {
        return open(file, name, table, columns, Days.ALL);
    }

    private static ArchiveFile open(
            InputFile file, String name, ArchiveTable table, @Nullable Collection<String> columns, Days days)
            throws ArchiveException {
        ParquetSource source;
        try {
            source = ParquetSource.open(file);
        } catch (IOException | RuntimeException broken) {
            throw unreadable(name, broken);
        }
        try {
            checkLayout(source.footer().getFileMetaData().getKeyValueMetaData(), table, name);
            MessageType there = source.footer().getFileMetaData().getSchema();
            List<String> missing = missing(there, table, name);
            MessageType asked = columns == null ? known(there, table) : only(there, columns, days);
            List<BlockMetaData> groups = source.footer().getBlocks().stream()
                    .filter(group -> mayBeOf(days, group))
                    .toList();
            return new ArchiveFile(name, source, groups, asked, missing, unknown(there, table), days);
        } catch (ArchiveException | RuntimeException refused) {
            try {
                source.close();
            } catch (IOException unclosed) {
                refused.addSuppressed(unclosed);
            }
            throw refused instanceof ArchiveException known ? known : unreadable(name, refused);
        }
    }

    /** Groups of rows that are all of other days are skipped by their least and greatest time. */
    private static boolean mayBeOf(Days days, BlockMetaData group) {
        LongStatistics times = days.equals(Days.ALL) ? null : times(group);
        return times == null || (times.getMax() >= days.firstMillis() && times.getMin() <= days.lastMillis());
    }

    private static @Nullable LongStatistics times(BlockMetaData group) {
        for (ColumnChunkMetaData column : group.getColumns()) {
            if (column.getPath().toDotString().equals(AssessmentTable.ASSESSED_AT)
                    && column.getStatistics() instanceof LongStatistics times
                    && times.hasNonNullValue()) {
                return times;
            }
        }
        return null;
    }

    private static ArchiveException unreadable(String name, Exception why) {
        return new ArchiveException(
                "not a whole Parquet file: cut off, still being written, or no file of the archive; move it out of the"
                        + " archive, and if its day is needed score that day again: file=" + name + ", fault="
                        + why.getMessage(),
                why);
    }

    private static void checkLayout(Map<String, String> footer, ArchiveTable table, String name)
            throws ArchiveException {
        String kind = footer.get(ArchiveTable.TABLE_KEY);
        if (!table.name().equals(kind)) {
            throw new ArchiveException("not a file of " + table.name() + "; move it out of the archive: file=" + name
                    + ", " + ArchiveTable.TABLE_KEY + '=' + kind);
        }
        String layout = footer.getOrDefault(ArchiveTable.LAYOUT_KEY, "none");
        if (!layout.matches("[1-9][0-9]{0,8}")) {
            throw new ArchiveException("the file does not say by which layout it was written; it was altered, move it"
                    + " out of the archive: file=" + name + ", " + ArchiveTable.LAYOUT_KEY + '=' + layout);
        }
        if (Integer.parseInt(layout) > table.layout()) {
            throw new ArchiveException("a newer release wrote this file; read it with that release: file=" + name
                    + ", layout=" + layout + ", newest known=" + table.layout());
        }
    }

    /**
     * The columns of readings and fields that the file lacks; any other that its release knew, or one of another type,
     * is a fault.
     */
    private static List<String> missing(MessageType there, ArchiveTable table, String name) throws ArchiveException {
        List<String> missing = new ArrayList<>();
        for (Type column : table.schema().getFields()) {
            String of = column.getName();
            if (!there.containsField(of)) {
                if (AssessmentTable.LATER.contains(of)) {
                    continue;
                }
                if (Indicators.named(of) == null) {
                    throw new ArchiveException(
                            "a column is missing that every file has; it was altered, move it out of the archive: file="
                                    + name + ", column=" + of);
                }
                missing.add(of);
            } else if (of.equals(AssessmentTable.CONSIGNMENT)) {
                for (ConsignmentField field : ConsignmentField.values()) {
                    if (!there.getType(of).asGroupType().containsField(field.fieldName())) {
                        missing.add(field.qualifiedName());
                    }
                }
            } else if (!there.getType(of).equals(column)) {
                throw new ArchiveException(
                        "a column has another type; it was altered, move it out of the archive: file=" + name
                                + ", column=" + of + ", is=" + there.getType(of) + ", must be=" + column);
            }
        }
        return missing;
    }

    private static List<String> unknown(MessageType there, ArchiveTable table) {
        List<String> unknown = new ArrayList<>();
        for (Type column : there.getFields()) {
            if (!table.schema().containsField(column.getName())) {
                unknown.add(column.getName());
            } else if (column.getName().equals(AssessmentTable.CONSIGNMENT)) {
                for (Type field : column.asGroupType().getFields()) {
                    if (ConsignmentField.named(field.getName()) == null) {
                        unknown.add(ConsignmentField.PREFIX + field.getName());
                    }
                }
            }
        }
        return unknown;
    }

    private static MessageType known(MessageType there, ArchiveTable table) {
        return new MessageType(
                there.getName(),
                there.getFields().stream()
                        .filter(column -> table.schema().containsField(column.getName()))
                        .toList());
    }

    private static MessageType only(MessageType there, Collection<String> columns, Days days) {
        return new MessageType(
                there.getName(),
                there.getFields().stream()
                        .filter(column -> columns.contains(column.getName())
                                // It says which rows are wanted.
                                || (!days.equals(Days.ALL) && column.getName().equals(AssessmentTable.ASSESSED_AT)))
                        .toList());
    }

    public String name() {
        return name;
    }

    /** Readings and consignment fields that this release has and the file does not, as rules call them. */
    public List<String> missing() {
        return missing;
    }

    /** Columns that the file has and this release does not know. */
    public List<String> unknown() {
        return unknown;
    }

    public long rows() {
        return groups.stream().mapToLong(BlockMetaData::getRowCount).sum();
    }

    /** The next rows, of the days that were asked for; null at the end. */
    public @Nullable RowGroup next() throws ArchiveException {
        try {
            while (next < groups.size()) {
                RowGroup rows = source.rows(name, groups.get(next++), schema);
                if (!days.equals(Days.ALL)) {
                    rows.keep(AssessmentTable.ASSESSED_AT, days.firstMillis(), days.lastMillis());
                }
                if (rows.rows() > 0) {
                    return rows;
                }
            }
            return null;
        } catch (DamagedPageException damaged) {
            throw damaged;
        } catch (IOException | RuntimeException broken) {
            throw unreadable(name, broken);
        }
    }

    /** The time of the last assessment in it, by its footer; null when it has none. */
    @Nullable
    Instant last() throws ArchiveException {
        long last = Long.MIN_VALUE;
        for (BlockMetaData group : groups) {
            LongStatistics times = times(group);
            if (times == null) {
                throw new ArchiveException(
                        "the file does not say of which time it is; it was altered, move it out of the archive: file="
                                + name);
            }
            last = Math.max(last, times.getMax());
        }
        return last == Long.MIN_VALUE ? null : Instant.ofEpochMilli(last);
    }

    @Override
    public void close() throws ArchiveException {
        try {
            source.close();
        } catch (IOException unclosed) {
            throw new ArchiveException("cannot be closed: file=" + name + ", fault=" + unclosed.getMessage(), unclosed);
        }
    }
}
