// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import portolan.console.CommandRun;

class EvaluateScreeningCommandTest {
    @Test
    void companiesOfTheRegionAreKnownAgainAndNotTakenForEachOther() throws IOException {
        assertThat(EvaluateScreeningCommand.regions())
                .filteredOn(row -> row.way().equals("party key") && row.set().endsWith(" all"))
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(row.recall()).as(row.set()).isGreaterThan(0.85);
                    assertThat(row.wrong()).as(row.set()).isZero();
                });
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "PORTOLAN_DATA", matches = ".+")
    void variantsOfListedNamesAreFoundAndDoublesAreNot() {
        CommandRun run = CommandRun.of(new EvaluateScreeningCommand(), "--data", System.getenv("PORTOLAN_DATA"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.output().lines().filter(line -> line.contains("together")))
                .singleElement()
                .satisfies(line -> {
                    String[] cells = line.split("\\|", -1);
                    assertThat(Double.parseDouble(cells[7])).as(line).isGreaterThan(0.89);
                    assertThat(Double.parseDouble(cells[8])).as(line).isGreaterThan(0.95);
                });
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        CommandRun run = CommandRun.of(
                new EvaluateScreeningCommand(), "--data", Path.of("no", "such").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("there is no such folder");
    }
}
