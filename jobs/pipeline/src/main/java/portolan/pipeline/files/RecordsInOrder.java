// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.scoring.layout.LayoutReader;

/** The records that {@link RecordFile} wrote, one after the other. */
public final class RecordsInOrder implements Closeable {
    private final FrameReader frames;

    /**
     * Reads from the first record on.
     *
     * @param file what {@link RecordFile#writeTo} wrote
     */
    public RecordsInOrder(Path file) throws IOException {
        this.frames = new FrameReader(file);
    }

    /** A filing, an outcome or an event, as its topic carries it. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on to a producer, never compared.
    public record Keyed(KafkaTopic topic, byte[] key, byte[] value) {}

    /** The next record; null at the end. */
    public @Nullable Keyed next() throws IOException {
        Frame frame = frames.read();
        if (frame == null) {
            return null;
        }
        LayoutReader in = new LayoutReader(frame.decoded());
        return new Keyed(topic(in.text()), in.raw(in.size()), in.raw(in.size()));
    }

    private static KafkaTopic topic(String name) {
        return Topics.all().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no such topic: " + name));
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
