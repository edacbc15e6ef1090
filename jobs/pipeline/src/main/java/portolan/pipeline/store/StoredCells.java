// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.IntFunction;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.CellStore;

/**
 * Cells of declared memories, in blocks: a few words under a key that is a hash already, each in the key group of its
 * shard. Which hash a filing leads to is no secret, where it lies in the index is.
 *
 * <p>A filing changes some hundred cells, mostly the same ones as the filing before. So cells that were used lately are
 * in a table on the heap, and what changed in it goes to the blocks at a snapshot, or when the table is full. The table
 * has open addressing, and is emptied as a whole.
 *
 * <pre>
 *   each value          its words, 8 octets each
 *   place in the table  key | hour from which the cell is over where the blocks do not have it so, else 0 | its words
 * </pre>
 */
public final class StoredCells implements CellStore {
    /** Room for the cells of several filings. */
    private static final int LEAST = 1 << 11;

    private final BlockStore blocks;
    private final int tag;
    private final int width;
    private final int stride;
    private final long secret;
    private final int[] groups = new int[Long.SIZE];
    private final byte[] cell;
    private final long[] table;
    private final int mask;
    private final int[] changed;
    private int changes;
    private int size;

    /** Nobody reads it, but the machine cannot know. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    StoredCells(TaskStore store, int kind, int width, IntFunction<String> shardKeys, long tableBytes) {
        this.blocks = store.blocks();
        this.tag = kind << Short.SIZE;
        this.width = width;
        this.stride = width + 2;
        this.secret = store.hashOf(kind, "").first();
        this.cell = new byte[width * Long.BYTES];
        for (int shard = 0; shard < groups.length; shard++) {
            groups[shard] = store.groupOf(shardKeys.apply(shard));
        }
        long places = Math.min(1 << 24, tableBytes / Long.BYTES / stride);
        int slots = Integer.highestOneBit((int) Math.max(LEAST, places));
        this.mask = slots - 1;
        this.table = new long[slots * stride];
        this.changed = new int[slots];
    }

    @Override
    public void get(long[] keys, int count, long[] words) {
        try {
            makeRoom(count);
            touch(keys, count);
            for (int i = 0; i < count; i++) {
                if (keys[i] == 0) {
                    Arrays.fill(words, i * width, (i + 1) * width, 0);
                } else {
                    System.arraycopy(table, loaded(keys[i]) + 2, words, i * width, width);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void put(long[] keys, int count, long[] words, long[] keptHours) {
        try {
            makeRoom(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int i = 0; i < count; i++) {
            if (keys[i] != 0) {
                int at = at(keys[i]);
                size += table[at] == 0 ? 1 : 0;
                table[at] = keys[i];
                if (table[at + 1] == 0) {
                    changed[changes++] = at;
                }
                table[at + 1] = CellStore.over(words[i * width], keptHours[i]);
                System.arraycopy(words, i * width, table, at + 2, width);
            }
        }
    }

    /** Loads the places of all keys at once: one after the other each would wait for memory anew. */
    private void touch(long[] keys, int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += table[home(keys[i])];
        }
        touched = sum;
    }

    private void makeRoom(int count) throws IOException {
        if (4L * (size + count) > 3L * (mask + 1)) {
            flush();
            Arrays.fill(table, 0);
            size = 0;
        }
    }

    private int home(long key) {
        // By the secret: of hashes themselves, whoever chooses names makes one long run.
        return ((int) (placed(key) >>> 20) & mask) * stride;
    }

    /** Where a key is, or belongs. */
    private int at(long key) {
        int at = home(key);
        while (table[at] != 0 && table[at] != key) {
            at += stride;
            at = at == table.length ? 0 : at;
        }
        return at;
    }

    private int loaded(long key) throws IOException {
        int at = at(key);
        if (table[at] == 0) {
            boolean known = blocks.find(placed(key), tag);
            for (int word = 0; known && word < width; word++) {
                table[at + 2 + word] = (long) TaskStore.LONG.get(blocks.found(), blocks.foundAt() + word * Long.BYTES);
            }
            table[at] = key;
            size++;
        }
        return at;
    }

    /** Brings the blocks up to date; before each snapshot of the store. */
    public void flush() throws IOException {
        for (int i = 0; i < changes; i++) {
            int at = changed[i];
            long key = table[at];
            int group = groups[Bank.shard(key)];
            long any = 0;
            for (int word = 0; word < width; word++) {
                any |= table[at + 2 + word];
                TaskStore.LONG.set(cell, word * Long.BYTES, table[at + 2 + word]);
            }
            if (any == 0) {
                blocks.remove(group, placed(key), tag);
            } else {
                int until = (int) Math.min(Integer.MAX_VALUE - 1, table[at + 1]);
                blocks.put(group, placed(key), tag, cell, cell.length, until);
            }
            table[at + 1] = 0;
        }
        changes = 0;
    }

    /** Another hash for each hash, by the secret: the finalizer of MurmurHash3. */
    private long placed(long key) {
        long hash = key ^ secret;
        hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return hash ^ (hash >>> 33);
    }
}
