package portolan.scoring.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 */
public record Visit(CaseEvent event, String key, boolean leaves, boolean joins) {

    /** One visit per distinct key of the versions before and now; a moved consignment calls at both its shippers. */
    public static List<Visit> of(MemoryKind<?> kind, CaseEvent event) {
        Map<String, Visit> visits = new LinkedHashMap<>();
        for (String key : keys(kind, event.now())) {
            visits.put(key, new Visit(event, key, false, true));
        }
        for (String key : keys(kind, event.before())) {
            visits.put(key, new Visit(event, key, true, visits.containsKey(key)));
        }
        return new ArrayList<>(visits.values());
    }

    private static List<String> keys(MemoryKind<?> kind, @Nullable Consignment consignment) {
        return consignment == null ? List.of() : kind.keysOf(consignment);
    }

    /** Whether the visit is answered by readings: an assessed event, at a key of its live version. */
    public boolean measures() {
        return joins && event.isAssessed();
    }

    /** Takes back what the version before taught; comes before measuring, so that a bill is not measured against itself. */
    public <M> void retract(MemoryKind<M> kind, M memory) {
        Consignment before = event.before();
        if (leaves && before != null) {
            if (event.kind() == CaseEvent.Kind.WITHDRAWN) {
                kind.withdraw(memory, key, before, event.filing().filedAt());
            } else {
                kind.retract(memory, key, before);
            }
            if (event.outcome() != null && event.isRestated() && event.outcome().teaches()) {
                kind.retractOutcome(memory, key, before, event.outcome());
            }
        }
    }

    /** Teaches the memory what the event says; comes after measuring: a consignment must not vouch for itself. */
    public <M> void learn(MemoryKind<M> kind, M memory) {
        if (!joins) {
            return;
        }
        Consignment live = event.live();
        if (event.kind() == CaseEvent.Kind.OUTCOME_KNOWN) {
            if (event.outcomeBefore() != null && event.outcomeBefore().teaches()) {
                kind.retractOutcome(memory, key, live, event.outcomeBefore());
            }
        } else if (event.isLearned()) {
            kind.learn(memory, key, live);
        }
        if (event.outcome() != null && event.outcome().teaches()) {
            kind.learnOutcome(memory, key, live, event.outcome());
        }
    }
}
