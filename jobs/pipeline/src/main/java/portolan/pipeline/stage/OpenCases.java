// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Answered;
import portolan.pipeline.AssessInput;
import portolan.scoring.bank.BankCells;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Answer;

/**
 * The case events of one consignment that wait for their memories' answers.
 *
 * <p>They leave in the order of the ledger: an amendment whose answers are complete waits for the version before. That
 * needs no record of the last sequence seen: case events of one consignment all come by one channel, from one task of
 * the ledger, and {@link Assess} takes them in that order, so the first one that is open here is the next one. Only
 * answers overtake. A case is known by its position as well: the ledger counts anew when it has forgotten a consignment,
 * and as inputs come, cases of before may still be open.
 */
final class OpenCases {
    /** Room for a case and the next one. */
    private static final int FEW = 2;

    /** Those whose events have come, in that order; among them answers that have overtaken. */
    private final Map<CaseId, OpenCase> all = new LinkedHashMap<>(FEW);

    private record CaseId(long sequence, Position position) {}

    void add(AssessInput input) {
        CaseId id = new CaseId(input.sequence(), input.position());
        OpenCase known = all.get(id);
        OpenCase open = known == null ? new OpenCase() : known;
        if (input.event() != null) {
            all.remove(id);
            open.event = input.event();
            open.late = input.late();
            open.expected = input.expected();
        } else if (input.answered() != null) {
            open.answers.addAll(input.answered().answers());
            for (BankCells cells : input.answered().declared()) {
                open.declared = open.declared.isEmpty() ? new ArrayList<>() : open.declared;
                open.declared.add(cells);
                open.shards += cells.shards();
            }
            open.position = input.position();
        }
        all.putIfAbsent(id, open);
    }

    /** Takes the first open case if it is answered; null while the first one waits. */
    @Nullable
    AnsweredCase takeAnswered() {
        Iterator<OpenCase> next = all.values().iterator();
        OpenCase open = null;
        while (next.hasNext() && (open == null || open.event == null)) {
            open = next.next();
        }
        CaseEvent event = open == null ? null : open.event;
        if (open == null || event == null || open.answers.size() + open.shards < open.expected) {
            return null;
        }
        next.remove();
        // Whoever answered first: the same case joins the same answers in the same order.
        open.answers.sort(OpenCases::byMemory);
        List<Answer> answers = new ArrayList<>(open.answers.size());
        List<String> missing = List.of();
        for (Answered.FromMemory from : open.answers) {
            answers.add(from.answer());
            if (from.isMissing()) {
                missing = missing.isEmpty() ? new ArrayList<>() : missing;
                missing.add(from.kind());
            }
        }
        return new AnsweredCase(event, open.late, answers, missing, open.declared);
    }

    /** Written out: comparators that call comparators took a hundredth of the processor. */
    private static int byMemory(Answered.FromMemory one, Answered.FromMemory other) {
        int byKind = one.kind().compareTo(other.kind());
        return byKind != 0 ? byKind : one.key().compareTo(other.key());
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<AssessInput> inputs(String ledgerKey) {
        List<AssessInput> inputs = new ArrayList<>();
        all.forEach((id, open) -> {
            if (open.event != null) {
                inputs.add(AssessInput.of(open.event, open.late, open.expected));
            }
            if (open.position != null) {
                inputs.add(AssessInput.of(
                        new Answered(ledgerKey, id.sequence(), open.position, open.answers, open.declared)));
            }
        });
        return inputs;
    }

    /**
     * A case event and all answers to it.
     *
     * @param late whether the ledger told it behind its watermark
     * @param missing the memories whose answers are missing, each time that one is
     * @param declared the cells of declared memories; none where the case asked for none
     */
    record AnsweredCase(
            CaseEvent event, boolean late, List<Answer> answers, List<String> missing, List<BankCells> declared) {}

    private static final class OpenCase {
        private final List<Answered.FromMemory> answers = new ArrayList<>();
        private List<BankCells> declared = List.of();
        private int shards;
        private @Nullable CaseEvent event;

        /** Of the event, once an answer has named it. */
        private @Nullable Position position;

        private boolean late;
        private int expected;
    }
}
