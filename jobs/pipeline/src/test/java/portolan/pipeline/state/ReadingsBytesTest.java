// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.reading.Reading;

/** Pinned bytes: they wait in a savepoint until bills are due, for weeks. */
final class ReadingsBytesTest {
    private static final Readings READINGS = Readings.of(List.of(
            new Reading(Indicators.get("amendment_churn"), 2, "two"),
            new Reading(Indicators.get("vague_description"), 1, "é")));
    private static final String V1 = "01021256414755455f4445534352495054494f4e3ff000000000000003c3a9"
            + "10414d454e444d454e545f434855524e40000000000000000474776f";

    private static final BankValues SAID = new BankValues(List.of(new BankValues.Value("f", 1.5f, 41, 2)));
    private static final String V2 = "02" + V1.substring(2) + "0102663ff80000000000002902";

    @Test
    void bytesOfTheVersionStay() {
        assertThat(HexFormat.of().formatHex(ReadingsBytes.of(READINGS, SAID))).isEqualTo(V2);
    }

    @Test
    void readsWhatEveryVersionWrote() {
        assertThat(ReadingsBytes.read(HexFormat.of().parseHex(V1)))
                .isEqualTo(new ReadingsBytes.Read(READINGS, BankValues.NONE));
        assertThat(ReadingsBytes.read(HexFormat.of().parseHex(V2))).isEqualTo(new ReadingsBytes.Read(READINGS, SAID));
    }

    @Test
    void refusesAVersionOfTheFuture() {
        byte[] bytes = ReadingsBytes.of(READINGS, BankValues.NONE);
        bytes[0] = 3;

        assertThatThrownBy(() -> ReadingsBytes.read(bytes))
                .isInstanceOf(LayoutException.class)
                .hasMessageContaining("readings");
    }
}
