// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against OpenSSL's, {@code openssl mac -macopt size:16 SIPHASH}: the octets of secret and message count up from 0. */
final class KeyHashTest {
    @ParameterizedTest
    @CsvSource({
        "2, 8177228da4a45dc7fca38bdef60affe4",
        "4, f88164c12d9c8faf7d0f6e7c7bcd5579",
        "6, 14eeca338b208613485ea0308fd7a15e",
        "8, 3b62a9ba6258f5610f83e264f31497b4",
        "14, 31fcefac66d7de9c7ec7485fe4494902",
    })
    void isWhatOpenSslSays(int octets, String expected) {
        byte[] secret = new byte[KeyHash.SECRET];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) i;
        }
        KeyHash hash = new KeyHash(secret);
        StringBuilder rest = new StringBuilder();
        for (int i = 2; i < octets; i += 2) {
            rest.append((char) (i | (i + 1) << Byte.SIZE));
        }
        hash.of((char) 0x0100, rest);

        byte[] both = ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(Long.reverseBytes(hash.first()))
                .putLong(Long.reverseBytes(hash.second()))
                .array();
        assertThat(HexFormat.of().formatHex(both)).isEqualTo(expected);
    }

    @Test
    void kindsAndSecretsTellKeysApart() {
        byte[] secret = new byte[KeyHash.SECRET];
        KeyHash hash = new KeyHash(secret);
        hash.of('a', "key");
        long first = hash.first();
        hash.of('b', "key");
        assertThat(hash.first()).isNotEqualTo(first);
        secret[15] = 1;
        KeyHash other = new KeyHash(secret);
        other.of('a', "key");
        assertThat(other.first()).isNotEqualTo(first);
        assertThatThrownBy(() -> new KeyHash(new byte[3])).hasMessageContaining("given=3");
    }
}
