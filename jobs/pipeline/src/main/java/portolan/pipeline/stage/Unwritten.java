// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import portolan.pipeline.state.UnstoredLayout.Change;

/**
 * Values of one task that are held as objects and differ from what the backend has, of all its {@link HeldValues}: so
 * many at most, twice as many while all of them are in use. One more makes the one that waits longest be written,
 * unless it was used meanwhile. So many go by within some filings, and what is used every hundredth filing would be
 * written each time: values of {@link BusyKeys} wait apart, {@value #BUSY_SHARE} times as many by the same rule. A
 * checkpoint has all as {@link RawState}.
 */
public final class Unwritten {
    static final int BUSY_SHARE = 3;

    /** How many are looked at for one that comes: one is written nearly always, and never many. */
    private static final int LOOKS = 4;

    private final int most;
    private final Deque<Held<?>> waiting = new ArrayDeque<>();
    private final Deque<Held<?>> busy = new ArrayDeque<>();
    private final BusyKeys busyKeys;

    /** @param most {@link Integer#MAX_VALUE} leaves all to the snapshot */
    public Unwritten(int most) {
        this(most, BusyKeys.OFTEN);
    }

    /** @param often from so many uses on a key is busy */
    Unwritten(int most, int often) {
        this.most = most;
        this.busyKeys = new BusyKeys(often);
    }

    /** Whether values are written between events at all. */
    boolean isBounded() {
        return most < Integer.MAX_VALUE;
    }

    /** A value was changed, and waits from now on if it did not. May lead the backend to some other key. */
    void changed(Held<?> one) throws IOException {
        boolean isBusy = busyKeys.used(one.key());
        if (one.waits()) {
            one.usedWhileWaiting();
            return;
        }
        one.beginWaiting();
        if (isBusy) {
            add(busy, one, BUSY_SHARE * (long) most);
        } else {
            add(waiting, one, most);
        }
    }

    private static void add(Deque<Held<?>> to, Held<?> one, long most) throws IOException {
        to.addLast(one);
        for (int look = 0; look < LOOKS && to.size() > most; look++) {
            Held<?> eldest = to.removeFirst();
            // Twice the bound of values that are all in use is too much for a snapshot as well.
            if (eldest.wasUsedWhileWaiting() && to.size() < 2 * most) {
                eldest.waitOn();
                to.addLast(eldest);
            } else {
                eldest.write();
            }
        }
    }

    /**
     * All, as a snapshot has them; they wait on. Written now are those that are worth nothing any more, and those that
     * a snapshot has had before and that are new or were not touched since.
     */
    public List<Change> changes() throws IOException {
        List<Change> changes = new ArrayList<>(size());
        for (Deque<Held<?>> all : List.of(waiting, busy)) {
            for (int left = all.size(); left > 0; left--) {
                Held<?> one = all.removeFirst();
                Change change = one.takeForSnapshot();
                if (change == null) {
                    one.write();
                } else {
                    changes.add(change);
                    all.addLast(one);
                }
            }
        }
        return changes;
    }

    /** Writes all. Leaves the backend at some other key than before. */
    void writeBack() throws IOException {
        for (Deque<Held<?>> all : List.of(waiting, busy)) {
            for (Held<?> one = all.pollFirst(); one != null; one = all.pollFirst()) {
                one.write();
            }
        }
    }

    int size() {
        return waiting.size() + busy.size();
    }

    /** How many of them are of busy keys. */
    int busy() {
        return busy.size();
    }
}
