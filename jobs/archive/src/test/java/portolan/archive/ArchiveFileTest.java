// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.OutcomeCode;

/** What is not a file of this release is read as far as it goes, or refused with what to do. */
class ArchiveFileTest {
    @TempDir
    private Path directory = Path.of(".");

    private Path file = Path.of("part.parquet");

    @BeforeEach
    void nameAFile() {
        file = directory.resolve("part.parquet");
    }

    @Test
    void aFileThatWasCutOffIsRefused() throws Exception {
        write(AssessmentTable.TABLE);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> ArchiveFile.assessments(file))
                .isInstanceOf(ArchiveException.class)
                .hasMessageStartingWith("not a whole Parquet file: cut off, still being written")
                .hasMessageContaining("move it out of the archive")
                .hasMessageContaining("file=" + file);
    }

    @Test
    void anEmptyFileIsRefused() throws Exception {
        Files.write(file, new byte[0]);

        assertThatThrownBy(() -> ArchiveFile.assessments(file)).hasMessageContaining("not a whole Parquet file");
    }

    @Test
    void aFileOfANewerLayoutIsRefused() throws Exception {
        write(like(AssessmentTable.LAYOUT + 1, AssessmentTable.TABLE.schema()));

        assertThatThrownBy(() -> ArchiveFile.assessments(file))
                .hasMessage("a newer release wrote this file; read it with that release: file=" + file
                        + ", layout=2, newest known=1");
    }

    @Test
    void aFileOfTheOtherTableIsRefused() throws Exception {
        write(OutcomeTable.TABLE);

        assertThatThrownBy(() -> ArchiveFile.assessments(file))
                .hasMessage("not a file of assessments; move it out of the archive: file=" + file
                        + ", portolan.table=outcomes");
    }

    @Test
    void aReadingThatTheFileLacksIsNamed() throws Exception {
        write(like(1, without("detour_factor")));

        try (ArchiveFile read = ArchiveFile.assessments(file)) {
            assertThat(read.missing()).containsExactly("detour_factor");
            assertThat(read.unknown()).isEmpty();
        }
    }

    @Test
    void aFileOfAReleaseThatDidNotKnowStakesIsRead() throws Exception {
        write(like(1, without(AssessmentTable.STAKE_DUTY)));

        try (ArchiveFile read = ArchiveFile.assessments(file)) {
            assertThat(read.missing()).isEmpty();
        }
    }

    @Test
    void aFileOfAReleaseThatDidNotSayItsTableIsRead() throws Exception {
        write(like(1, without(AssessmentTable.TABLE_HOUR)));

        try (ArchiveFile read = ArchiveFile.assessments(file)) {
            assertThat(read.missing()).isEmpty();
        }
    }

    @Test
    void aColumnThatIsNotKnownIsNamedAndLeftAlone() throws Exception {
        List<Type> more = new ArrayList<>(AssessmentTable.TABLE.schema().getFields());
        more.add(Types.optional(PrimitiveTypeName.DOUBLE).named("tea_leaves"));
        write(like(1, new MessageType("assessment", more)));

        try (ArchiveFile read = ArchiveFile.assessments(file)) {
            assertThat(read.unknown()).containsExactly("tea_leaves");
            assertThat(read.missing()).isEmpty();
            assertThat(read.next()).isNull();
        }
    }

    @Test
    void aFileWithoutAColumnThatEveryFileHasIsRefused() throws Exception {
        write(like(1, without(AssessmentTable.RULESET_HASH)));

        assertThatThrownBy(() -> ArchiveFile.assessments(file))
                .hasMessageContaining("a column is missing that every file has")
                .hasMessageContaining("column=ruleset_hash");
    }

    @Test
    void anEmptyDirectoryHoldsNoArchive() {
        assertThatThrownBy(() -> Archive.open(directory))
                .hasMessageStartingWith("no archive is in this directory; name the one that score, run or demo had")
                .hasMessageContaining("directory=" + directory);
        assertThatThrownBy(() -> Archive.open(directory.resolve("nowhere")))
                .hasMessageStartingWith("there is no such directory");
    }

    @Test
    void whatIsNotFinishedIsNotRead() throws Exception {
        Path day = Files.createDirectories(directory.resolve("assessments/day=2026-01-31"));
        Files.createFile(day.resolve(".part-1.parquet.inprogress.5"));
        Files.createFile(day.resolve("_part-2.parquet"));
        Files.createDirectories(directory.resolve("assessments/_tmp"));
        Path finished = Files.createFile(day.resolve("part-3.parquet"));
        Path scored = Files.createDirectories(directory.resolve("assessments/scored"));
        Files.createFile(scored.resolve(".part-1.parquet.inprogress.5"));
        Path ofManyDays = Files.createFile(scored.resolve("part-1.parquet"));

        assertThat(Archive.open(directory).assessments()).containsExactly(finished, ofManyDays);
    }

    @Test
    void outcomesThatWereNotFinishedLeaveNothing() throws Exception {
        ArchivedOutcome outcome = new ArchivedOutcome(
                "o-1",
                "default",
                "MAEU:1:2026",
                OutcomeCode.NOTHING_FOUND,
                true,
                1,
                Instant.parse("2026-03-09T08:30:00Z"),
                null,
                null,
                null,
                null,
                null,
                Chosen.UNSAID);
        try (OutcomeFile none = new OutcomeFile(directory)) {
            none.finish();
        }
        try (OutcomeFile broken = new OutcomeFile(directory)) {
            broken.add(outcome);
        }
        assertThat(Archive.in(directory).isEmpty()).isTrue();
        assertThat(directory.resolve("outcomes/scored")).isEmptyDirectory();

        try (OutcomeFile whole = new OutcomeFile(directory)) {
            whole.add(outcome);
            whole.finish();
        }
        assertThat(Archive.in(directory).outcomes()).hasSize(1);
        assertThat(directory.resolve("outcomes/scored")).isDirectoryNotContaining("glob:**/.*");
    }

    private static ArchiveTable like(int layout, MessageType schema) {
        return new ArchiveTable("assessments", layout, schema, List.of(), List.of());
    }

    private static MessageType without(String column) {
        return new MessageType(
                "assessment",
                AssessmentTable.TABLE.schema().getFields().stream()
                        .filter(field -> !field.getName().equals(column))
                        .toList());
    }

    /** A file without rows: what it is, its footer says. */
    private void write(ArchiveTable table) throws IOException {
        TableRows<Object> none = new TableRows<>(table) {
            @Override
            void write(RowWriter row, Object value) {
                throw new IllegalStateException("no row was asked for");
            }
        };
        try (OutputStream out = Files.newOutputStream(file);
                ArchiveWriter<Object> writer = new ArchiveWriter<>(none, out)) {
            assertThat(writer).isNotNull();
        }
    }
}
