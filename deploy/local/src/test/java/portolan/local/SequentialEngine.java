package portolan.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.memory.MemoryKind;
import portolan.scoring.memory.Visit;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Alert;
import portolan.scoring.score.AlertBook;
import portolan.scoring.score.Alerts;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Scorer;

/**
 * The whole engine as one loop over maps: slow to fail, obvious to read, without Flink. The job must give the same
 * assessments and alerts, in whatever number of tasks.
 *
 * <p>Inputs are handed over in their total order; nothing expires.
 */
final class SequentialEngine {
    private final RuleSet ruleSet;
    private final String engineVersion;
    private final Reference reference;
    private final Join join;
    private final Map<String, LedgerEntry> ledger = new HashMap<>();
    private final Map<String, Object> memories = new HashMap<>();
    private final Map<String, AlertBook> alertBooks = new HashMap<>();
    private final List<Assessment> assessments = new ArrayList<>();
    private final List<Alert> alerts = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();

    SequentialEngine(RuleSet ruleSet, String engineVersion, Reference reference) {
        this.ruleSet = ruleSet;
        this.engineVersion = engineVersion;
        this.reference = reference;
        this.join = new Join(reference);
    }

    void take(Filing filing) {
        String key = filing.consignment().ledgerKey();
        follow(key, Ledger.apply(ledger.get(key), filing));
    }

    void take(Outcome outcome) {
        String key = Consignment.ledgerKey(outcome.tenant(), outcome.consignmentKey());
        follow(key, Ledger.apply(ledger.get(key), outcome));
    }

    List<Assessment> assessments() {
        return assessments;
    }

    List<Alert> alerts() {
        return alerts;
    }

    List<String> refusals() {
        return refusals;
    }

    private void follow(String key, LedgerStep step) {
        if (step.after() != null) {
            ledger.put(key, step.after());
        }
        if (step.refusal() != null) {
            refusals.add(step.refusal().code().name());
        }
        CaseEvent event = step.event();
        if (event == null) {
            return;
        }
        List<Answer> answers = new ArrayList<>();
        for (Remembered<?> remembered : Catalogue.remembered()) {
            visit(remembered, event, answers);
        }
        AlertBook book = alertBooks.getOrDefault(key, AlertBook.EMPTY);
        Alerts news = null;
        if (event.isAssessed()) {
            Assessment assessment = Scorer.assess(
                    ruleSet,
                    event,
                    join.of(event, answers),
                    DataQuality.of(event.live()).score(),
                    engineVersion,
                    reference.version());
            assessments.add(assessment);
            news = book.on(assessment);
        } else if (event.kind() == CaseEvent.Kind.WITHDRAWN) {
            news = book.onWithdrawal(event);
        }
        if (news != null) {
            alertBooks.put(key, news.book());
            alerts.addAll(news.news());
        }
    }

    private <M> void visit(Remembered<M> remembered, CaseEvent event, List<Answer> answers) {
        MemoryKind<M> kind = remembered.kind();
        for (Visit visit : Visit.of(kind, event)) {
            String slot = kind.name() + '/' + visit.key();
            M memory = memoryOf(kind, memories.get(slot));
            visit.retract(kind, memory);
            if (visit.measures()) {
                answers.add(remembered.measure().of(visit, memory));
            }
            visit.learn(kind, memory);
            memories.put(slot, memory);
        }
    }

    @SuppressWarnings("unchecked") // a slot holds memories of the kind that its name begins with
    private static <M> M memoryOf(MemoryKind<M> kind, @Nullable Object held) {
        return held == null ? kind.unseen() : (M) held;
    }
}
