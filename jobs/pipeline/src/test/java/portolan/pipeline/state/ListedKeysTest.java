// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import portolan.pipeline.state.ListedKeys.Listed;
import portolan.scoring.layout.LayoutException;

final class ListedKeysTest {
    private static final List<Listed> LISTED = List.of(new Listed("seal", "T/S1"), new Listed("contact", "T/é"));

    /** As stored by every release: change the version with the layout, and keep reading this one. */
    private static final String BYTES = "0102057365616c05542f533108636f6e7461637405542fc3a9";

    @Test
    void bytesAreThoseOfEveryRelease() {
        assertThat(HexFormat.of().formatHex(listed().toBytes())).isEqualTo(BYTES);
        assertThat(ListedKeys.of(HexFormat.of().parseHex(BYTES)).listed()).isEqualTo(LISTED);
    }

    @Test
    void bytesOfALaterReleaseAreRefused() {
        byte[] later = listed().toBytes();
        later[0] = 2;

        assertThatThrownBy(() -> ListedKeys.of(later))
                .isInstanceOf(LayoutException.class)
                .hasMessageContaining("listed keys");
    }

    @Test
    void bytesBehindTheListAreRefused() {
        byte[] written = listed().toBytes();
        byte[] longer = Arrays.copyOf(written, written.length + 1);

        assertThatThrownBy(() -> ListedKeys.of(longer)).hasMessageContaining("followed by other bytes");
    }

    @Test
    void aListGrowsByAnotherOne() {
        ListedKeys both = listed();
        both.addAll(listed());

        assertThat(both.count()).isEqualTo(4);
        assertThat(ListedKeys.of(both.toBytes()).listed())
                .isEqualTo(Stream.concat(LISTED.stream(), LISTED.stream()).toList());
    }

    private static ListedKeys listed() {
        ListedKeys listed = new ListedKeys();
        LISTED.forEach(listed::add);
        return listed;
    }
}
