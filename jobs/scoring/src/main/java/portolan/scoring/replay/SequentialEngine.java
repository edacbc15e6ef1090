package portolan.scoring.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * The whole engine as one loop over maps: obvious to read, quick to run, without Flink. In ordered mode the job must give
 * the same assessments and alerts, in whatever number of tasks; evaluation replays feeds through it.
 *
 * <p>Inputs are handed over in their total order, {@link portolan.scoring.manifest.Position}. Nothing expires, and all
 * that is remembered stays on the heap as objects: a feed must fit.
 */
public final class SequentialEngine {
    private final RuleSet ruleSet;
    private final String engineVersion;
    private final Reference reference;
    private final Join join;
    private final List<Memory<?>> memories = new ArrayList<>();
    private final Map<String, LedgerEntry> ledger = new HashMap<>();
    private final Map<String, AlertBook> alertBooks = new HashMap<>();

    public SequentialEngine(RuleSet ruleSet, String engineVersion, Reference reference) {
        this(ruleSet, engineVersion, reference, Set.of());
    }

    /**
     * An engine that lacks some of its memories, to see what they are worth.
     *
     * @param without names of kinds of memory that learn nothing and answer nothing
     * @throws IllegalArgumentException when there is no kind of such a name
     */
    public SequentialEngine(RuleSet ruleSet, String engineVersion, Reference reference, Set<String> without) {
        this.ruleSet = ruleSet;
        this.engineVersion = engineVersion;
        this.reference = reference;
        this.join = new Join(reference);
        without.forEach(Catalogue::named);
        for (Remembered<?> remembered : Catalogue.remembered()) {
            if (!without.contains(remembered.kind().name())) {
                memories.add(new Memory<>(remembered));
            }
        }
    }

    /** Takes the next input, a filing. */
    public Replayed take(Filing filing) {
        String key = filing.consignment().ledgerKey();
        return follow(key, Ledger.apply(ledger.get(key), filing));
    }

    /** Takes the next input, an outcome. */
    public Replayed take(Outcome outcome) {
        String key = Consignment.ledgerKey(outcome.tenant(), outcome.consignmentKey());
        return follow(key, Ledger.apply(ledger.get(key), outcome));
    }

    private Replayed follow(String key, LedgerStep step) {
        if (step.after() != null) {
            ledger.put(key, step.after());
        }
        CaseEvent event = step.event();
        if (event == null) {
            return new Replayed(null, List.of(), step.refusal(), step.note());
        }
        List<Answer> answers = new ArrayList<>();
        for (Memory<?> memory : memories) {
            memory.visit(event, answers);
        }
        Assessment assessment = event.isAssessed() ? assess(event, answers) : null;
        return new Replayed(assessment, alerts(key, event, assessment), null, null);
    }

    private Assessment assess(CaseEvent event, List<Answer> answers) {
        return Scorer.assess(
                ruleSet,
                event,
                join.of(event, answers),
                DataQuality.of(event.live()).score(),
                engineVersion,
                reference.version());
    }

    private List<Alert> alerts(String key, CaseEvent event, @Nullable Assessment assessment) {
        AlertBook book = alertBooks.getOrDefault(key, AlertBook.EMPTY);
        Alerts news = assessment != null
                ? book.on(assessment)
                : event.kind() == CaseEvent.Kind.WITHDRAWN ? book.onWithdrawal(event) : null;
        if (news == null) {
            return List.of();
        }
        alertBooks.put(key, news.book());
        return news.news();
    }

    /** All memories of one kind, by key. */
    private static final class Memory<M> {
        private final Remembered<M> remembered;
        private final Map<String, M> byKey = new HashMap<>();

        Memory(Remembered<M> remembered) {
            this.remembered = remembered;
        }

        void visit(CaseEvent event, List<Answer> answers) {
            MemoryKind<M> kind = remembered.kind();
            for (Visit visit : Visit.of(kind, event)) {
                M memory = byKey.computeIfAbsent(visit.key(), unseen -> kind.unseen());
                visit.retract(kind, memory);
                if (visit.measures()) {
                    answers.add(remembered.measure().of(visit, memory));
                }
                visit.learn(kind, memory);
            }
        }
    }
}
