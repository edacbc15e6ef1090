// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.EpochMillis;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;

/**
 * The ledger of all consignments as a plain map, for one loop over all inputs in their total order. What falls due
 * between two inputs is told between them, in the order of its positions, as the job does in ordered mode.
 */
public final class SequentialLedger {
    private static final byte[] NO_ORIGIN = {};

    private final Ledger ledger;
    private final Map<String, LedgerEntry> entries = new HashMap<>();
    private final PriorityQueue<Moment> moments = new PriorityQueue<>(Comparator.comparingLong(Moment::orderTime));

    public SequentialLedger(LedgerSettings settings) {
        this.ledger = new Ledger(settings);
    }

    /** A time at which somebody must look at an entry. */
    private record Moment(long orderTime, String key) {}

    /** What the filing changed, after all that fell due before it. */
    public List<LedgerStep> take(Filing filing) {
        return take(filing, Speaker.UNCHECKED);
    }

    /**
     * The same of a sender that is checked.
     *
     * @param who for whom it speaks
     */
    public List<LedgerStep> take(Filing filing, Speaker who) {
        String key = filing.consignment().ledgerKey();
        long orderTime = filing.position().orderTime();
        List<LedgerStep> steps = new ArrayList<>(passed(orderTime));
        steps.addAll(ledger.take(entry(key, orderTime), filing, who, () -> NO_ORIGIN));
        keep(key, steps.get(steps.size() - 1).after());
        return steps;
    }

    /** What the outcome changed, after all that fell due before it. */
    public List<LedgerStep> take(Outcome outcome) {
        return take(outcome, Speaker.UNCHECKED);
    }

    /**
     * The same of a sender that is checked.
     *
     * @param who whether it may report
     */
    public List<LedgerStep> take(Outcome outcome, Speaker who) {
        String key = Consignment.ledgerKey(outcome.tenant(), outcome.consignmentKey());
        long orderTime = outcome.position().orderTime();
        List<LedgerStep> steps = new ArrayList<>(passed(orderTime));
        steps.addAll(ledger.take(entry(key, orderTime), outcome, who, () -> NO_ORIGIN));
        keep(key, steps.get(steps.size() - 1).after());
        return steps;
    }

    /** What came until a moment, and what becomes known of consignments then, in the order of their positions. */
    public List<LedgerStep> lookAgain(long moment, Predicate<Consignment> concerns) {
        List<LedgerStep> steps = new ArrayList<>(passed(EpochMillis.plus(moment, 1)));
        List<LedgerStep> again = new ArrayList<>();
        for (Map.Entry<String, LedgerEntry> kept : entries.entrySet()) {
            LedgerEntry entry = kept.getValue();
            if (entry.isLive() && entry.until() > moment && concerns.test(entry.stated())) {
                LedgerStep step = ledger.lookAgain(entry, moment);
                again.add(step);
                kept.setValue(Objects.requireNonNull(step.after(), "it is live"));
            }
        }
        again.sort(Comparator.comparing(LedgerStep::position));
        steps.addAll(again);
        return steps;
    }

    /**
     * What happens after the last input: what still waits is given up, and bills are due as far as {@link
     * LedgerSettings#end} lets them.
     */
    public List<LedgerStep> finish() {
        return passed(Long.MAX_VALUE);
    }

    private @Nullable LedgerEntry entry(String key, long orderTime) {
        LedgerEntry entry = entries.get(key);
        return entry == null || entry.until() <= orderTime ? null : entry;
    }

    /** What falls due before an input that is about no consignment. */
    public List<LedgerStep> passed(long orderTime) {
        List<LedgerStep> steps = new ArrayList<>();
        for (Moment first = moments.peek(); first != null && first.orderTime() < orderTime; first = moments.peek()) {
            moments.remove();
            look(first, steps);
        }
        steps.sort(Comparator.comparing(LedgerStep::position));
        return steps;
    }

    private void look(Moment moment, List<LedgerStep> steps) {
        LedgerEntry entry = entries.get(moment.key());
        if (entry == null || wake(entry) > moment.orderTime()) {
            // Prolonged or gone since: whoever did that has set the next moment.
            return;
        }
        List<LedgerStep> passed = ledger.passed(entry, moment.orderTime() + 1);
        steps.addAll(passed);
        LedgerEntry after =
                passed.isEmpty() ? entry : passed.get(passed.size() - 1).after();
        keep(moment.key(), after == null || after.until() <= moment.orderTime() ? null : after);
    }

    private void keep(String key, @Nullable LedgerEntry after) {
        if (after == null || after.isEmpty()) {
            entries.remove(key);
            return;
        }
        LedgerEntry before = entries.put(key, after);
        if (before == null || wake(before) != wake(after)) {
            moments.add(new Moment(wake(after), key));
        }
    }

    private static long wake(LedgerEntry entry) {
        return Math.min(entry.until(), entry.nextMoment());
    }
}
