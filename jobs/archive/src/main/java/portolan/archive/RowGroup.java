package portolan.archive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.VersionParser.ParsedVersion;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Some ten thousands of rows of one file, column by column: each is decoded when it is asked for, which it can be once,
 * into an array of one entry a row; of a column in a list, of one entry an element. Columns are named by their path in
 * the schema, as {@link AssessmentTable} spells it. For one thread.
 */
public final class RowGroup {
    private final PageReadStore pages;
    private final MessageType schema;
    private final ParsedVersion writtenBy;
    private final int rows;
    private final Map<String, int[]> starts = new HashMap<>();

    RowGroup(PageReadStore pages, MessageType schema, ParsedVersion writtenBy) {
        this.pages = pages;
        this.schema = schema;
        this.writtenBy = writtenBy;
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
        ColumnDescriptor of = descriptor(column);
        ColumnReader in = reader(of, new Ignored());
        if (of.getMaxRepetitionLevel() == 0) {
            int present = of.getMaxDefinitionLevel();
            double[] values = new double[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = in.getCurrentDefinitionLevel() == present ? in.getDouble() : Double.NaN;
                in.consume();
            }
            return values;
        }
        double[] values = new double[total(of)];
        Elements elements = new Elements(of, in);
        while (elements.next()) {
            values[elements.count - 1] = in.getDouble();
        }
        return Arrays.copyOf(values, elements.count);
    }

    /** Whole numbers and times, none of them in a list; {@link Long#MIN_VALUE} where there is none. */
    public long[] longs(String column) {
        ColumnDescriptor of = descriptor(column);
        ColumnReader in = reader(of, new Ignored());
        int present = of.getMaxDefinitionLevel();
        boolean isShort = of.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32;
        long[] values = new long[rows];
        for (int row = 0; row < rows; row++) {
            if (in.getCurrentDefinitionLevel() < present) {
                values[row] = Long.MIN_VALUE;
            } else {
                values[row] = isShort ? in.getInteger() : in.getLong();
            }
            in.consume();
        }
        return values;
    }

    /** 1 or 0; -1 where there is none. */
    public byte[] flags(String column) {
        ColumnDescriptor of = descriptor(column);
        ColumnReader in = reader(of, new Ignored());
        if (of.getMaxRepetitionLevel() == 0) {
            int present = of.getMaxDefinitionLevel();
            byte[] values = new byte[rows];
            for (int row = 0; row < rows; row++) {
                values[row] = in.getCurrentDefinitionLevel() < present ? -1 : flag(in);
                in.consume();
            }
            return values;
        }
        byte[] values = new byte[total(of)];
        Elements elements = new Elements(of, in);
        while (elements.next()) {
            values[elements.count - 1] = flag(in);
        }
        return Arrays.copyOf(values, elements.count);
    }

    private static byte flag(ColumnReader in) {
        return (byte) (in.getBoolean() ? 1 : 0);
    }

    public TextColumn texts(String column) {
        ColumnDescriptor of = descriptor(column);
        Texts texts = new Texts();
        ColumnReader in = reader(of, texts);
        if (of.getMaxRepetitionLevel() == 0) {
            int present = of.getMaxDefinitionLevel();
            int[] codes = new int[rows];
            for (int row = 0; row < rows; row++) {
                codes[row] = in.getCurrentDefinitionLevel() < present ? -1 : texts.read(in);
                in.consume();
            }
            return new TextColumn(codes, texts.all);
        }
        int[] codes = new int[total(of)];
        Elements elements = new Elements(of, in);
        while (elements.next()) {
            codes[elements.count - 1] = texts.read(in);
        }
        return new TextColumn(Arrays.copyOf(codes, elements.count), texts.all);
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

    private int total(ColumnDescriptor of) {
        return Math.toIntExact(pages.getPageReader(of).getTotalValueCount());
    }

    private ColumnReader reader(ColumnDescriptor of, PrimitiveConverter to) {
        return new ColumnReaderImpl(of, pages.getPageReader(of), to, writtenBy);
    }

    private static String[] path(String column) {
        return column.split("\\.", -1);
    }

    /** Goes from one element of a list to the next, over rows that have none, and notes where rows begin. */
    private final class Elements {
        private final ColumnReader in;
        private final int present;
        private final int[] begins = new int[rows + 1];
        private long left;
        private int row = -1;
        private int count;
        private boolean begun;

        Elements(ColumnDescriptor of, ColumnReader in) {
            this.in = in;
            this.present = of.getMaxDefinitionLevel();
            this.left = total(of);
            String[] path = of.getPath();
            int end = List.of(path).indexOf("list");
            starts.put(String.join(".", List.of(path).subList(0, end)), begins);
        }

        /** Whether there is one more; its value is the reader's current one. */
        boolean next() {
            if (begun) {
                in.consume();
                left--;
            }
            begun = true;
            while (left > 0) {
                if (in.getCurrentRepetitionLevel() == 0) {
                    begins[++row] = count;
                }
                if (in.getCurrentDefinitionLevel() == present) {
                    count++;
                    return true;
                }
                in.consume();
                left--;
            }
            begins[rows] = count;
            return false;
        }
    }

    /** Numbers are asked for, not handed over. */
    private static final class Ignored extends PrimitiveConverter {}

    /** The texts of one column, each once. */
    private static final class Texts extends PrimitiveConverter {
        private final List<String> all = new ArrayList<>();
        private final Map<Binary, Integer> codes = new HashMap<>();
        private int[] codesOfDictionary = {};
        private int code;

        int read(ColumnReader in) {
            in.writeCurrentValueToConverter();
            return code;
        }

        @Override
        public boolean hasDictionarySupport() {
            return true;
        }

        @Override
        public void setDictionary(Dictionary dictionary) {
            codesOfDictionary = new int[dictionary.getMaxId() + 1];
            for (int id = 0; id < codesOfDictionary.length; id++) {
                addBinary(dictionary.decodeToBinary(id));
                codesOfDictionary[id] = code;
            }
        }

        @Override
        public void addValueFromDictionary(int id) {
            code = codesOfDictionary[id];
        }

        @Override
        public void addBinary(Binary value) {
            Integer known = codes.get(value);
            if (known == null) {
                known = all.size();
                codes.put(value.copy(), known);
                all.add(value.toStringUsingUTF8());
            }
            code = known;
        }
    }
}
