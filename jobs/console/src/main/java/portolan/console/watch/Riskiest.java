// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Lane;

/**
 * The consignments of the last ten minutes that stand out, each once and as it stands now: a new assessment replaces the
 * old one, whatever it says. One that is GREEN does not stand out. First is the strictest lane, in it the highest score.
 *
 * <p>Ten minutes are twenty slices, and each keeps its best {@value #KEPT_A_SLICE}; old slices fall off whole. So
 * memory and the work for one more assessment have a bound whatever the rate, and one that is not risky enough costs a
 * look. What the bound costs: where amendments clear more than six of a slice's best, those below them are not called
 * back.
 */
final class Riskiest {
    static final int MINUTES = 10;

    private static final long SLICE_MILLIS = 30_000;
    private static final int SLICES = (int) (MINUTES * 60_000 / SLICE_MILLIS);
    private static final int KEPT_A_SLICE = 16;

    private static final Comparator<BoardEntry> RISKIEST_FIRST = Comparator.comparing(BoardEntry::lane)
            .thenComparing(Comparator.comparingDouble(BoardEntry::bits).reversed())
            .thenComparing(Comparator.comparingLong(BoardEntry::scoredAt).reversed())
            .thenComparing(BoardEntry::consignmentKey);

    private final Deque<Slice> slices = new ArrayDeque<>();
    private final Map<String, BoardEntry> held = new HashMap<>();

    /** Whether an assessment in this lane with so many bits would be kept; spares making an entry otherwise. */
    boolean wants(Lane lane, double bits, long nowMillis) {
        return lane != Lane.GREEN && currentSlice(nowMillis).wants(lane, bits);
    }

    void add(BoardEntry entry) {
        forget(entry.consignmentKey());
        Slice slice = currentSlice(entry.scoredAt());
        held.put(entry.consignmentKey(), entry);
        slice.entries.add(entry);
        if (slice.entries.size() > KEPT_A_SLICE) {
            BoardEntry mildest = slice.entries.last();
            slice.entries.remove(mildest);
            held.remove(mildest.consignmentKey());
        }
    }

    /** What is shown of a consignment, or null. */
    @Nullable
    BoardEntry held(String consignmentKey) {
        return held.get(consignmentKey);
    }

    void forget(String consignmentKey) {
        BoardEntry entry = held.remove(consignmentKey);
        if (entry != null) {
            slices.forEach(slice -> slice.entries.remove(entry));
        }
    }

    List<BoardEntry> top(int count, long nowMillis) {
        dropOld(nowMillis);
        return held.values().stream().sorted(RISKIEST_FIRST).limit(count).toList();
    }

    private Slice currentSlice(long nowMillis) {
        Slice latest = slices.peekLast();
        long number = Math.floorDiv(nowMillis, SLICE_MILLIS);
        if (latest != null && latest.number >= number) {
            return latest;
        }
        dropOld(nowMillis);
        Slice opened = new Slice(number);
        slices.addLast(opened);
        return opened;
    }

    private void dropOld(long nowMillis) {
        long oldest = Math.floorDiv(nowMillis, SLICE_MILLIS) - SLICES;
        for (Slice first = slices.peekFirst(); first != null && first.number <= oldest; first = slices.peekFirst()) {
            first.entries.forEach(entry -> held.remove(entry.consignmentKey()));
            slices.removeFirst();
        }
    }

    /** The best of half a minute. */
    private static final class Slice {
        private final long number;
        private final TreeSet<BoardEntry> entries = new TreeSet<>(RISKIEST_FIRST);

        Slice(long number) {
            this.number = number;
        }

        boolean wants(Lane lane, double bits) {
            if (entries.size() < KEPT_A_SLICE) {
                return true;
            }
            BoardEntry mildest = entries.last();
            int byLane = lane.compareTo(mildest.lane());
            return byLane < 0 || (byLane == 0 && bits >= mildest.bits());
        }
    }
}
