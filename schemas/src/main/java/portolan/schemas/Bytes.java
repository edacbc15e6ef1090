// SPDX-License-Identifier: Apache-2.0
package portolan.schemas;

import java.nio.ByteBuffer;

/** The content of a buffer as an array; the buffer's position stays where it is. */
final class Bytes {
    private Bytes() {}

    static byte[] of(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
