package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Answered;
import portolan.pipeline.AssessInput;
import portolan.scoring.indicator.Answer;
import portolan.scoring.ledger.CaseEvent;

/**
 * The case events of one consignment that wait for their memories' answers.
 *
 * <p>They leave in the order of the ledger: an amendment whose answers are complete waits for the version before. That
 * needs no record of the last sequence seen: case events of one consignment all come by one channel, from one task of
 * the ledger, so the first one that is open here is the next one. Only answers overtake.
 */
final class OpenCases {
    private static final Comparator<Answered> BY_MEMORY =
            Comparator.comparing(Answered::kind).thenComparing(Answered::memoryKey);

    private final NavigableMap<Long, OpenCase> bySequence = new TreeMap<>();
    private final ToIntFunction<CaseEvent> answersTo;

    /** @param answersTo how many answers a case event waits for */
    OpenCases(ToIntFunction<CaseEvent> answersTo) {
        this.answersTo = answersTo;
    }

    void add(AssessInput input) {
        OpenCase open = bySequence.computeIfAbsent(input.sequence(), unused -> new OpenCase());
        if (input.event() != null) {
            open.event = input.event();
            open.expected = answersTo.applyAsInt(input.event());
        } else if (input.answered() != null) {
            open.answers.add(input.answered());
        }
    }

    /** Takes the first open case if it is answered; null while the first one waits. */
    @Nullable
    AnsweredCase takeAnswered() {
        Map.Entry<Long, OpenCase> first = bySequence.firstEntry();
        if (first == null) {
            return null;
        }
        OpenCase open = first.getValue();
        CaseEvent event = open.event;
        if (event == null || open.answers.size() < open.expected) {
            return null;
        }
        bySequence.remove(first.getKey());
        // Whoever answered first: the same case joins the same answers in the same order.
        open.answers.sort(BY_MEMORY);
        return new AnsweredCase(
                event, open.answers.stream().map(Answered::answer).toList());
    }

    boolean isEmpty() {
        return bySequence.isEmpty();
    }

    int size() {
        return bySequence.size();
    }

    List<AssessInput> inputs() {
        List<AssessInput> inputs = new ArrayList<>();
        for (OpenCase open : bySequence.values()) {
            if (open.event != null) {
                inputs.add(AssessInput.of(open.event));
            }
            open.answers.forEach(answered -> inputs.add(AssessInput.of(answered)));
        }
        return inputs;
    }

    /** A case event and all answers to it. */
    record AnsweredCase(CaseEvent event, List<Answer> answers) {}

    private static final class OpenCase {
        private final List<Answered> answers = new ArrayList<>();
        private @Nullable CaseEvent event;
        private int expected;
    }
}
