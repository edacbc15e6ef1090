// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which sealed blocks have their bytes on the heap: those that were read since the hand last passed stay. */
final class BlockCache {
    private final long mostBytes;

    /** In the order in which they came, or last found a second chance. */
    private final Set<Block> cached = new LinkedHashSet<>();

    private long bytes;

    BlockCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Takes a sealed block with its bytes in; others may lose theirs. */
    void add(Block block) {
        cached.add(block);
        bytes += block.bytes().length;
        while (bytes > mostBytes) {
            Iterator<Block> eldest = cached.iterator();
            Block one = eldest.next();
            if ((one.recent || one == block) && cached.size() > 1) {
                one.recent = false;
                eldest.remove();
                cached.add(one);
            } else {
                letGo(one);
            }
        }
    }

    /** A block is no more, or is to be read no more. */
    void letGo(Block block) {
        if (cached.remove(block) && block.bytes != null) {
            bytes -= block.bytes.length;
            block.bytes = null;
        }
    }

    long bytes() {
        return bytes;
    }
}
