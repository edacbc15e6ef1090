// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.screen.UnusableInputException;

class WatchlistFileTest {
    @TempDir
    private Path directory = Path.of(".");

    @Test
    void aFileBecomesTheTextOfAVersion() throws Exception {
        Path file = Files.writeString(directory.resolve("own.csv"), "\uFEFFid,name,country,city,street\n1,Acme,IR,,\n");

        assertThat(WatchlistFile.read(file, "own", 3).text())
                .isEqualTo("# watchlist own v3\nid,name,country,city,street\n1,Acme,IR,,\n");
    }

    @Test
    void faultsAreToldByTheLinesOfTheFile() throws Exception {
        Path file = Files.writeString(directory.resolve("own.csv"), "id,name,country,city,street\n1,,IR,,\n");

        assertThatThrownBy(() -> WatchlistFile.read(file, "own", 1))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageStartingWith("own.csv:2:1: ")
                .hasMessageEndingWith("refused: 1 fault");
    }

    @Test
    void whatIsNoFileIsToldByItsName() {
        assertThatThrownBy(() -> WatchlistFile.read(directory.resolve("none.csv"), "own", 1))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("none.csv");
    }
}
