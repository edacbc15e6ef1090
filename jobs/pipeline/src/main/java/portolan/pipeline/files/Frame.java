// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.util.Comparator;
import portolan.pipeline.Decoded;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Position;
import portolan.scoring.manifest.PositionLayout;

/**
 * One line of a feed, read once and made ready for the job: what it is to the ledger, or why it is nothing.
 *
 * @param position where the line stands among all inputs: its file, the line from 1, and its order time
 * @param decoded what became of the line, as {@link StreamTypes#DECODED} writes it
 */
@SuppressWarnings(
        "ArrayRecordComponent") // Lives between two lines of a reader and a writer; nobody compares its bytes.
record Frame(Position position, byte[] decoded) {
    private static final int VERSION = 1;
    static final Comparator<Frame> IN_ORDER = Comparator.comparing(Frame::position);

    static Frame of(Position position, Decoded decoded) {
        return new Frame(position, StreamTypes.toBytes(StreamTypes.DECODED, decoded));
    }

    /** Everything that a file of frames has of it behind its length; see {@link FrameWriter}. */
    void write(LayoutWriter out) {
        PositionLayout.write(out.octet(VERSION), position);
        out.count(decoded.length).raw(decoded);
    }

    static Frame fromBytes(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        in.version("frame", VERSION);
        return new Frame(PositionLayout.read(in), in.raw(in.size()));
    }

    Decoded read() {
        return StreamTypes.fromBytes(StreamTypes.DECODED, decoded);
    }
}
