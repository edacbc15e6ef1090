// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.pipeline.Decoded;

/** What became of an input, as bytes in a file that is read by the code that wrote it. */
public final class DecodedBytes {
    private static final DecodedLayout LAYOUT = new DecodedLayout();

    private DecodedBytes() {}

    /** The bytes, led by a layout version. */
    public static byte[] of(Decoded decoded) {
        return LAYOUT.toBytes(decoded);
    }

    public static Decoded read(byte[] bytes) {
        return LAYOUT.fromBytes(bytes);
    }
}
