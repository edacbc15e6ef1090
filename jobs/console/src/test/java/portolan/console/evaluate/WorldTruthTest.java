// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.screen.UnusableInputException;

class WorldTruthTest {
    @TempDir
    private Path directory;

    @Test
    void aConsignmentIsFoundByLettersAndDigitsOfItsKeyElseByAFiling() throws Exception {
        WorldTruth truth = truth("""
                consignmentKey,scheme,valueAtStake,filedAt,confounders,filingIds
                AKFW-1-2025,clean,0,2025-01-01T00:00:00Z,new_goods,F1
                AKFW-2-2025,rip_on,10.5,2025-01-05T00:00:00Z,"a b, c",F2 F3
                AKFW-3-2025,withdrawn,0,2025-01-03T00:00:00Z,,F4
                """);

        assertThat(truth.place("akfw:1:2025", "")).isZero();
        assertThat(truth.place("another", "f-3")).isEqualTo(1);
        assertThat(truth.place("another", "F5")).isEqualTo(-1);
        assertThat(truth.rows()).extracting(WorldTruth.Row::offence).containsExactly(false, true, false);
        assertThat(truth.rows()).extracting(WorldTruth.Row::withdrawn).containsExactly(false, false, true);
    }

    @Test
    void theLastQuarterIsOfTheTimeAndNotOfTheRows() throws Exception {
        WorldTruth truth = truth("""
                consignmentKey,scheme,filedAt,filingIds
                A,clean,2025-01-01T00:00:00Z,1
                B,clean,2025-01-05T00:00:00Z,2
                C,clean,2025-01-02T00:00:00Z,3
                """);

        assertThat(truth.lastOfTime(0.25)).isEqualTo(Instant.parse("2025-01-04T00:00:00Z"));
    }

    @Test
    void whatIsNoTruthIsRefusedWithItsLine() {
        assertThatThrownBy(() -> truth("key,scheme\nA,clean\n"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("its first line does not name consignmentKey, scheme, filedAt and filingIds");
        assertThatThrownBy(() -> truth("consignmentKey,scheme,filedAt,filingIds\nA,clean,yesterday,1\n"))
                .isInstanceOf(UnusableInputException.class)
                .hasMessageContaining("line=2");
        assertThatThrownBy(() -> truth("consignmentKey,scheme,filedAt,filingIds\n"))
                .hasMessageContaining("the truth has no rows");
    }

    private WorldTruth truth(String text) throws Exception {
        return WorldTruth.read(Files.writeString(directory.resolve("truth.csv"), text));
    }
}
