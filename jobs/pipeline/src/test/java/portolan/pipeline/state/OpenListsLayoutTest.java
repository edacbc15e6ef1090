package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.pipeline.state.ListedKeys.Listed;
import portolan.pipeline.state.OpenListsLayout.OpenList;
import portolan.scoring.layout.LayoutException;

final class OpenListsLayoutTest {
    private static final Listed SEAL = new Listed("seal", "T/S1");

    /** As in snapshots of every release: change the version with the layout, and keep reading this one. */
    private static final String BYTES = "0102a82d8090e0a88c660101057365616c05542f533101030100";

    @Test
    void bytesAreThoseOfEveryRelease() {
        assertThat(HexFormat.of().formatHex(OpenListsLayout.write(lists()))).isEqualTo(BYTES);
        List<OpenList> read = OpenListsLayout.read(HexFormat.of().parseHex(BYTES));
        assertThat(read).extracting(OpenList::week).containsExactly(2_900L, -1L);
        assertThat(read).extracting(OpenList::until).containsExactly(1_754_000_000_000L, -2L);
        assertThat(read).extracting(list -> list.keys().listed()).containsExactly(List.of(SEAL), List.of());
    }

    @Test
    void bytesOfALaterReleaseAreRefused() {
        byte[] later = OpenListsLayout.write(lists());
        later[0] = 2;

        assertThatThrownBy(() -> OpenListsLayout.read(later))
                .isInstanceOf(LayoutException.class)
                .hasMessageContaining("open lists");
    }

    @Test
    void bytesBehindTheListsAreRefused() {
        byte[] written = OpenListsLayout.write(lists());
        byte[] longer = Arrays.copyOf(written, written.length + 1);

        assertThatThrownBy(() -> OpenListsLayout.read(longer)).hasMessageContaining("followed by other bytes");
    }

    private static List<OpenList> lists() {
        ListedKeys seals = new ListedKeys();
        seals.add(SEAL);
        return List.of(new OpenList(2_900, 1_754_000_000_000L, seals), new OpenList(-1, -2, new ListedKeys()));
    }
}
