package portolan.local.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

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
}
