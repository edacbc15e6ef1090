// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import java.nio.ByteBuffer;

/** The content of a buffer as an array; the buffer's position stays where it is. */
public final class Bytes {
    private Bytes() {}

    public static byte[] of(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
