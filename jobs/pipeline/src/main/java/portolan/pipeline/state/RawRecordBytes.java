// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.pipeline.RawRecord;

/** A raw record as bytes inside a value of the core, which keeps them and does not look inside. */
public final class RawRecordBytes {
    private static final RawRecordLayout LAYOUT = new RawRecordLayout();

    private RawRecordBytes() {}

    /** The record's bytes, led by a layout version. */
    public static byte[] of(RawRecord raw) {
        return LAYOUT.toBytes(raw);
    }

    /** Reads every layout version ever written. */
    public static RawRecord read(byte[] bytes) {
        return LAYOUT.fromBytes(bytes);
    }
}
