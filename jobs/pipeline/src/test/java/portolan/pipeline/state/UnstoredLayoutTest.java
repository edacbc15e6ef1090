// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.pipeline.state.UnstoredLayout.Change;
import portolan.scoring.layout.LayoutException;

/** Two lists of keys, which nobody needs any more, and two values: as earlier releases wrote them. */
final class UnstoredLayoutTest {
    /** As in snapshots of releases that had lists only. */
    private static final String LISTS_ONLY = "0102a82d8090e0a88c660101057365616c05542f533101030100";

    /** As in snapshots of releases that kept no checksum of them. */
    private static final String WITHOUT_SUM =
            "0202a82d8090e0a88c660101057365616c05542f53310103010002057365616c05542f53310002070804626f78010100";

    /** As in snapshots of every release since, until there were blocks. */
    private static final String BYTES =
            "0327869a8002a82d8090e0a88c660101057365616c05542f53310103010002057365616c05542f53310002070804626f78010100";

    @Test
    void bytesOfEveryReleaseAreRead() {
        for (String bytes : List.of(BYTES, WITHOUT_SUM)) {
            List<Change> read = UnstoredLayout.read(HexFormat.of().parseHex(bytes));
            assertThat(read).extracting(Change::state).containsExactly("seal", "box");
            assertThat(read).extracting(Change::key).containsExactly("T/S1", "");
            assertThat(read).extracting(Change::value).containsExactly(new byte[] {7, 8}, new byte[0]);
        }
        assertThat(UnstoredLayout.read(HexFormat.of().parseHex(LISTS_ONLY))).isEmpty();
    }

    @Test
    void aBitThatWasFlippedIsFoundWhereverItIs() {
        byte[] written = HexFormat.of().parseHex(BYTES);
        for (int bit = Byte.SIZE; bit < written.length * Byte.SIZE; bit++) {
            byte[] flipped = written.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

            assertThatThrownBy(() -> UnstoredLayout.read(flipped))
                    .as("bit %d", bit)
                    .isInstanceOf(LayoutException.class)
                    .hasMessageContaining("another checksum");
        }
    }

    @Test
    void bytesOfALaterReleaseAreRefused() {
        byte[] later = HexFormat.of().parseHex(BYTES);
        later[0] = 4;

        assertThatThrownBy(() -> UnstoredLayout.read(later))
                .isInstanceOf(LayoutException.class)
                .hasMessageContaining("unstored values");
    }

    @Test
    void bytesBehindTheLastAreRefused() {
        assertThatThrownBy(() -> UnstoredLayout.read(HexFormat.of().parseHex(BYTES + "00")))
                .hasMessageContaining("another checksum");
        assertThatThrownBy(() -> UnstoredLayout.read(HexFormat.of().parseHex(WITHOUT_SUM + "00")))
                .hasMessageContaining("followed by other bytes");
    }
}
