// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind;

import static portolan.scoring.Consignments.outcome;

import java.util.List;
import portolan.scoring.Consignments;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.reading.Answer;

/** One memory and its indicators, as a Remember stage drives them for a single key. */
public final class Remembering<M> {
    private final MemoryKind<M> kind;
    private final Measure<M> measure;
    private final M memory;

    public Remembering(Remembered<M> remembered) {
        this.kind = remembered.kind();
        this.measure = remembered.measure();
        this.memory = kind.unseen();
    }

    public void learn(Consignments.Draft... drafts) {
        for (Consignments.Draft draft : drafts) {
            Consignment consignment = draft.build();
            kind.learn(memory, key(consignment), consignment);
        }
    }

    public void learnOutcome(Consignments.Draft draft, OutcomeCode code) {
        Consignment consignment = draft.build();
        kind.learnOutcome(memory, key(consignment), consignment, outcome(consignment, code, consignment.receivedAt()));
    }

    /** What the first visit answers; the memory does not learn from it. */
    public Answer measure(CaseEvent event) {
        List<Visit> visits = Visit.of(kind, event);
        Visit visit = visits.get(0);
        visit.retract(kind, memory);
        return measure.of(visit, memory);
    }

    private String key(Consignment consignment) {
        return kind.keysOf(consignment).get(0);
    }
}
