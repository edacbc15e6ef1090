// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns of all kinds as Parquet's own classes write them, in small pages, with both versions of pages. */
class RowGroupTest {
    private static final MessageType SCHEMA = MessageTypeParser.parseMessageType("""
            message rows {
              required double real;
              optional double maybe;
              optional double rare;
              optional double none;
              required int64 time;
              optional int32 version;
              required boolean flag;
              optional boolean perhaps;
              required binary id (STRING);
              optional binary kind (STRING);
              optional group deep { optional double inside; }
              required group many (LIST) {
                repeated group list { required group element { required binary name (STRING); optional double bits; } }
              }
            }
            """);

    private static final int ROWS = 5_000;

    @TempDir
    private Path directory;

    /** A row as it should come back. */
    private record Row(
            double real,
            @Nullable Double maybe,
            @Nullable Double rare,
            long time,
            @Nullable Integer version,
            boolean flag,
            @Nullable Boolean perhaps,
            String id,
            @Nullable String kind,
            @Nullable Double inside,
            List<String> names) {
        static Row random(Random random, int place) {
            List<String> names = new ArrayList<>();
            for (int i = random.nextInt(4) - 1; i > 0; i--) {
                names.add("rule-" + random.nextInt(20));
            }
            boolean isLong = place / 700 % 2 == 0;
            return new Row(
                    random.nextDouble(),
                    random.nextBoolean() ? null : (double) random.nextInt(isLong ? 5 : 3000),
                    random.nextInt(500) == 0 ? random.nextDouble() : null,
                    random.nextLong(),
                    // Runs of the same, between runs that change.
                    isLong ? Integer.valueOf(7) : random.nextInt(3) == 0 ? null : Integer.valueOf(random.nextInt(9)),
                    random.nextBoolean(),
                    random.nextInt(3) == 0 ? null : random.nextBoolean(),
                    "id-ä-" + place,
                    random.nextInt(4) == 0 ? null : "kind " + random.nextInt(isLong ? 3 : 400),
                    random.nextInt(3) == 0 ? null : (double) random.nextInt(40),
                    List.copyOf(names));
        }

        Group written() {
            Group group = new SimpleGroup(SCHEMA).append("real", real);
            if (maybe != null) {
                group.append("maybe", maybe);
            }
            if (rare != null) {
                group.append("rare", rare);
            }
            group.append("time", time);
            if (version != null) {
                group.append("version", version);
            }
            group.append("flag", flag);
            if (perhaps != null) {
                group.append("perhaps", perhaps);
            }
            group.append("id", id);
            if (kind != null) {
                group.append("kind", kind);
            }
            if (inside != null) {
                group.addGroup("deep").append("inside", inside);
            }
            Group many = group.addGroup("many");
            for (String name : names) {
                Group element = many.addGroup("list").addGroup("element").append("name", name);
                if (name.endsWith("1")) {
                    element.append("bits", (double) name.length());
                }
            }
            return group;
        }
    }

    @ParameterizedTest
    @CsvSource({"PARQUET_1_0, true", "PARQUET_1_0, false", "PARQUET_2_0, true", "PARQUET_2_0, false"})
    void readsWhatParquetWrote(WriterVersion version, boolean dictionaries) throws IOException {
        Random random = new Random(41);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(Row.random(random, i));
        }
        Path file = directory.resolve("rows.parquet");
        write(
                file,
                rows,
                ParquetProperties.builder()
                        .withWriterVersion(version)
                        .withDictionaryEncoding(dictionaries)
                        .withPageSize(2048)
                        .withPageRowCountLimit(617)
                        .build());

        // Pages are decompressed when they are asked for: the file stays open.
        try (ParquetSource source = ParquetSource.open(new LocalInputFile(file))) {
            BlockMetaData only = source.footer().getBlocks().get(0);
            check(source.rows("rows.parquet", only, SCHEMA), rows);
            for (long[] bounds : new long[][] {
                {Long.MIN_VALUE / 3, Long.MAX_VALUE / 2},
                {Long.MIN_VALUE, Long.MAX_VALUE},
                {rows.get(7).time(), rows.get(7).time()},
                {5, 4}
            }) {
                RowGroup some = source.rows("rows.parquet", only, SCHEMA);
                some.keep("time", bounds[0], bounds[1]);
                check(
                        some,
                        rows.stream()
                                .filter(row -> row.time() >= bounds[0] && row.time() <= bounds[1])
                                .toList());
            }
        }
    }

    private static void write(Path file, List<Row> rows, ParquetProperties as) throws IOException {
        try (ZstdPages zstd = new ZstdPages();
                ColumnChunkPageWriteStore pages = new ColumnChunkPageWriteStore(
                        zstd, SCHEMA, as.getAllocator(), as.getColumnIndexTruncateLength(), true, null, 0);
                ColumnWriteStore columns = as.newColumnWriteStore(SCHEMA, pages, pages);
                ParquetFileWriter writer = new ParquetFileWriter(
                        new LocalOutputFile(file),
                        SCHEMA,
                        ParquetFileWriter.Mode.CREATE,
                        1 << 30,
                        0,
                        as.getColumnIndexTruncateLength(),
                        as.getStatisticsTruncateLength(),
                        true)) {
            RecordConsumer consumer =
                    new ColumnIOFactory(true).getColumnIO(SCHEMA).getRecordWriter(columns);
            GroupWriter groups = new GroupWriter(consumer, SCHEMA);
            for (Row row : rows) {
                groups.write(row.written());
            }
            consumer.flush();
            writer.start();
            writer.startBlock(rows.size());
            columns.flush();
            pages.flushToFileWriter(writer);
            writer.endBlock();
            writer.end(Map.of());
        }
    }

    private static void check(RowGroup group, List<Row> rows) {
        assertThat(group.rows()).isEqualTo(rows.size());
        assertThat(group.reals("real")).isEqualTo(reals(rows, Row::real));
        assertThat(group.reals("maybe")).isEqualTo(reals(rows, Row::maybe));
        assertThat(group.reals("rare")).isEqualTo(reals(rows, Row::rare));
        assertThat(group.reals("none")).isEqualTo(reals(rows, row -> null));
        assertThat(group.reals("deep.inside")).isEqualTo(reals(rows, Row::inside));
        assertThat(group.longs("time"))
                .isEqualTo(rows.stream().mapToLong(Row::time).toArray());
        assertThat(group.longs("version"))
                .isEqualTo(rows.stream()
                        .mapToLong(row -> row.version() == null ? Long.MIN_VALUE : row.version())
                        .toArray());
        assertThat(group.flags("flag")).isEqualTo(flags(rows, Row::flag));
        assertThat(group.flags("perhaps")).isEqualTo(flags(rows, Row::perhaps));
        assertThat(group.keys("id")).isEqualTo(rows.stream().map(Row::id).toArray(String[]::new));
        TextColumn kinds = group.texts("kind");
        assertThat(kinds.texts()).doesNotHaveDuplicates();
        for (int row = 0; row < rows.size(); row++) {
            assertThat(kinds.get(row)).as("row %d", row).isEqualTo(rows.get(row).kind());
        }
        double[] bits = group.reals("many.list.element.bits");
        TextColumn names = group.texts("many.list.element.name");
        int[] starts = group.starts("many");
        assertThat(bits)
                .isEqualTo(rows.stream()
                        .flatMap(row -> row.names().stream())
                        .filter(name -> name.endsWith("1"))
                        .mapToDouble(String::length)
                        .toArray());
        for (int row = 0; row < rows.size(); row++) {
            List<String> of = new ArrayList<>();
            for (int at = starts[row]; at < starts[row + 1]; at++) {
                of.add(Objects.requireNonNull(names.get(at)));
            }
            assertThat(of).as("row %d", row).isEqualTo(rows.get(row).names());
        }
    }

    private static double[] reals(List<Row> rows, Function<Row, @Nullable Double> of) {
        return rows.stream()
                .mapToDouble(row -> Objects.requireNonNullElse(of.apply(row), Double.NaN))
                .toArray();
    }

    private static byte[] flags(List<Row> rows, Function<Row, @Nullable Boolean> of) {
        byte[] flags = new byte[rows.size()];
        Arrays.fill(flags, (byte) -1);
        for (int row = 0; row < flags.length; row++) {
            Boolean flag = of.apply(rows.get(row));
            if (flag != null) {
                flags[row] = (byte) (flag ? 1 : 0);
            }
        }
        return flags;
    }
}
