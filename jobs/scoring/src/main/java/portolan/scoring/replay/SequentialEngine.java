// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankAnswer;
import portolan.scoring.bank.BankMemory;
import portolan.scoring.bank.CellMap;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.indicator.Join;
import portolan.scoring.indicator.MissedBills;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.Visit;
import portolan.scoring.layout.EpochMillis;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.Ledger;
import portolan.scoring.ledger.LedgerSettings;
import portolan.scoring.ledger.LedgerStep;
import portolan.scoring.ledger.SequentialLedger;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.reading.Answer;
import portolan.scoring.reference.ListsByTime;
import portolan.scoring.reference.Reference;
import portolan.scoring.reference.WatchlistNews;
import portolan.scoring.rules.Fired;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.SenderKeys;
import portolan.scoring.rules.SendersInForce;
import portolan.scoring.rules.Sent;
import portolan.scoring.rules.SuppressionsInForce;
import portolan.scoring.score.Alert;
import portolan.scoring.score.AlertBook;
import portolan.scoring.score.Alerts;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.Scorer;

/**
 * The whole engine as one loop over maps: obvious to read, quick to run, without Flink. In ordered mode the job must
 * give the same assessments and alerts, in whatever number of tasks; evaluation replays feeds through it.
 *
 * <p>Inputs are handed over in their total order, {@link portolan.scoring.manifest.Position}. The ledger
 * lets consignments go as the job does; memories and alerts stay on the heap as objects: a feed must fit.
 */
public final class SequentialEngine {
    /** As the job keeps a consignment unless told otherwise. */
    private static final Duration RETENTION = Duration.ofDays(180);

    private static final byte[] NOTHING = {};

    private static final Replayed NOTHING_NEW = new Replayed(null, List.of(), null, null, List.of());

    private final String engineVersion;
    private final Reference base;
    private final List<ListsByTime.Use> lists = new ArrayList<>();
    private final WatchlistNews.Known inForce = new WatchlistNews.Known();
    private int listsLookedAt;
    private ListsByTime referenceByTime;
    private Reference reference;
    private Join join;
    private final List<Memory<?>> memories = new ArrayList<>();
    private final SequentialLedger ledger;
    private final LedgerSettings settings;
    private final Map<String, Told> alertBooks = new HashMap<>();

    /** Who judges, by the order time from which they do. */
    private final TreeMap<Long, Judge> judges = new TreeMap<>();

    /** Who is known good, by the order time from which it is so. */
    private final TreeMap<Long, SuppressionsInForce> suppressions =
            new TreeMap<>(Map.of(Long.MIN_VALUE, SuppressionsInForce.NONE));

    /** Who may say what, by the order time from which it is so. */
    private final TreeMap<Long, SendersInForce> senders = new TreeMap<>(Map.of(Long.MIN_VALUE, SendersInForce.NONE));

    private SenderKeys senderKeys = SenderKeys.NONE;

    /** The memories that the rule set declares; null where it declares none. */
    private final @Nullable BankMemory declared;

    /** What was read of live versions whose bills are not due yet. */
    private final Map<String, Awaiting> awaitingBills = new HashMap<>();

    public SequentialEngine(RuleSet ruleSet, String engineVersion, Reference reference) {
        this(ruleSet, engineVersion, reference, LedgerSettings.keeping(RETENTION), MemorySettings.DEFAULT);
    }

    /**
     * An engine that keeps things otherwise than usual.
     *
     * @param settings how long the ledger keeps a consignment and waits for what belongs to one
     * @param memory how long memories remember, and how much
     */
    public SequentialEngine(
            RuleSet ruleSet,
            String engineVersion,
            Reference reference,
            LedgerSettings settings,
            MemorySettings memory) {
        judges.put(Long.MIN_VALUE, new Judge(ruleSet, RuleSetRef.unsigned(ruleSet)));
        this.settings = settings;
        this.ledger = new SequentialLedger(settings);
        this.engineVersion = engineVersion;
        this.base = reference;
        this.referenceByTime = new ListsByTime(base, lists);
        this.reference = reference;
        this.join = new Join(reference);
        Bank bank = ruleSet.memories();
        this.declared = bank == null ? null : new BankMemory(bank, CellMap.wide(), CellMap.narrow());
        for (Remembered<?> remembered : Catalogue.remembered(memory)) {
            memories.add(new Memory<>(remembered));
        }
    }

    /** A rule set, and how its assessments name it. */
    private record Judge(RuleSet ruleSet, RuleSetRef named) {
        /** What its own declared memories say; null where it declares none. */
        @Nullable
        BankAnswer of(@Nullable BankAnswer said) {
            Bank own = ruleSet.memories();
            return own == null || said == null ? null : BankAnswer.of(own, said.known(ruleSet.memoriesRead()));
        }
    }

    /**
     * The same engine, in which a signed rule set judges. It declares no memories but those of the first one.
     *
     * @param from epoch milliseconds of order time
     */
    public SequentialEngine judging(long from, RuleSet signed) {
        judges.put(from, new Judge(signed, RuleSetRef.signed(signed)));
        return this;
    }

    /**
     * The same engine, with other suppressions in force.
     *
     * @param from epoch milliseconds of order time
     */
    public SequentialEngine suppressing(long from, SuppressionsInForce inForce) {
        suppressions.put(from, inForce);
        return this;
    }

    /**
     * The same engine, with other senders lists in force.
     *
     * @param from epoch milliseconds of order time
     */
    public SequentialEngine checking(long from, SendersInForce inForce) {
        senders.put(from, inForce);
        return this;
    }

    /** The same engine, with these keys at hand to prove senders. */
    public SequentialEngine proving(SenderKeys keys) {
        senderKeys = keys;
        return this;
    }

    /**
     * Puts a watch list in force, or leaves its place empty; before the inputs of that time, in order of time.
     * Consignments of which it has news are looked at again after the inputs of that time.
     */
    public void publish(ListsByTime.Use use) {
        lists.add(use);
        referenceByTime = new ListsByTime(base, lists);
    }

    /** Takes the next input, a filing of no sender; what came of it, after what fell due before it. */
    public List<Replayed> take(Filing filing) {
        return take(filing, Sent.by(null));
    }

    /** Takes the next input, a filing, whose sender is checked while a list is in force. */
    public List<Replayed> take(Filing filing, Sent sent) {
        long orderTime = filing.position().orderTime();
        List<Replayed> replayed = lookAgain(orderTime);
        replayed.addAll(follow(
                ledger.take(filing, senders.floorEntry(orderTime).getValue().of(sent, senderKeys))));
        return replayed;
    }

    /** Takes the next input, an outcome; what came of it, after what fell due before it. */
    public List<Replayed> take(Outcome outcome) {
        return take(outcome, Sent.by(null));
    }

    /** Takes the next input, an outcome, whose sender is checked while a list is in force. */
    public List<Replayed> take(Outcome outcome, Sent sent) {
        long orderTime = outcome.position().orderTime();
        List<Replayed> replayed = lookAgain(orderTime);
        replayed.addAll(follow(
                ledger.take(outcome, senders.floorEntry(orderTime).getValue().of(sent, senderKeys))));
        return replayed;
    }

    /**
     * Takes the next input, a container's move, which only memories learn, and whose sender is checked while a list is in
     * force; what fell due before it.
     */
    public List<Replayed> take(ContainerMove move, Sent sent) {
        long orderTime = move.position().orderTime();
        List<Replayed> replayed = passed(orderTime);
        LedgerStep refused =
                Ledger.refusal(move, senders.floorEntry(orderTime).getValue().of(sent, senderKeys));
        List<RuntimeException> failures = new ArrayList<>();
        if (refused != null) {
            replayed.addAll(follow(List.of(refused)));
        } else if (move.teaches()) {
            memories.forEach(memory -> memory.learn(move, failures));
        }
        if (!failures.isEmpty()) {
            replayed.add(new Replayed(null, List.of(), null, null, failures));
        }
        return replayed;
    }

    /** What fell due before this order time. */
    public List<Replayed> passed(long orderTime) {
        List<Replayed> replayed = lookAgain(orderTime);
        replayed.addAll(follow(ledger.passed(orderTime)));
        return replayed;
    }

    /**
     * What comes after the last input: inputs that still wait for the filing that creates their consignment are given
     * up. Bills that are due after the end that the settings name stay unsaid.
     */
    public List<Replayed> finish() {
        List<Replayed> replayed = lookAgain(settings.end());
        replayed.addAll(follow(ledger.finish()));
        return replayed;
    }

    private List<Replayed> lookAgain(long before) {
        List<Replayed> replayed = new ArrayList<>();
        for (; listsLookedAt < lists.size() && lists.get(listsLookedAt).from() < before; listsLookedAt++) {
            ListsByTime.Use use = lists.get(listsLookedAt);
            WatchlistNews news = inForce.take(use);
            if (news != null) {
                replayed.addAll(follow(ledger.lookAgain(use.from(), news::concerns)));
            }
        }
        return replayed;
    }

    /** How large the memories of each kind are by now. */
    public List<MemorySizes> memorySizes() {
        List<MemorySizes> sizes = new ArrayList<>();
        for (Memory<?> memory : memories) {
            sizes.add(memory.sizes());
        }
        return sizes;
    }

    private List<Replayed> follow(List<LedgerStep> steps) {
        List<Replayed> replayed = new ArrayList<>(steps.size());
        for (LedgerStep step : steps) {
            replayed.add(follow(step));
        }
        return replayed;
    }

    private Replayed follow(LedgerStep step) {
        CaseEvent event = step.event();
        if (event == null) {
            List<RuntimeException> failures = step.failure() == null ? List.of() : List.of(step.failure());
            return new Replayed(null, List.of(), step.refusal(), step.note(), failures);
        }
        List<RuntimeException> failures = new ArrayList<>();
        Replayed followed = NOTHING_NEW;
        try {
            Map<Memory<?>, List<Visit>> visits = new LinkedHashMap<>();
            for (Memory<?> memory : memories) {
                visits.put(memory, memory.visits(event));
            }
            Answers answers = new Answers(new ArrayList<>(), new ArrayList<>(), failures);
            visits.forEach((memory, ofMemory) -> memory.visit(ofMemory, answers));
            followed = answered(event, answers, declared == null ? null : declared.answer(event));
        } catch (RuntimeException failure) {
            failures.add(failure);
        }
        return failures.isEmpty()
                ? followed
                : new Replayed(followed.assessment(), followed.alerts(), null, null, failures);
    }

    /**
     * What the memories answered.
     *
     * @param missing the memories whose answers are missing, each time that one is
     */
    private record Answers(List<Answer> answers, List<String> missing, List<RuntimeException> failures) {}

    /** What was read of a version, of declared memories too. */
    private record Awaiting(Readings readings, @Nullable BankAnswer said) {}

    private Replayed answered(CaseEvent event, Answers answers, @Nullable BankAnswer said) {
        String key = event.ledgerKey();
        Reference known = referenceByTime.at(event.position().orderTime());
        if (known != reference) {
            reference = known;
            join = new Join(known);
        }
        return switch (event.kind()) {
            case FILED, AMENDED -> {
                Readings readings = join.of(event, answers.answers());
                Replayed assessed = assessed(key, event, readings, said, answers);
                if (event.awaitsBills()) {
                    awaitingBills.put(key, new Awaiting(readings, said));
                } else {
                    awaitingBills.remove(key);
                }
                yield assessed;
            }
            case CONTESTED -> assessed(key, event, join.of(event, answers.answers()), said, answers);
            case DUE -> {
                Awaiting earlier = awaitingBills.remove(key);
                if (earlier == null) {
                    // Its live version was set aside.
                    yield NOTHING_NEW;
                }
                Readings readings = MissedBills.of(event, earlier.readings(), answers.answers());
                yield readings == null ? NOTHING_NEW : assessed(key, event, readings, earlier.said(), answers);
            }
            case WITHDRAWN -> {
                awaitingBills.remove(key);
                yield new Replayed(null, alerts(key, event, null), null, null, List.of());
            }
            case OUTCOME_KNOWN -> NOTHING_NEW;
        };
    }

    private Replayed assessed(
            String key, CaseEvent event, Readings readings, @Nullable BankAnswer said, Answers answers) {
        Assessment assessment = assess(event, readings, said, answers.missing());
        return new Replayed(assessment, alerts(key, event, assessment), null, null, List.of());
    }

    private Assessment assess(CaseEvent event, Readings readings, @Nullable BankAnswer said, List<String> missing) {
        long orderTime = event.position().orderTime();
        Judge judge = judges.floorEntry(orderTime).getValue();
        RuleSet ruleSet = judge.ruleSet();
        Fired fired = Scorer.fire(ruleSet, event, readings, judge.of(said));
        return Scorer.assess(
                ruleSet,
                judge.named(),
                event,
                readings,
                DataQuality.of(event, reference).without(missing),
                fired,
                suppressions.floorEntry(orderTime).getValue().of(ruleSet, event.live(), orderTime),
                engineVersion,
                reference);
    }

    private List<Alert> alerts(String key, CaseEvent event, @Nullable Assessment assessment) {
        long orderTime = event.position().orderTime();
        Told told = alertBooks.get(key);
        AlertBook book = told == null || told.until() <= orderTime ? AlertBook.EMPTY : told.book();
        Alerts news =
                switch (event.kind()) {
                    case FILED, AMENDED, DUE ->
                        book.on(Objects.requireNonNull(assessment, "every version is assessed"));
                    case CONTESTED -> book.onClaim(Objects.requireNonNull(assessment, "a claim is assessed"));
                    case WITHDRAWN -> book.onWithdrawal(event);
                    case OUTCOME_KNOWN -> throw new IllegalArgumentException("an outcome is no news of an alert");
                };
        alertBooks.put(key, new Told(news.book(), settings.forgottenBy(orderTime)));
        return news.news();
    }

    /** The alerts of one consignment, and the order time from which they are forgotten. */
    private record Told(AlertBook book, long until) {}

    /** All memories of one kind, by key. */
    private static final class Memory<M> {
        private final Remembered<M> remembered;
        private final long retention;
        private final Map<String, Held<M>> byKey = new HashMap<>();

        Memory(Remembered<M> remembered) {
            this.remembered = remembered;
            this.retention = remembered.retention().toMillis();
        }

        MemorySizes sizes() {
            MemoryKind<M> kind = remembered.kind();
            return MemorySizes.of(
                    kind.name(),
                    byKey.values().stream()
                            .filter(held -> !kind.isEmpty(held.memory))
                            .mapToInt(held -> kind.write(held.memory).length)
                            .toArray());
        }

        List<Visit> visits(CaseEvent event) {
            return Visit.of(remembered.kind(), event);
        }

        void visit(List<Visit> visits, Answers answers) {
            for (Visit visit : visits) {
                try {
                    Answer answer = visit(visit);
                    if (answer != null) {
                        answers.answers().add(answer);
                    }
                } catch (RuntimeException failure) {
                    answers.failures().add(failure);
                    if (visit.measures()) {
                        answers.missing().add(remembered.kind().name());
                    }
                }
            }
            // In the order in which the job joins them.
            answers.missing().sort(null);
        }

        void learn(ContainerMove move, List<RuntimeException> failures) {
            for (String key : remembered.kind().keysOf(move)) {
                try {
                    visit(key, move.position().orderTime(), false, memory -> {
                        remembered.kind().learn(memory, key, move);
                        return null;
                    });
                } catch (RuntimeException failure) {
                    failures.add(failure);
                }
            }
        }

        private @Nullable Answer visit(Visit visit) {
            MemoryKind<M> kind = remembered.kind();
            CaseEvent event = visit.event();
            return visit(visit.key(), event.position().orderTime(), event.isLookedAtAgain(), memory -> {
                visit.retract(kind, memory);
                Answer answer = visit.measures() ? remembered.measure().of(visit, memory) : null;
                visit.learn(kind, memory);
                return answer;
            });
        }

        /** A visit that fails leaves the memory as it was, and so does one that only looks. */
        private @Nullable Answer visit(String key, long orderTime, boolean looks, Work<M> work) {
            MemoryKind<M> kind = remembered.kind();
            Held<M> stays = byKey.get(key);
            // Forgotten by order time, as the job forgets; the object stays until its next visit.
            Held<M> held = stays == null || stays.until <= orderTime ? null : stays;
            M memory = held == null ? kind.unseen() : held.memory;
            byte[] before = held == null ? NOTHING : kind.write(memory);
            Answer answer;
            try {
                answer = work.on(memory);
            } catch (RuntimeException failure) {
                if (held != null) {
                    held.memory = kind.read(before);
                }
                throw failure;
            }
            if (looks) {
                if (held != null) {
                    held.memory = kind.read(before);
                }
                return answer;
            }
            long until = EpochMillis.plus(orderTime, retention);
            byKey.put(key, new Held<>(memory, held == null ? until : Math.max(held.until, until)));
            return answer;
        }

        /** What one visit does with a memory. */
        @FunctionalInterface
        private interface Work<M> {
            @Nullable
            Answer on(M memory);
        }
    }

    /** One memory, and the order time from which it is forgotten. */
    private static final class Held<M> {
        private final long until;
        private M memory;

        Held(M memory, long until) {
            this.memory = memory;
            this.until = until;
        }
    }
}
