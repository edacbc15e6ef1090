// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.pipeline.state.ListedKeys.Listed;
import portolan.pipeline.state.UnstoredLayout.Change;
import portolan.pipeline.state.UnstoredLayout.OpenList;
import portolan.pipeline.state.UnstoredLayout.Unstored;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.layout.LayoutWriter;

final class UnstoredLayoutTest {
    private static final Listed SEAL = new Listed("seal", "T/S1");

    /** As in snapshots of releases that had lists only: keep reading them. */
    private static final String LISTS_ONLY = "0102a82d8090e0a88c660101057365616c05542f533101030100";

    /** As in snapshots of releases that kept no checksum of them: keep reading them. */
    private static final String WITHOUT_SUM =
            "0202a82d8090e0a88c660101057365616c05542f53310103010002057365616c05542f53310002070804626f78010100";

    /** As in snapshots of every release since: change the version with the layout, and keep reading this one. */
    private static final String BYTES =
            "0327869a8002a82d8090e0a88c660101057365616c05542f53310103010002057365616c05542f53310002070804626f78010100";

    @Test
    void bytesAreThoseOfEveryRelease() {
        assertThat(HexFormat.of().formatHex(write(unstored()))).isEqualTo(BYTES);

        assertAll(UnstoredLayout.read(HexFormat.of().parseHex(BYTES)));
    }

    @Test
    void bytesWithoutASumAreRead() {
        assertAll(UnstoredLayout.read(HexFormat.of().parseHex(WITHOUT_SUM)));
    }

    @Test
    void aBitThatWasFlippedIsFoundWhereverItIs() {
        byte[] written = write(unstored());
        for (int bit = Byte.SIZE; bit < written.length * Byte.SIZE; bit++) {
            byte[] flipped = written.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);

            assertThatThrownBy(() -> UnstoredLayout.read(flipped))
                    .as("bit %d", bit)
                    .isInstanceOf(LayoutException.class)
                    .hasMessageContaining("another checksum");
        }
    }

    private static void assertAll(Unstored read) {
        assertTheLists(read.lists());
        assertThat(read.changes()).extracting(Change::state).containsExactly("seal", "box");
        assertThat(read.changes()).extracting(Change::key).containsExactly("T/S1", "");
        assertThat(read.changes()).extracting(Change::value).containsExactly(new byte[] {7, 8}, new byte[0]);
        assertThat(read.changes()).extracting(Change::stored).containsExactly(false, true);
    }

    @Test
    void bytesWithListsOnlyAreRead() {
        Unstored read = UnstoredLayout.read(HexFormat.of().parseHex(LISTS_ONLY));

        assertTheLists(read.lists());
        assertThat(read.changes()).isEmpty();
    }

    @Test
    void bytesOfALaterReleaseAreRefused() {
        byte[] later = write(unstored());
        later[0] = 4;

        assertThatThrownBy(() -> UnstoredLayout.read(later))
                .isInstanceOf(LayoutException.class)
                .hasMessageContaining("unstored values");
    }

    @Test
    void bytesBehindTheLastAreRefused() {
        byte[] written = write(unstored());
        byte[] longer = Arrays.copyOf(written, written.length + 1);
        byte[] longerThen = HexFormat.of().parseHex(WITHOUT_SUM + "00");

        assertThatThrownBy(() -> UnstoredLayout.read(longer)).hasMessageContaining("another checksum");
        assertThatThrownBy(() -> UnstoredLayout.read(longerThen)).hasMessageContaining("followed by other bytes");
    }

    private static void assertTheLists(List<OpenList> lists) {
        assertThat(lists).extracting(OpenList::week).containsExactly(2_900L, -1L);
        assertThat(lists).extracting(OpenList::until).containsExactly(1_754_000_000_000L, -2L);
        assertThat(lists).extracting(list -> list.keys().listed()).containsExactly(List.of(SEAL), List.of());
    }

    private static byte[] write(Unstored unstored) {
        LayoutWriter out = new LayoutWriter();
        UnstoredLayout.write(unstored, out);
        return out.toBytes();
    }

    private static Unstored unstored() {
        ListedKeys seals = new ListedKeys();
        seals.add(SEAL);
        return new Unstored(
                List.of(new OpenList(2_900, 1_754_000_000_000L, seals), new OpenList(-1, -2, new ListedKeys())),
                List.of(
                        new Change("seal", "T/S1", new byte[] {7, 8}, false),
                        new Change("box", "", new byte[0], true)));
    }
}
