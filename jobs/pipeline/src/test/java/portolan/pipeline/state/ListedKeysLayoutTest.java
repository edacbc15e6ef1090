package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.pipeline.state.ListedKeysLayout.Listed;
import portolan.scoring.layout.LayoutException;

final class ListedKeysLayoutTest {
    private static final List<Listed> LISTED = List.of(new Listed("seal", "T/S1"), new Listed("contact", "T/é"));

    /** As stored by every release: change the version with the layout, and keep reading this one. */
    private static final String BYTES = "0102057365616c05542f533108636f6e7461637405542fc3a9";

    @Test
    void bytesAreThoseOfEveryRelease() {
        assertThat(HexFormat.of().formatHex(ListedKeysLayout.write(LISTED))).isEqualTo(BYTES);
        assertThat(ListedKeysLayout.read(HexFormat.of().parseHex(BYTES))).isEqualTo(LISTED);
    }

    @Test
    void bytesOfALaterReleaseAreRefused() {
        byte[] later = ListedKeysLayout.write(LISTED);
        later[0] = 2;

        assertThatThrownBy(() -> ListedKeysLayout.read(later))
                .isInstanceOf(LayoutException.class)
                .hasMessageContaining("listed keys");
    }

    @Test
    void bytesBehindTheListAreRefused() {
        byte[] written = ListedKeysLayout.write(LISTED);
        byte[] longer = Arrays.copyOf(written, written.length + 1);

        assertThatThrownBy(() -> ListedKeysLayout.read(longer)).hasMessageContaining("followed by other bytes");
    }
}
