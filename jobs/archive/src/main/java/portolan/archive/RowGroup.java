package portolan.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Some ten thousands of rows of one file, column by column: each is decoded when it is asked for, which it can be once,
 * into an array of one entry a row; of a column in a list, of one entry an element. Columns are named by their path in
 * the schema, as {@link AssessmentTable} spells it. A column throws {@link DamagedPageException} when it cannot be
 * decoded. For one thread.
 */
public final class RowGroup {
    private final String file;
    private final PageReadStore pages;
    private final MessageType schema;
    private final int rows;
    private final Map<String, int[]> starts = new HashMap<>();
    private final Pages.Scratch scratch = new Pages.Scratch();

    /** @param file what messages call it */
    RowGroup(String file, PageReadStore pages, MessageType schema) {
        this.file = file;
        this.pages = pages;
        this.schema = schema;
        this.rows = Math.toIntExact(pages.getRowCount());
    }

    public int rows() {
        return rows;
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
            Pages pages = new Pages(of, this.pages.getPageReader(of), scratch);
            return of.getMaxRepetitionLevel() == 0 ? flat(of, pages, kind) : elements(of, pages, kind);
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
        return all;
    }

    /** Values of a list's column one behind the other; notes where rows begin. */
    private <A> A elements(ColumnDescriptor of, Pages pages, Values<A> kind) {
        A all = kind.array(Math.toIntExact(this.pages.getPageReader(of).getTotalValueCount()));
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
        starts.put(list(of), begins);
        return kind.cut(all, count);
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
