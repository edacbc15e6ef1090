// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.shipper.ShipperMemory;
import portolan.scoring.layout.LayoutException;

final class PaddedKindTest {
    private final MemoryKind<ShipperMemory> own = OneMemory.REMEMBERED.kind();
    private final MemoryKind<ShipperMemory> padded = OneMemory.remembered(500).kind();

    @Test
    void theBytesAreLongerAndTheMemoryIsTheSame() {
        byte[] plain = own.write(own.unseen());
        byte[] longer = padded.write(padded.unseen());

        assertThat(longer).hasSize(plain.length + 500).startsWith(plain);
        assertThat(own.write(padded.read(longer))).isEqualTo(plain);
    }

    @Test
    void oneIsNotPaddedAsTheOneBefore() {
        byte[] one = padded.write(padded.unseen());
        byte[] other = padded.write(padded.unseen());

        assertThat(Arrays.copyOfRange(other, other.length - 500, other.length))
                .isNotEqualTo(Arrays.copyOfRange(one, one.length - 500, one.length));
    }

    @Test
    void bytesThatAreShorterThanTheirPaddingAreRefused() {
        assertThatThrownBy(() -> padded.read(new byte[499]))
                .isInstanceOf(LayoutException.class)
                .hasMessageContaining("length=499");
    }
}
