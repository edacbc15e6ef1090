// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskRoomTest {
    @TempDir
    private Path data;

    @Test
    void thatItIsShortAndThatItIsNotAreSaidOnceEach() throws Exception {
        List<String> said = new ArrayList<>();
        DiskRoom room = new DiskRoom(data, said::add);

        for (long mebibytes : new long[] {500, 63, 0, 100, 63, 128, 64, 20}) {
            room.look(mebibytes << 20);
        }

        assertThat(said).hasSize(3);
        assertThat(said.get(0)).contains("nearly full", "data=" + data, "free=63 MiB", "No filing is rejected");
        assertThat(said.get(1)).contains("has room again", "free=128 MiB");
        assertThat(said.get(2)).contains("nearly full", "free=20 MiB");
    }

    @Test
    void itIsTheDirectorysDiskThatIsAsked() throws Exception {
        List<String> said = new ArrayList<>();

        new DiskRoom(data, said::add).look();

        assertThat(said).as("a disk that tests can run on").isEmpty();
        assertThatThrownBy(() -> new DiskRoom(data.resolve("missing"), said::add).look())
                .isInstanceOf(NoSuchFileException.class);
    }
}
