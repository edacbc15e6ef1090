// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.EpochMillis;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.sketch.LeadTimes;

/**
 * All declared memories: measures each event, then learns it, with the rules of {@link portolan.scoring.kind.Visit}.
 *
 * <p>The version before is taken back first, and what was found on the bill is left aside where it is measured: a
 * consignment does not vouch for itself, nor does its own inspection. A claim and a second look teach nothing.
 */
public final class BankMemory {
    private final Bank bank;
    private final CellStore wide;
    private final CellStore narrow;
    private final Drawn drawn;
    private final Drawn left;
    private final long[] changesKey = new long[1];
    private final long[] changes = new long[Cells.WIDE];

    /**
     * Memories in these stores.
     *
     * @param wide cells of three words
     * @param narrow cells of one word
     */
    public BankMemory(Bank bank, CellStore wide, CellStore narrow) {
        this.bank = bank;
        this.wide = wide;
        this.narrow = narrow;
        this.drawn = new Drawn(bank);
        this.left = new Drawn(bank);
    }

    /**
     * Takes the next event.
     *
     * @return values in the order of {@link Bank#readings()}, NaN where not known; null where the event states nothing
     *     that is assessed anew
     */
    public float @Nullable [] take(CaseEvent event) {
        BankAnswer answer = answer(event);
        return answer == null ? null : answer.values();
    }

    /** Takes the next event; null where it states nothing that is assessed anew. */
    public @Nullable BankAnswer answer(CaseEvent event) {
        long now = Fading.hour(event.position().orderTime());
        return switch (event.kind()) {
            case DUE -> null;
            case OUTCOME_KNOWN -> {
                outcome(event, now);
                yield null;
            }
            case WITHDRAWN -> {
                Consignment before = event.before();
                if (before != null) {
                    Calls calls = Calls.of(bank, before);
                    leave(calls, calls.wide(), calls.narrow(), now);
                }
                yield null;
            }
            case FILED, AMENDED, CONTESTED -> stated(event, now);
        };
    }

    private BankAnswer stated(CaseEvent event, long now) {
        Calls is = Calls.of(bank, event.live());
        Consignment before = event.before();
        Calls was = before == null ? null : Calls.of(bank, before);
        Consignment inspected = event.inspectedBefore();
        Calls found = inspected == null ? null : inspected.equals(before) ? was : Calls.of(bank, inspected);
        Outcome outcome = event.outcome();
        drawn.read(is.wide(), is.narrow(), wide, narrow, now);
        if (found != null && outcome != null) {
            drawn.outcome(found, is.wide(), false, outcome.code().isOffence(), reported(outcome));
        }
        if (was != null) {
            drawn.take(was, is.wide(), is.narrow());
        }
        changed(event, was, is);
        BankAnswer answer = drawn.answer(bank.reader().of(is, drawn, event.amendments(), changes, now));
        if (event.isLookedAtAgain()) {
            return answer;
        }
        if (event.isLearned()) {
            drawn.learn(is, is.wide(), is.narrow());
        } else if (was != null) {
            drawn.learn(was, is.wide(), is.narrow());
        }
        if (found != null && outcome != null) {
            drawn.outcome(found, is.wide(), true, outcome.code().isOffence(), reported(outcome));
        }
        drawn.write(is.wide(), is.narrow(), wide, narrow);
        if (was != null && event.isRestated()) {
            leave(was, Drawn.apart(was.wide(), is.wide()), Drawn.apart(was.narrow(), is.narrow()), now);
        }
        return answer;
    }

    /** Takes a version back where nothing takes its place. What was found on it stays with whom it was found on. */
    private void leave(Calls was, long[] wideAt, long[] narrowAt, long now) {
        left.read(wideAt, narrowAt, wide, narrow, now);
        left.take(was, wideAt, narrowAt);
        left.write(wideAt, narrowAt, wide, narrow);
    }

    private void outcome(CaseEvent event, long now) {
        Calls found = Calls.of(bank, event.live());
        Outcome before = event.outcomeBefore();
        Outcome outcome = event.outcome();
        long[] nowhere = new long[bank.narrowCells()];
        drawn.read(found.wide(), nowhere, wide, narrow, now);
        if (before != null && before.teaches()) {
            drawn.outcome(found, found.wide(), false, before.code().isOffence(), reported(before));
        }
        if (outcome != null && outcome.teaches()) {
            drawn.outcome(found, found.wide(), true, outcome.code().isOffence(), reported(outcome));
        }
        drawn.write(found.wide(), nowhere, wide, narrow);
    }

    private static long reported(Outcome outcome) {
        return Fading.hour(EpochMillis.of(outcome.reportedAt()));
    }

    /** Counts what a version changed of the case; only cases that were restated have such a cell. */
    private void changed(CaseEvent event, @Nullable Calls was, Calls is) {
        Cells.clear(changes, 0);
        if (event.amendments() == 0) {
            return;
        }
        changesKey[0] = Bank.caseKey(event.ledgerKey());
        wide.get(changesKey, 1, changes);
        if (was == null || !event.isRestated() || event.isLookedAtAgain()) {
            return;
        }
        Instant departure = LeadTimes.departure(event.live());
        boolean late = departure != null && event.receivedAt().isAfter(departure);
        long hour = Fading.hour(event.position().orderTime());
        for (int place = 0; place < BankReadings.WEIGHT_CHANGE; place++) {
            int field = BankReadings.CHANGING.get(place).place();
            if (differ(was.fields()[field], is.fields()[field], 0)) {
                Cells.change(changes, 0, place, late, hour);
            }
        }
        int weight = Quantity.WEIGHT.place();
        if (differ(was.steps()[weight], is.steps()[weight], Quantity.UNSTATED)) {
            Cells.change(changes, 0, BankReadings.WEIGHT_CHANGE, late, hour);
        }
        wide.put(changesKey, 1, changes);
    }

    /** What is stated for the first time has not changed. */
    private static boolean differ(long was, long is, long unstated) {
        return was != is && was != unstated && is != unstated;
    }
}
