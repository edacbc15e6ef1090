// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.LedgerInput;

/** The valid inputs that {@link FeedFile} wrote, one after the other, for a loop without a job. */
public final class InputsInOrder implements Closeable {
    private final FrameReader frames;
    private long rejected;

    /**
     * Reads from the first input on.
     *
     * @param frameFile what {@link FeedFile#writeTo} wrote
     */
    public InputsInOrder(Path frameFile) throws IOException {
        this.frames = new FrameReader(frameFile);
    }

    /** The next valid input; null at the end. What is not valid is counted and passed over, as the job rejects it. */
    public @Nullable LedgerInput next() throws IOException {
        for (Frame frame = frames.read(); frame != null; frame = frames.read()) {
            if (frame.read() instanceof LedgerInput input) {
                return input;
            }
            rejected++;
        }
        return null;
    }

    /** How many inputs so far were not valid. */
    public long rejected() {
        return rejected;
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
