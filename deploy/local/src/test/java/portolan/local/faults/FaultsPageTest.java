// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsPageTest {
    /** The page is made by a run of half an hour: a fault that is new since has no row, one that is gone has one still. */
    @Test
    void everyFaultHasItsRowAndNoRowIsForeign() throws IOException {
        List<String> rows = Files.readAllLines(FaultsPage.PAGE).stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.substring(2, line.indexOf(" |", 2)))
                .filter(first -> !first.equals("fault"))
                .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(Fault.values()).map(Fault::title).toList());
    }

    @Test
    void aRowSaysWhatTheRunFoundOrThatThereWasNone(@TempDir Path results) throws IOException {
        Fault fault = Fault.STOPPED_5_S;
        Path result = results.resolve(fault.name() + ".properties");
        assertThat(FaultsPage.row(fault, results)).isEqualTo("| " + fault.title() + " | not run |  |  |  |  |  |  |\n");

        Files.writeString(
                result,
                "outcome=passed\nsaid=it stood | still\nsaidAfter=1249\nmetric=late\nrecovery=7000\ndisk=101 %\nplanted=3 of 3\n");
        assertThat(FaultsPage.row(fault, results))
                .isEqualTo("| " + fault.title()
                        + " | withstood | it stood \\| still | 1.2 s | late | 7.0 s | 101 % | 3 of 3 |\n");

        Files.writeString(result, "outcome=failed\nfault=foreign=1\\nmissing=2\n");
        assertThat(FaultsPage.row(fault, results))
                .startsWith("| " + fault.title() + " | **not withstood**: foreign=1 missing=2 |");
    }
}
