// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where sealed blocks lie, by key group and number, which is above 0: in the product a {@code MapState} of the keyed backend. */
interface SealedBlocks {
    void put(int group, int number, byte[] bytes) throws IOException;

    byte @Nullable [] get(int group, int number) throws IOException;

    void remove(int group, int number) throws IOException;

    /**
     * Keeps how many hours of order time have passed for a key group.
     *
     * @param hours {@link BlockStore#NEVER} to keep nothing
     */
    void putPassed(int group, int hours) throws IOException;

    /** The hours that were kept last; {@link BlockStore#NEVER} for none. */
    int passed(int group) throws IOException;

    /** Hands over all blocks of a key group, in any order. */
    void forEach(int group, Visitor visitor) throws IOException;

    /** Who is handed a block. */
    @FunctionalInterface
    interface Visitor {
        void visit(int number, byte[] bytes) throws IOException;
    }
}
