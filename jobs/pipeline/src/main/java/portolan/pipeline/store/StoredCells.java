// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.IntFunction;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.CellStore;

/**
 * Cells of declared memories, in blocks: a few words under a key that is a hash already, each in the key group of its
 * shard. Which hash a filing leads to is no secret, where it lies in the index is.
 *
 * <pre>
 *   each value   its words, 8 octets each
 * </pre>
 */
public final class StoredCells implements CellStore {
    private final BlockStore blocks;
    private final int tag;
    private final int width;
    private final long secret;
    private final int[] groups = new int[Long.SIZE];
    private final byte[] cell;

    StoredCells(TaskStore store, int kind, int width, IntFunction<String> shardKeys) {
        this.blocks = store.blocks();
        this.tag = kind << Short.SIZE;
        this.width = width;
        this.secret = store.hashOf(kind, "").first();
        this.cell = new byte[width * Long.BYTES];
        for (int shard = 0; shard < groups.length; shard++) {
            groups[shard] = store.groupOf(shardKeys.apply(shard));
        }
    }

    @Override
    public void get(long[] keys, int count, long[] words) {
        try {
            for (int i = 0; i < count; i++) {
                boolean known = keys[i] != 0 && blocks.find(placed(keys[i]), tag);
                for (int word = 0; word < width; word++) {
                    words[i * width + word] =
                            known ? (long) TaskStore.LONG.get(blocks.found(), blocks.foundAt() + word * Long.BYTES) : 0;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void put(long[] keys, int count, long[] words, long[] keptHours) {
        try {
            for (int i = 0; i < count; i++) {
                if (keys[i] != 0) {
                    put(keys[i], words, i * width, keptHours[i]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(long key, long[] words, int from, long keptHours) throws IOException {
        int group = groups[Bank.shard(key)];
        long any = 0;
        for (int word = 0; word < width; word++) {
            any |= words[from + word];
            TaskStore.LONG.set(cell, word * Long.BYTES, words[from + word]);
        }
        if (any == 0) {
            blocks.remove(group, placed(key), tag);
        } else {
            int until = (int) Math.min(Integer.MAX_VALUE - 1, CellStore.over(words[from], keptHours));
            blocks.put(group, placed(key), tag, cell, cell.length, until);
        }
    }

    /** Another hash for each hash, by the secret: the finalizer of MurmurHash3. */
    private long placed(long key) {
        long hash = key ^ secret;
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return hash ^ (hash >>> 33);
    }
}
