// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Some ten thousands of rows of one file, column by column: each is decoded when it is asked for, which it can be once,
 * into an array of one entry a row; of a column in a list, of one entry an element. Columns are named by their path in
 * the schema, as {@link AssessmentTable} spells it. A column throws {@link DamagedPageException} when it cannot be
 * decoded. For one thread.
 */
public final class RowGroup {
    private final String file;
    private final int rows;
    private final Map<String, ParquetSource.Chunk> chunks;
    private final MessageType schema;
    private final Map<String, int[]> starts = new HashMap<>();
    private final Pages.Scratch scratch;

    private @Nullable Kept kept;

    /** Rows that were asked for, and the column that says which. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Kept(int[] rows, String column, long[] values) {}

    /**
     * @param file what messages call it
     * @param chunks of each column of the schema, by its path
     * @param zstd is open while columns are asked for
     */
    RowGroup(
            String file,
            int rows,
            Map<String, ParquetSource.Chunk> chunks,
            MessageType schema,
            ZstdDecompressCtx zstd) {
        this.file = file;
        this.rows = rows;
        this.chunks = chunks;
        this.schema = schema;
        this.scratch = new Pages.Scratch(zstd);
    }

    public int rows() {
        return kept == null ? rows : kept.rows.length;
    }

    /**
     * Leaves out every row whose value is not between two bounds, both included.
     *
     * @param column of whole numbers or times; nothing was read before
     */
    void keep(String column, long least, long most) {
        long[] all = longs(column);
        int[] wanted = IntStream.range(0, rows)
                .filter(row -> all[row] >= least && all[row] <= most)
                .toArray();
        kept = new Kept(wanted, column, picked(new Values.Longs(false), all, wanted));
    }

    /** Whether the file has this column, and it was asked for when the file was opened. */
    public boolean has(String column) {
        return schema.containsPath(path(column));
    }

    /** Numbers with a fraction; NaN where there is none. */
    public double[] reals(String column) {
        return read(column, new Values.Reals());
    }

    /** Whole numbers and times; {@link Long#MIN_VALUE} where there is none. */
    public long[] longs(String column) {
        if (kept != null && kept.column.equals(column)) {
            return kept.values;
        }
        PrimitiveTypeName type = descriptor(column).getPrimitiveType().getPrimitiveTypeName();
        return read(column, new Values.Longs(type == PrimitiveTypeName.INT32));
    }

    /** 1 or 0; -1 where there is none. */
    public byte[] flags(String column) {
        return read(column, new Values.Flags());
    }

    public TextColumn texts(String column) {
        Values.Codes codes = new Values.Codes();
        return new TextColumn(read(column, codes), codes.all());
    }

    /** The texts of a column that every row has and hardly two rows share. */
    public String[] keys(String column) {
        return read(column, new Values.Texts());
    }

    private <A> A read(String column, Values<A> kind) {
        ColumnDescriptor of = descriptor(column);
        try {
            ParquetSource.Chunk chunk = Objects.requireNonNull(chunks.get(column), "the file lacks its chunk");
            Pages pages = new Pages(of, chunk, scratch);
            return of.getMaxRepetitionLevel() == 0
                    ? flat(of, pages, kind)
                    : elements(of, pages, kind, Math.toIntExact(chunk.column().getValueCount()));
        } catch (RuntimeException undecodable) {
            throw new DamagedPageException(file, column, undecodable);
        }
    }

    private <A> A flat(ColumnDescriptor of, Pages pages, Values<A> kind) {
        A all = kind.array(rows);
        int row = 0;
        while (pages.next()) {
            kind.take(pages, all, row);
            if (pages.present() < pages.size()) {
                kind.spread(all, row, pages, of.getMaxDefinitionLevel());
            }
            row += pages.size();
        }
        return kept == null ? all : picked(kind, all, kept.rows);
    }

    private static <A> A picked(Values<A> kind, A all, int[] wanted) {
        A picked = kind.array(wanted.length);
        for (int i = 0; i < wanted.length; i++) {
            System.arraycopy(all, wanted[i], picked, i, 1);
        }
        return picked;
    }

    /** Values of a list's column one behind the other; notes where rows begin. */
    private <A> A elements(ColumnDescriptor of, Pages pages, Values<A> kind, int most) {
        A all = kind.array(most);
        int[] begins = new int[rows + 1];
        int row = -1;
        int count = 0;
        while (pages.next()) {
            kind.take(pages, all, count);
            int[] repetitions = pages.repetitions();
            int[] definitions = pages.definitions();
            for (int i = 0; i < pages.size(); i++) {
                if (repetitions[i] == 0) {
                    begins[++row] = count;
                }
                // What is less than fully defined stands for an empty list, or for none.
                count += definitions[i] == of.getMaxDefinitionLevel() ? 1 : 0;
            }
        }
        begins[rows] = count;
        if (kept != null) {
            return picked(kind, all, begins, list(of), kept.rows);
        }
        starts.put(list(of), begins);
        return kind.cut(all, count);
    }

    /** The elements of the rows that were asked for; notes where they begin now. */
    private <A> A picked(Values<A> kind, A all, int[] begins, String list, int[] wanted) {
        int[] from = new int[wanted.length + 1];
        for (int i = 0; i < wanted.length; i++) {
            from[i + 1] = from[i] + begins[wanted[i] + 1] - begins[wanted[i]];
        }
        A picked = kind.array(from[wanted.length]);
        for (int i = 0; i < wanted.length; i++) {
            System.arraycopy(all, begins[wanted[i]], picked, from[i], from[i + 1] - from[i]);
        }
        starts.put(list, from);
        return picked;
    }

    private static String list(ColumnDescriptor of) {
        List<String> path = List.of(of.getPath());
        return String.join(".", path.subList(0, path.indexOf("list")));
    }

    /**
     * Where each row's elements begin in the columns of a list; one entry more than rows, the last of which is the
     * number of all elements.
     *
     * @param list its path; one of its columns must have been read before
     */
    public int[] starts(String list) {
        int[] known = starts.get(list);
        if (known == null) {
            throw new IllegalStateException("read a column of the list first: list=" + list);
        }
        return known;
    }

    private ColumnDescriptor descriptor(String column) {
        if (!has(column)) {
            throw new IllegalArgumentException("no such column: column=" + column + ", of=" + schema.getColumns());
        }
        return schema.getColumnDescription(path(column));
    }

    private static String[] path(String column) {
        return column.split("\\.", -1);
    }
}
