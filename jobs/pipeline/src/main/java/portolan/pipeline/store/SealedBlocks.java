// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where sealed blocks lie, by key group and number: in the product a {@code MapState} of the keyed backend. */
public interface SealedBlocks {
    void put(int group, int number, byte[] bytes) throws IOException;

    byte @Nullable [] get(int group, int number) throws IOException;

    void remove(int group, int number) throws IOException;

    /** Hands over all blocks of a key group, in any order. */
    void forEach(int group, Visitor visitor) throws IOException;

    /** Who is handed a block. */
    @FunctionalInterface
    interface Visitor {
        void visit(int number, byte[] bytes) throws IOException;
    }
}
