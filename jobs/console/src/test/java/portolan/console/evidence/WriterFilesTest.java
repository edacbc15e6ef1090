// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

        assertThat(WriterKey.open(below(), "desk").name()).isEqualTo(made.name()).startsWith("desk-");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(below().resolve(made.name() + ".key"))))
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
            assertThat(file.headOf("inspections.reported", 3, "desk-1").number()).isZero();
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
}
