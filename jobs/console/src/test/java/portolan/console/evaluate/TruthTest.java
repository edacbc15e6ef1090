// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.screen.UnusableInputException;

class TruthTest {
    @TempDir
    private Path folder = Path.of(".");

    @Test
    void saysWhatWasPlantedAndThatEverythingElseIsClean() throws Exception {
        Truth truth = read("""
            {"consignmentKey":"A","scheme":"phoenix","revenue":1200.5}
            {"consignmentKey":"B","scheme":null,"lookalike":"newcomer"}
            """);

        assertThat(truth.of("A")).isEqualTo(new Label("phoenix", null, 1200.5));
        assertThat(truth.of("B")).isEqualTo(new Label(null, "newcomer", Double.NaN));
        assertThat(truth.of("C")).isEqualTo(Label.CLEAN);
        assertThat(truth.warnings()).isEmpty();
    }

    @Test
    void whatIsAnOffenceAndLooksLikeAnotherIsAnOffence() throws Exception {
        Truth truth = read("""
            {"consignmentKey":"A","scheme":"phoenix"}
            {"consignmentKey":"A","lookalike":"newcomer"}
            """);

        assertThat(truth.of("A").offence()).isTrue();
    }

    @Test
    void linesThatAreNoTruthAreCountedAndLeftOut() throws Exception {
        Truth truth = read("""
            {"consignmentKey":"A","scheme":"phoenix"}
            {"consignmentKey":"B"}
            {"scheme":"phoenix"}
            ["A"]
            {"consignmentKey":
            """);

        assertThat(truth.of("A").offence()).isTrue();
        assertThat(truth.of("B")).isEqualTo(Label.CLEAN);
        assertThat(truth.warnings())
                .singleElement()
                .asString()
                .contains(
                        "4 of 5 lines could not be read as truths, left out; first line 2: neither scheme nor lookalike");
    }

    @Test
    void aFileWithoutASingleTruthIsRefused() {
        assertThatThrownBy(() -> read(""))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("no truths");
        assertThatThrownBy(() -> Truth.read(folder.resolve("nowhere")))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("no such file");
    }

    private Truth read(String lines) throws IOException, UnusableInputException {
        return Truth.read(Files.writeString(folder.resolve("truth.jsonl"), lines));
    }
}
