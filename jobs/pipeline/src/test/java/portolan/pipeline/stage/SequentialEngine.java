package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.scoring.indicator.Answer;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.indicator.DataQuality;
import portolan.scoring.indicator.Join;
import portolan.scoring.indicator.Reference;
import portolan.scoring.indicator.Remembered;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.Ledger;
import portolan.scoring.ledger.LedgerEntry;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.memory.MemoryKind;
import portolan.scoring.memory.Visit;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Alert;
import portolan.scoring.score.AlertBook;
import portolan.scoring.score.Alerts;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Scorer;

/** The slow, obvious twin of the graph: one input after the other, in the one order of all inputs. */
final class SequentialEngine {
    private final Map<String, LedgerEntry> ledger = new HashMap<>();
    private final Map<String, Object> memories = new HashMap<>();
    private final Map<String, AlertBook> books = new HashMap<>();
    private final List<Assessment> assessments = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final RuleSet ruleSet;
    private final Reference reference;
    private final Join join;
    private int rejected;
    private int noted;

    SequentialEngine(RuleSet ruleSet, Reference reference) {
        this.ruleSet = ruleSet;
        this.reference = reference;
        this.join = new Join(reference);
    }

    SequentialEngine run(List<RawRecord> records) {
        List<LedgerInput> inputs = new ArrayList<>();
        for (RawRecord raw : records) {
            if (Lines.DECODER.decode(raw) instanceof LedgerInput input) {
                inputs.add(input);
            } else {
                rejected++;
            }
        }
        inputs.sort(Comparator.comparing(LedgerInput::position));
        inputs.forEach(this::take);
        return this;
    }

    private void take(LedgerInput input) {
        LedgerEntry entry = ledger.get(input.ledgerKey());
        LedgerStep step = input.filing() != null
                ? Ledger.apply(entry, input.filing())
                : Ledger.apply(entry, Objects.requireNonNull(input.outcome()));
        if (step.event() == null) {
            noted += step.note() != null ? 1 : 0;
            rejected += step.refusal() != null ? 1 : 0;
            return;
        }
        ledger.put(input.ledgerKey(), Objects.requireNonNull(step.after()));
        settle(step.event());
    }

    private void settle(CaseEvent event) {
        List<Answer> answers = new ArrayList<>();
        for (Remembered<?> remembered : Catalogue.remembered()) {
            visit(remembered, event, answers);
        }
        AlertBook book = books.getOrDefault(event.ledgerKey(), AlertBook.EMPTY);
        @Nullable Alerts news = null;
        if (event.isAssessed()) {
            Assessment assessment = Scorer.assess(
                    ruleSet,
                    event,
                    join.of(event, answers),
                    DataQuality.of(event.live()).score(),
                    "engine-1",
                    reference.version());
            assessments.add(assessment);
            news = book.on(assessment);
        } else if (event.kind() == CaseEvent.Kind.WITHDRAWN) {
            news = book.onWithdrawal(event);
        }
        if (news != null) {
            books.put(event.ledgerKey(), news.book());
            alerts.addAll(news.news());
        }
    }

    @SuppressWarnings("unchecked") // A kind's memories are kept under its name.
    private <M> void visit(Remembered<M> remembered, CaseEvent event, List<Answer> answers) {
        MemoryKind<M> kind = remembered.kind();
        for (Visit visit : Visit.of(kind, event)) {
            M memory = (M) memories.computeIfAbsent(kind.name() + '/' + visit.key(), unused -> kind.unseen());
            visit.retract(kind, memory);
            if (visit.measures()) {
                answers.add(remembered.measure().of(visit, memory));
            }
            visit.learn(kind, memory);
        }
    }

    List<Assessment> assessments() {
        return assessments;
    }

    List<Alert> alerts() {
        return alerts;
    }

    int rejected() {
        return rejected;
    }

    int noted() {
        return noted;
    }
}
