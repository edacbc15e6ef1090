// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.PositionLayout;

/**
 * Layout of a frame file: frames one after the other. It lives as long as one {@code score}, and is refused by any
 * other version.
 *
 * <pre>
 *   frame   4 length of the rest, big-endian | 1 version | position | count of bytes | decoded bytes
 * </pre>
 */
final class FrameLayout {
    private static final int VERSION = 1;

    private FrameLayout() {}

    /** Everything after the length. */
    static void write(LayoutWriter out, Frame frame) {
        out.octet(VERSION);
        PositionLayout.write(out, frame.position());
        out.count(frame.decoded().length).raw(frame.decoded());
    }

    static Frame fromBytes(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        in.version("frame", VERSION);
        return new Frame(PositionLayout.read(in), in.raw(in.size()));
    }
}
