// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.util.Comparator;
import portolan.pipeline.Decoded;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.manifest.Position;

/**
 * One line of a feed, read once and made ready for the job: what it is to the ledger, or why it is nothing.
 *
 * @param position where the line stands among all inputs: its file, the line from 1, and its order time
 * @param decoded what became of the line, as {@link StreamTypes#DECODED} writes it
 */
@SuppressWarnings(
        "ArrayRecordComponent") // Lives between two lines of a reader and a writer; nobody compares its bytes.
record Frame(Position position, byte[] decoded) {
    static final Comparator<Frame> IN_ORDER = Comparator.comparing(Frame::position);

    static Frame of(Position position, Decoded decoded) {
        return new Frame(position, StreamTypes.toBytes(StreamTypes.DECODED, decoded));
    }

    Decoded read() {
        return StreamTypes.fromBytes(StreamTypes.DECODED, decoded);
    }
}
