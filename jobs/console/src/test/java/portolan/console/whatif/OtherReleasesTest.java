// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.CommandRun;

/** Files that an older release wrote are asked as far as they go; what cannot be read is refused with what to do. */
class OtherReleasesTest {
    @TempDir
    private Path folder = Path.of(".");

    private Path archive = Path.of(".");
    private Path candidate = Path.of(".");

    @BeforeEach
    void archiveTenDays() throws IOException {
        archive = folder.resolve("archive");
        TenDays.archive(archive);
        candidate = Files.createDirectories(folder.resolve("draft"));
        Files.writeString(candidate.resolve("ruleset.yaml"), TenDays.RULES.replace("when: first_time_shipper", """
                when: "first_time_shipper && !(known(detour_factor) && detour_factor > 2.0)\""""));
    }

    @Test
    void whatOlderFilesLackIsNamedAndAReplayOffered() throws IOException {
        for (int day = 0; day < 4; day++) {
            rewrite(day, "first_time_shipper", 1);
        }

        CommandRun run = whatIf();

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.output())
                .contains("NOT ARCHIVED")
                .containsPattern("first_time_shipper +4 +16  40\\.0 %")
                .contains("deploy/portolan score --filings FILINGS --outcomes OUTCOMES --rules " + candidate)
                .as("the rule does not fire where it is blind")
                .containsPattern("RED    -> GREEN +4 consignments")
                .doesNotContain("detour_factor");
    }

    @Test
    void filesOfDifferentReleasesAreReadSideBySide() throws IOException {
        rewrite(2, "first_time_shipper", 1);
        rewrite(5, "detour_factor", 1);
        rewrite(6, "detour_factor", 1);

        CommandRun run = whatIf();

        assertThat(run.exitCode()).as(run.errors()).isZero();
        assertThat(run.errors()).contains("loaded 40 assessments of 40 consignments");
        assertThat(run.output())
                .containsPattern("detour_factor +2 +8  20\\.0 %")
                .containsPattern("first_time_shipper +1 +4  10\\.0 %")
                .containsPattern("RED    -> GREEN +1 consignment,");
    }

    @Test
    void aFileOfANewerReleaseIsRefused() throws IOException {
        Path file = rewrite(3, "none", 2);

        CommandRun run = whatIf();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.errors())
                .contains("a newer release wrote this file; read it with that release: file=" + file + ", layout=2");
    }

    @Test
    void aHalfWrittenFileIsRefusedAndOneThatIsStillWrittenLeftAlone() throws IOException {
        Path file = TenDays.file(archive, "assessments", 3);
        byte[] half = Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) / 2);
        Files.write(file.resolveSibling(".part-9.parquet.inprogress"), half);
        assertThat(whatIf().exitCode()).isZero();

        Files.write(file, half);

        assertThat(whatIf())
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(2))
                .satisfies(run -> assertThat(run.errors())
                        .contains("not a whole Parquet file", "move it out of the archive", "file=" + file));
    }

    @Test
    void aDamagedPageIsNamedWithItsFile() throws IOException {
        Path file = TenDays.file(archive, "assessments", 3);
        byte[] bytes = Files.readAllBytes(file);
        // Behind the magic number the pages of the first columns; the footer stays whole.
        Arrays.fill(bytes, 4, bytes.length / 4, (byte) 0x55);
        Files.write(file, bytes);

        CommandRun run = whatIf();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("file=" + file, "move");
    }

    private CommandRun whatIf() {
        return CommandRun.of(
                new RulesWhatIfCommand(), "--archive", archive.toString(), "--candidate", candidate.toString());
    }

    /** Writes a day's file anew without a column, as of another layout; the other columns are copied as they are. */
    private Path rewrite(int day, String without, int layout) throws IOException {
        Path file = TenDays.file(archive, "assessments", day);
        Path copy = folder.resolve("copy.parquet");
        byte[] bytes = Files.readAllBytes(file);
        int tail = bytes.length - 2 * Integer.BYTES;
        int length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(tail);
        ParquetMetadata footer = new ParquetMetadataConverter()
                .fromParquetMetadata(Util.readFileMetaData(new ByteArrayInputStream(bytes, tail - length, length)));
        MessageType whole = footer.getFileMetaData().getSchema();
        MessageType schema = new MessageType(
                whole.getName(),
                whole.getFields().stream()
                        .filter(column -> !column.getName().equals(without))
                        .toList());
        try (SeekableInputStream from = new LocalInputFile(file).newStream();
                ParquetFileWriter writer = new ParquetFileWriter(
                        new LocalOutputFile(copy),
                        schema,
                        ParquetFileWriter.Mode.OVERWRITE,
                        1 << 20,
                        0,
                        ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
                        ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
                        true)) {
            writer.start();
            for (BlockMetaData group : footer.getBlocks()) {
                writer.startBlock(group.getRowCount());
                for (ColumnChunkMetaData chunk : group.getColumns()) {
                    String[] path = chunk.getPath().toArray();
                    if (schema.containsPath(path)) {
                        writer.appendColumnChunk(schema.getColumnDescription(path), from, chunk, null, null, null);
                    }
                }
                writer.endBlock();
            }
            writer.end(Map.of("portolan.table", "assessments", "portolan.layout", Integer.toString(layout)));
        }
        Files.move(copy, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return file;
    }
}
