// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.lifecycle.SigningKey;

/** What a writer of evidence keeps beside its data. */
class WriterFilesTest {
    @TempDir
    private Path directory = Path.of(".");

    private Path below() {
        return directory.resolve("evidence");
    }

    @Test
    void aKeyIsMadeOnceAndOnlyItsOwnerReadsIt() throws IOException {
        SigningKey made = WriterKey.open(below(), "desk");

        assertThat(WriterKey.open(below(), "desk").name())
                .isEqualTo(made.name())
                .startsWith("desk-");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(below().resolve(made.name() + ".key"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(below())))
                .isEqualTo("rwx------");
        assertThat(WriterKey.known(below())).containsOnlyKeys(made.name());
    }

    @Test
    void headsAreThereAgainAndOfEachChainTheLast() throws IOException {
        WriterKey.open(below(), "desk");
        ChainHead one = new ChainHead("desk.audited", 0, "desk-1", 7, 1, 100, "ab".repeat(32));
        ChainHead two = new ChainHead("desk.audited", 0, "desk-1", 7, 2, 200, "cd".repeat(32));
        ChainHead other = new ChainHead("inspections.reported", 11, "desk-1", 7, 1, 150, "ef".repeat(32));
        try (HeadFile file = HeadFile.open(below())) {
            file.write(one);
            file.write(other);
            file.write(two);
        }

        try (HeadFile file = HeadFile.open(below())) {
            assertThat(file.all()).containsExactly(two, other);
            assertThat(file.headOf("inspections.reported", 3, "desk-1").number())
                    .isZero();
            file.write(other);
        }
        assertThat(Files.size(below().resolve("heads"))).isEqualTo(2 * 512);
    }

    @Test
    void headsThatCannotBeReadStopTheWriterInPlaceOfANewBeginning() throws IOException {
        WriterKey.open(below(), "desk");
        Files.writeString(below().resolve("heads"), "desk.audited 0 desk-1\n");

        assertThatThrownBy(() -> HeadFile.open(below())).hasMessageContaining("cannot be read: line=1");
    }

    /** Power that was lost while seals were appended leaves half a line, or zeros: nobody was told that it is kept. */
    @Test
    void aSealThatWasTornIsPassedOverAndTheNextOnesAreWhole() throws IOException {
        List<Seal> seals = Month.begun(directory, 1, "north").seals();
        Path book = directory.resolve("book");
        for (String torn : List.of(seals.get(0).line().substring(0, 40), "\0\0\0")) {
            SealBook.append(book, seals);
            Files.writeString(book, torn, StandardOpenOption.APPEND);
            assertThat(SealBook.read(book)).containsOnly(seals.get(0));
        }
        SealBook.append(book, seals);

        assertThat(SealBook.read(book)).hasSize(3).containsOnly(seals.get(0));
        Files.writeString(book, "{\"no\":\"seal\"}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> SealBook.read(book)).hasMessageContaining("line=6");
    }
}
