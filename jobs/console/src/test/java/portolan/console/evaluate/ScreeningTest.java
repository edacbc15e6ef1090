// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

class ScreeningTest {
    @Test
    void companiesOfTheRegionAreKnownAgainAndNotTakenForEachOther() throws IOException {
        assertThat(Screening.regions())
                .filteredOn(row -> row.way().equals("party key") && row.set().endsWith(" all"))
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(row.recall()).as(row.set()).isGreaterThan(0.85);
                    assertThat(row.wrong()).as(row.set()).isZero();
                });
    }

    /** With {@code -Dportolan.screening=DIR} it writes the page and the figures of its result there. */
    @Test
    @EnabledIfEnvironmentVariable(named = "PORTOLAN_DATA", matches = ".+")
    void variantsOfListedNamesAreFoundAndDoublesAreNot() throws Exception {
        ScreeningReport report = new Screening(Path.of(System.getenv("PORTOLAN_DATA"))).report();
        String results = System.getProperty("portolan.screening");
        if (results != null) {
            Files.writeString(Path.of(results, "screening.json"), report.json());
            Files.writeString(Path.of(results, "screening.md"), report.page());
        }

        assertThat(report.rows())
                .filteredOn(row -> row.set().endsWith("together"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.recall()).isGreaterThan(0.89);
                    assertThat(row.precision()).isGreaterThan(0.95);
                });
    }
}
