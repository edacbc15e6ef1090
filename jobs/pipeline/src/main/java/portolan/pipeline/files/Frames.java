// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames one after the other, in order. */
interface Frames extends Closeable {
    /** The next frame; null at the end. */
    @Nullable
    Frame read() throws IOException;

    /** Those of a sorted list. */
    static Frames of(List<Frame> sorted) {
        Iterator<Frame> frames = sorted.iterator();
        return new Frames() {
            @Override
            public @Nullable Frame read() {
                return frames.hasNext() ? frames.next() : null;
            }

            @Override
            public void close() {}
        };
    }
}
