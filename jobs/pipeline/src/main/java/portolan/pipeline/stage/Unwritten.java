package portolan.pipeline.stage;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import portolan.pipeline.stage.HeldValues.Held;

/**
 * Values of one task that are held as objects and differ from what the backend has, of all its {@link HeldValues}: so
 * many at most, twice as many while all of them are in use. One more makes the one that waits longest be written, unless it was used meanwhile: what is used all the
 * time waits for the snapshot, which stops the task for as long as it writes.
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

    /** Writes all, as a snapshot must. Leaves the backend at some other key than before. */
    void writeBack() throws IOException {
        for (Held<?> one = waiting.pollFirst(); one != null; one = waiting.pollFirst()) {
            one.write();
        }
    }

    int size() {
        return waiting.size();
    }
}
