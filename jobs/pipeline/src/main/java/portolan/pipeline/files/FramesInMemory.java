// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames of a sorted list. */
final class FramesInMemory implements Frames {
    private final Iterator<Frame> frames;

    FramesInMemory(List<Frame> sorted) {
        this.frames = sorted.iterator();
    }

    @Override
    public @Nullable Frame read() {
        return frames.hasNext() ? frames.next() : null;
    }

    @Override
    public void close() {}
}
