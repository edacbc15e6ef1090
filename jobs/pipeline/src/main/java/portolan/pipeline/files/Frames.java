// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Frames one after the other, in order. */
interface Frames extends Closeable {
    /** The next frame; null at the end. */
    @Nullable
    Frame read() throws IOException;
}
