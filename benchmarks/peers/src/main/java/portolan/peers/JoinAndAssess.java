// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Answered;
import portolan.pipeline.AssessInput;
import portolan.pipeline.stage.AssessSettings;
import portolan.pipeline.state.ReadingsBytes;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Join;
import portolan.scoring.indicator.MissedBills;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Answer;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Alert;
import portolan.scoring.score.AlertBook;
import portolan.scoring.score.Alerts;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.Scorer;

/**
 * Joins a case with the answers of its memories and assesses it; what waits for the join, alert books and readings that
 * may be needed once more are all in Flink's state.
 */
final class JoinAndAssess extends KeyedProcessFunction<String, AssessInput, Assessment> {
    static final OutputTag<Alert> ALERTS = new OutputTag<>("alerts", StreamTypes.ALERT);

    private static final Comparator<Answered.FromMemory> BY_MEMORY =
            Comparator.comparing(Answered.FromMemory::kind).thenComparing(Answered.FromMemory::key);

    private final AssessSettings settings;

    private transient Join join;
    private transient RuleSet ruleSet;
    private transient RuleSetRef named;
    /** Added to without being read; read once, when nothing is missing. */
    private transient ListState<AssessInput> open;
    /**
     * Of all open cases of the consignment: answers that are expected, less those that came. So a case that is complete
     * waits while a later one of its consignment is not; they are assessed in the same order all the same.
     */
    private transient ValueState<Long> missing;

    private transient ValueState<byte[]> books;
    private transient ValueState<byte[]> awaitingBills;

    JoinAndAssess(AssessSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        join = new Join(settings.reference());
        ruleSet = RuleTexts.compiled(settings.baseline().text());
        named = RuleSetRef.unsigned(ruleSet);
        open = getRuntimeContext()
                .getListState(new ListStateDescriptor<>(
                        "open-cases", StreamTypes.ASSESS_INPUT.createSerializer(new SerializerConfigImpl())));
        missing = getRuntimeContext().getState(new ValueStateDescriptor<>("missing-answers", LongSerializer.INSTANCE));
        books = bytes("alert-book");
        awaitingBills = bytes("readings-awaiting-bills");
    }

    private ValueState<byte[]> bytes(String name) {
        return getRuntimeContext().getState(new ValueStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE));
    }

    @Override
    public void processElement(AssessInput input, Context context, Collector<Assessment> out) throws Exception {
        open.add(input);
        Long before = missing.value();
        long now = (before == null ? 0 : before) + Joined.missing(input);
        if (now != 0) {
            missing.update(now);
            return;
        }
        TreeMap<Long, List<AssessInput>> bySequence = new TreeMap<>();
        for (AssessInput each : open.get()) {
            bySequence
                    .computeIfAbsent(each.sequence(), first -> new ArrayList<>())
                    .add(each);
        }
        // In the order of the ledger: one that is complete waits for the version before.
        while (!bySequence.isEmpty()) {
            Joined joined = Joined.of(bySequence.firstEntry().getValue());
            if (joined == null) {
                break;
            }
            settle(joined, context, out);
            bySequence.pollFirstEntry();
        }
        keep(bySequence.values());
    }

    /** Answers that came before their case may make good what another case of the consignment still misses. */
    private void keep(Collection<List<AssessInput>> incomplete) throws Exception {
        if (incomplete.isEmpty()) {
            open.clear();
            missing.clear();
        } else {
            open.update(incomplete.stream().flatMap(List::stream).toList());
            missing.update(0L);
        }
    }

    private void settle(Joined joined, Context context, Collector<Assessment> out) throws Exception {
        CaseEvent event = joined.event();
        switch (event.kind()) {
            case FILED, AMENDED -> {
                Readings readings = join.of(event, joined.answers());
                if (event.awaitsBills()) {
                    awaitingBills.update(ReadingsBytes.of(readings, BankValues.NONE));
                } else if (event.endsAwaitingBills()) {
                    awaitingBills.clear();
                }
                assess(event, readings, context, out);
            }
            case CONTESTED -> assess(event, join.of(event, joined.answers()), context, out);
            case DUE -> {
                byte[] earlier = awaitingBills.value();
                awaitingBills.clear();
                Readings readings = earlier == null
                        ? null
                        : MissedBills.of(event, ReadingsBytes.read(earlier).readings(), joined.answers());
                if (readings != null) {
                    assess(event, readings, context, out);
                }
            }
            case WITHDRAWN -> {
                if (event.endsAwaitingBills()) {
                    awaitingBills.clear();
                }
                AlertBook book = book();
                tell(book, book.onWithdrawal(event), context);
            }
            case OUTCOME_KNOWN -> {
                // Known to the memories by now; it stood in line only to keep the order.
            }
        }
    }

    private void assess(CaseEvent event, Readings readings, Context context, Collector<Assessment> out)
            throws Exception {
        Assessment assessment = Scorer.assess(
                ruleSet,
                named,
                event,
                readings,
                DataQuality.of(event, settings.reference()),
                settings.engineVersion(),
                settings.reference());
        out.collect(assessment);
        AlertBook book = book();
        Alerts alerts = event.kind() == CaseEvent.Kind.CONTESTED ? book.onClaim(assessment) : book.on(assessment);
        tell(book, alerts, context);
    }

    private AlertBook book() throws Exception {
        byte[] stored = books.value();
        return stored == null ? AlertBook.EMPTY : AlertBook.fromBytes(stored);
    }

    private void tell(AlertBook before, Alerts alerts, Context context) throws Exception {
        alerts.news().forEach(alert -> context.output(ALERTS, alert));
        if (!alerts.book().isEmpty()) {
            books.update(alerts.book().toBytes());
        } else if (!before.isEmpty()) {
            books.clear();
        }
    }

    /** A case with all answers to it, in an order that does not depend on who answered first. */
    private record Joined(CaseEvent event, List<Answer> answers) {
        /** By how much an input changes what is missing. */
        static long missing(AssessInput input) {
            long expected = input.event() == null ? 0 : input.expected();
            long came =
                    input.answered() == null ? 0 : input.answered().answers().size();
            return expected - came;
        }

        static @Nullable Joined of(List<AssessInput> inputs) {
            CaseEvent event = null;
            int expected = 0;
            List<Answered.FromMemory> answers = new ArrayList<>();
            for (AssessInput input : inputs) {
                if (input.event() != null) {
                    event = input.event();
                    expected = input.expected();
                } else if (input.answered() != null) {
                    answers.addAll(input.answered().answers());
                }
            }
            if (event == null || answers.size() < expected) {
                return null;
            }
            answers.sort(BY_MEMORY);
            return new Joined(
                    event, answers.stream().map(Answered.FromMemory::answer).toList());
        }
    }
}
