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
    private final long[] changesKept = {Declaration.DAYS * 24L};

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

    /** Takes the next event; null where it states nothing that is assessed anew. */
    public @Nullable BankAnswer answer(CaseEvent event) {
        return take(event, Bank.ALL_SHARDS, (is, now) -> drawn.answer(is, event.amendments(), now));
    }

    /**
     * Takes the next event at some shards only, a bit each, which whoever keeps the others does there; null where it
     * states nothing that is assessed anew.
     */
    public @Nullable BankCells cells(CaseEvent event, long shards) {
        return take(event, shards, (is, now) -> BankCells.of(bank, shards, drawn));
    }

    /** What is made of the cells that are drawn, before they learn. */
    private interface Measure<T> {
        T of(Calls is, long now);
    }

    private <T> @Nullable T take(CaseEvent event, long shards, Measure<T> measure) {
        long now = Fading.hour(event.position().orderTime());
        return switch (event.kind()) {
            case DUE -> null;
            case OUTCOME_KNOWN -> {
                outcome(event, shards, now);
                yield null;
            }
            case WITHDRAWN -> {
                Consignment before = event.before();
                if (before != null) {
                    Calls calls = Calls.of(bank, before).at(shards);
                    leave(calls, calls.wide(), calls.narrow(), now);
                }
                yield null;
            }
            case FILED, AMENDED, CONTESTED -> stated(event, shards, now, measure);
        };
    }

    private <T> T stated(CaseEvent event, long shards, long now, Measure<T> measure) {
        Calls is = Calls.of(bank, event.live()).at(shards);
        Consignment before = event.before();
        Calls was = before == null ? null : Calls.of(bank, before).at(shards);
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
        changed(event, shards, was, is);
        T measured = measure.of(is, now);
        if (event.isLookedAtAgain()) {
            return measured;
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
        return measured;
    }

    /** Takes a version back where nothing takes its place. What was found on it stays with whom it was found on. */
    private void leave(Calls was, long[] wideAt, long[] narrowAt, long now) {
        left.read(wideAt, narrowAt, wide, narrow, now);
        left.take(was, wideAt, narrowAt);
        left.write(wideAt, narrowAt, wide, narrow);
    }

    private void outcome(CaseEvent event, long shards, long now) {
        Calls found = Calls.of(bank, event.live()).at(shards);
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
    private void changed(CaseEvent event, long shards, @Nullable Calls was, Calls is) {
        long[] changes = drawn.changes;
        Cells.clear(changes, 0);
        if (event.amendments() == 0) {
            return;
        }
        changesKey[0] = Bank.caseKey(event.ledgerKey());
        if (!Bank.isIn(shards, changesKey[0])) {
            return;
        }
        wide.get(changesKey, 1, changes);
        long hour = Fading.hour(event.position().orderTime());
        if (hour - Cells.latest(changes[0]) > changesKept[0]) {
            Cells.clear(changes, 0);
        }
        if (was == null || !event.isRestated() || event.isLookedAtAgain()) {
            return;
        }
        Instant departure = LeadTimes.departure(event.live());
        boolean late = departure != null && event.receivedAt().isAfter(departure);
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
        wide.put(changesKey, 1, changes, changesKept);
    }

    /** What is stated for the first time has not changed. */
    private static boolean differ(long was, long is, long unstated) {
        return was != is && was != unstated && is != unstated;
    }
}
