package portolan.scoring.indicator;

import static portolan.scoring.Consignments.outcome;

import java.util.List;
import portolan.scoring.Consignments;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.memory.MemoryKind;
import portolan.scoring.memory.Visit;

/** One memory and its indicators, as a Remember stage drives them for a single key. */
final class Remembering<M> {
    private final MemoryKind<M> kind;
    private final Measure<M> measure;
    private final M memory;

    Remembering(MemoryKind<M> kind, Measure<M> measure) {
        this.kind = kind;
        this.measure = measure;
        this.memory = kind.unseen();
    }

    void learn(Consignments.Draft... drafts) {
        for (Consignments.Draft draft : drafts) {
            Consignment consignment = draft.build();
            kind.learn(memory, key(consignment), consignment);
        }
    }

    void learnOutcome(Consignments.Draft draft, OutcomeCode code) {
        Consignment consignment = draft.build();
        kind.learnOutcome(memory, key(consignment), consignment, outcome(consignment, code, consignment.receivedAt()));
    }

    /** What the first visit answers; the memory does not learn from it. */
    Answer measure(CaseEvent event) {
        List<Visit> visits = Visit.of(kind, event);
        Visit visit = visits.get(0);
        visit.retract(kind, memory);
        return measure.of(visit, memory);
    }

    private String key(Consignment consignment) {
        return kind.keysOf(consignment).get(0);
    }
}
