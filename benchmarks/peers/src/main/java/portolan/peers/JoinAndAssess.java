package portolan.peers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
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
import portolan.scoring.indicator.Answer;
import portolan.scoring.indicator.DataQuality;
import portolan.scoring.indicator.Join;
import portolan.scoring.indicator.MissedBills;
import portolan.scoring.indicator.Readings;
import portolan.scoring.ledger.CaseEvent;
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
    private transient MapState<Long, List<AssessInput>> open;
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
                .getMapState(new MapStateDescriptor<>(
                        "open-cases",
                        LongSerializer.INSTANCE,
                        new ListSerializer<>(StreamTypes.ASSESS_INPUT.createSerializer(new SerializerConfigImpl()))));
        books = bytes("alert-book");
        awaitingBills = bytes("readings-awaiting-bills");
    }

    private ValueState<byte[]> bytes(String name) {
        return getRuntimeContext().getState(new ValueStateDescriptor<>(name, BytePrimitiveArraySerializer.INSTANCE));
    }

    @Override
    public void processElement(AssessInput input, Context context, Collector<Assessment> out) throws Exception {
        List<AssessInput> before = open.get(input.sequence());
        List<AssessInput> of = before == null ? new ArrayList<>() : new ArrayList<>(before);
        of.add(input);
        open.put(input.sequence(), of);
        if (Joined.of(of) == null) {
            return;
        }
        // In the order of the ledger: one that is complete waits for the version before.
        TreeMap<Long, List<AssessInput>> all = new TreeMap<>();
        for (Map.Entry<Long, List<AssessInput>> entry : open.entries()) {
            all.put(entry.getKey(), entry.getValue());
        }
        for (Map.Entry<Long, List<AssessInput>> first : all.entrySet()) {
            Joined joined = Joined.of(first.getValue());
            if (joined == null) {
                return;
            }
            open.remove(first.getKey());
            settle(joined, context, out);
        }
    }

    private void settle(Joined joined, Context context, Collector<Assessment> out) throws Exception {
        CaseEvent event = joined.event();
        switch (event.kind()) {
            case FILED, AMENDED -> {
                Readings readings = join.of(event, joined.answers());
                if (event.awaitsBills()) {
                    awaitingBills.update(ReadingsBytes.of(readings));
                } else if (event.endsAwaitingBills()) {
                    awaitingBills.clear();
                }
                assess(event, readings, context, out);
            }
            case CONTESTED -> assess(event, join.of(event, joined.answers()), context, out);
            case DUE -> {
                byte[] earlier = awaitingBills.value();
                awaitingBills.clear();
                Readings readings =
                        earlier == null ? null : MissedBills.of(event, ReadingsBytes.read(earlier), joined.answers());
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
                settings.reference().version());
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
