// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All blocks of a task: by the number that places name them by, and the sealed ones by when their last value is over. */
final class BlockTable {
    private static final int OFFSET_BITS = 32;

    private final List<@Nullable Block> slots = new ArrayList<>();
    private final Deque<Integer> freeSlots = new ArrayDeque<>();
    private final TreeMap<Integer, Set<Block>> byUntil = new TreeMap<>();

    BlockTable() {
        // No place is 0.
        slots.add(null);
    }

    Block begin(int group, int number) {
        Integer free = freeSlots.pollFirst();
        int slot = free == null ? slots.size() : free;
        Block block = new Block(group, number, slot);
        if (free == null) {
            slots.add(block);
        } else {
            slots.set(slot, block);
        }
        return block;
    }

    /** A block that changes no more. */
    void sealed(Block block) {
        byUntil.computeIfAbsent(block.lastUntil, hours -> new LinkedHashSet<>()).add(block);
    }

    void remove(Block block) {
        Set<Block> ofHour = byUntil.get(block.lastUntil);
        if (ofHour != null && ofHour.remove(block) && ofHour.isEmpty()) {
            byUntil.remove(block.lastUntil);
        }
        block.removed = true;
        slots.set(block.slot(), null);
        freeSlots.addLast(block.slot());
    }

    /** A sealed block whose last value is over by then; null when there is none. */
    @Nullable
    Block over(int hours) {
        Map.Entry<Integer, Set<Block>> first = byUntil.firstEntry();
        return first == null || first.getKey() > hours
                ? null
                : first.getValue().iterator().next();
    }

    static long place(Block block, int entry) {
        return (long) block.slot() << OFFSET_BITS | entry;
    }

    Block block(long place) {
        Block block = slots.get((int) (place >>> OFFSET_BITS));
        if (block == null) {
            throw new IllegalStateException("a key's block is no more: place=" + Long.toHexString(place));
        }
        return block;
    }

    static int entry(long place) {
        return (int) place;
    }

    /** All of them; meanwhile none may come or go. */
    List<Block> all() {
        List<Block> all = new ArrayList<>(size());
        for (Block block : slots) {
            if (block != null) {
                all.add(block);
            }
        }
        return all;
    }

    int size() {
        return slots.size() - 1 - freeSlots.size();
    }
}
