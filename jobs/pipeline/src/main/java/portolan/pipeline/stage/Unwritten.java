package portolan.pipeline.stage;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import portolan.pipeline.state.UnstoredLayout.Change;

/**
 * Values of one task that are held as objects and differ from what the backend has, of all its {@link HeldValues}: so
 * many at most, twice as many while all of them are in use. One more makes the one that waits longest be written, unless
 * it was used meanwhile. What is used all the time waits for long; a snapshot has it as {@link RawState}.
 */
public final class Unwritten {
    /** How many are looked at for one that comes: one is written nearly always, and never many. */
    private static final int LOOKS = 4;

    private final int most;
    private final Deque<Held<?>> waiting = new ArrayDeque<>();

    /** @param most {@link Integer#MAX_VALUE} leaves all to the snapshot */
    public Unwritten(int most) {
        this.most = most;
    }

    /** Whether values are written between events at all. */
    boolean isBounded() {
        return most < Integer.MAX_VALUE;
    }

    /** Takes in a value that was changed and does not wait yet. May lead the backend to some other key. */
    void add(Held<?> changed) throws IOException {
        waiting.addLast(changed);
        for (int look = 0; look < LOOKS && waiting.size() > most; look++) {
            Held<?> eldest = waiting.removeFirst();
            // Twice the bound of values that are all in use is too much for a snapshot as well.
            if (eldest.wasUsedWhileWaiting() && waiting.size() < 2L * most) {
                eldest.waitOn();
                waiting.addLast(eldest);
            } else {
                eldest.write();
            }
        }
    }

    /**
     * All, as a snapshot has them; they wait on. Written now are those that are worth nothing any more, and those that a
     * snapshot has had before and that are new or were not touched since.
     */
    public List<Change> changes() throws IOException {
        List<Change> changes = new ArrayList<>(waiting.size());
        for (int left = waiting.size(); left > 0; left--) {
            Held<?> one = waiting.removeFirst();
            Change change = one.takeForSnapshot();
            if (change == null) {
                one.write();
            } else {
                changes.add(change);
                waiting.addLast(one);
            }
        }
        return changes;
    }

    /** Writes all. Leaves the backend at some other key than before. */
    void writeBack() throws IOException {
        for (Held<?> one = waiting.pollFirst(); one != null; one = waiting.pollFirst()) {
            one.write();
        }
    }

    int size() {
        return waiting.size();
    }
}
