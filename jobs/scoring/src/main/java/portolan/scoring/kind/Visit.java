// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;

/**
 * One case event's call at one key of one kind of memory.
 *
 * @param event with at least those parts of its consignments that the kind reads
 * @param key the memory's key
 * @param leaves whether the version before is remembered under this key
 * @param joins whether the live version is remembered under this key
 * @param inspected whether the version is, whose outcome is left aside while the memory is asked
 */
public record Visit(CaseEvent event, String key, boolean leaves, boolean joins, boolean inspected) {

    /**
     * One visit per distinct key of the versions before and now; a moved consignment calls at both its shippers. A
     * rival claim calls at its own keys only: the live version is taken back where it would vouch for the claim, and
     * learned again. When bills fall due only the memory that knows of them is asked.
     */
    public static List<Visit> of(MemoryKind<?> kind, CaseEvent event) {
        if (event.kind() == CaseEvent.Kind.DUE && !kind.knowsOfBills()) {
            return List.of();
        }
        List<String> now = keys(kind, event.now());
        List<String> before = keys(kind, event.before());
        List<String> inspected = keys(kind, event.inspectedBefore());
        if (now.isEmpty() && before.isEmpty()) {
            return List.of();
        }
        // Nearly always the keys of before are those of now.
        List<Visit> visits = new ArrayList<>(Math.max(now.size(), before.size()));
        for (int i = 0; i < now.size(); i++) {
            String key = now.get(i);
            visits.add(new Visit(event, key, before.contains(key), true, inspected.contains(key)));
        }
        if (event.kind() != CaseEvent.Kind.CONTESTED) {
            for (int i = 0; i < before.size(); i++) {
                String key = before.get(i);
                if (!now.contains(key)) {
                    visits.add(new Visit(event, key, true, false, false));
                }
            }
        }
        return visits;
    }

    private static List<String> keys(MemoryKind<?> kind, @Nullable Consignment consignment) {
        return consignment == null ? List.of() : kind.keysOf(consignment);
    }

    /** Whether the visit is answered by readings: an assessed event, at a key of its live version. */
    public boolean measures() {
        return joins && event.isAssessed();
    }

    /**
     * Takes back what the version before taught; comes before measuring, so that a bill is not measured against itself.
     * What was found on it is taken back where it is measured and taught again there: it stays with whom it was found
     * on.
     */
    public <M> void retract(MemoryKind<M> kind, M memory) {
        Consignment found = event.inspectedBefore();
        if (inspected && found != null && event.outcome() != null) {
            // Before the consignment: a memory may keep the outcome with the use that it was found on.
            kind.retractOutcome(memory, key, found, event.outcome());
        }
        Consignment before = event.before();
        if (leaves && before != null) {
            if (event.kind() == CaseEvent.Kind.WITHDRAWN) {
                kind.withdraw(memory, key, before, event.receivedAt());
            } else {
                kind.retract(memory, key, before);
            }
        }
    }

    /** Teaches the memory what the event says; comes after measuring: a consignment must not vouch for itself. */
    public <M> void learn(MemoryKind<M> kind, M memory) {
        if (!joins) {
            return;
        }
        if (event.kind() == CaseEvent.Kind.OUTCOME_KNOWN) {
            learnOutcome(kind, memory);
            return;
        }
        Consignment before = event.before();
        if (event.isLearned()) {
            kind.learn(memory, key, event.live());
        } else if (leaves && before != null) {
            kind.learn(memory, key, before);
        }
        Consignment found = event.inspectedBefore();
        if (inspected && found != null && event.outcome() != null) {
            kind.learnOutcome(memory, key, found, event.outcome());
        }
    }

    private <M> void learnOutcome(MemoryKind<M> kind, M memory) {
        Consignment found = event.live();
        if (event.outcomeBefore() != null && event.outcomeBefore().teaches()) {
            kind.retractOutcome(memory, key, found, event.outcomeBefore());
        }
        if (event.outcome() != null && event.outcome().teaches()) {
            kind.learnOutcome(memory, key, found, event.outcome());
        }
    }
}
