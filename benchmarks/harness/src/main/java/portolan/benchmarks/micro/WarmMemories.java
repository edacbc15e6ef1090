// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portolan.pipeline.Answered;
import portolan.pipeline.Calls;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Answer;

/**
 * The memories of one kind, by key, and the visits that are measured: these ask, and teach nothing.
 *
 * @param <M> the memory
 */
final class WarmMemories<M> {
    private final Remembered<M> remembered;
    private final Map<String, M> byKey = new HashMap<>();
    private final List<Asked<M>> asked = new ArrayList<>();

    WarmMemories(Remembered<M> remembered) {
        this.remembered = remembered;
    }

    /** A visit, and the memory it is paid to. */
    private record Asked<M>(Visit visit, M memory) {}

    private String name() {
        return remembered.kind().name();
    }

    /** Lets the memories learn what the event says. */
    void teach(CaseEvent event) {
        MemoryKind<M> kind = remembered.kind();
        for (Visit visit : Visit.of(kind, event)) {
            M memory = memory(visit);
            visit.retract(kind, memory);
            visit.learn(kind, memory);
        }
    }

    /** Asks the memories about the event. */
    void ask(CaseEvent event, List<Calls.Call> calls, List<Answered.FromMemory> answers) {
        for (Visit visit : Visit.of(remembered.kind(), event)) {
            calls.add(new Calls.Call(name(), visit.key(), visit.leaves(), visit.joins(), visit.inspected()));
            if (visit.measures()) {
                M memory = memory(visit);
                asked.add(new Asked<>(visit, memory));
                answers.add(new Answered.FromMemory(name(), visit.key(), answer(visit, memory)));
            }
        }
    }

    /** Whether the feed has anything that this kind remembers; it describes no vehicles, for one. */
    boolean isAsked() {
        return !asked.isEmpty();
    }

    private M memory(Visit visit) {
        return byKey.computeIfAbsent(visit.key(), unused -> remembered.kind().unseen());
    }

    private Answer answer(Visit visit, M memory) {
        return remembered.measure().of(visit, memory);
    }

    /** The indicators that read this kind: one visit. */
    HotPiece indicators() {
        return HotPiece.of("indicators/" + name(), asked, of -> answer(of.visit(), of.memory()));
    }

    /** A memory into bytes, and out of them. */
    HotPiece codec() {
        MemoryKind<M> kind = remembered.kind();
        return HotPiece.of("memory-codec/" + name(), asked, of -> kind.read(kind.write(of.memory())));
    }

    /** A consignment learned, and taken back, so that the memory is the same for the next round. */
    HotPiece update() {
        MemoryKind<M> kind = remembered.kind();
        return HotPiece.of("memory-update/" + name(), asked, of -> {
            kind.learn(of.memory(), of.visit().key(), of.visit().event().live());
            kind.retract(of.memory(), of.visit().key(), of.visit().event().live());
            return of.memory();
        });
    }
}
