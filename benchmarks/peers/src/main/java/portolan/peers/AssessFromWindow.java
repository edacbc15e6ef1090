package portolan.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.ListSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.memory.MemoryKind;
import portolan.scoring.memory.ShipperMemory;
import portolan.scoring.memory.Visit;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.ThreatScore;

/**
 * Judges a case by one rule: what the rule reads is made anew each time, of the shipper's cases in a window.
 *
 * <p>The window is a {@code MapState} by time, scanned for every record. It holds the last {@value #MOST} cases, not
 * those of some days: how long a scan takes does not grow with the feed.
 */
final class AssessFromWindow extends KeyedProcessFunction<String, Tuple3<String, Integer, CaseEvent>, Assessment> {
    /** As many as the engine's memory knows one by one. */
    static final int MOST = 16;

    private static final MemoryKind<ShipperMemory> KIND = OneMemory.REMEMBERED.kind();

    private final List<String> ruleTexts;

    private transient List<OneMemory> works;
    private transient MapState<Long, List<CaseEvent>> window;

    /** @param ruleTexts a rule set of one rule each */
    AssessFromWindow(List<String> ruleTexts) {
        this.ruleTexts = new ArrayList<>(ruleTexts);
    }

    @Override
    public void open(OpenContext context) {
        works = ruleTexts.stream().map(OneMemory::new).toList();
        window = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "window",
                        LongSerializer.INSTANCE,
                        new ListSerializer<>(StreamTypes.CASE_EVENT.createSerializer(new SerializerConfigImpl()))));
    }

    @Override
    public void processElement(Tuple3<String, Integer, CaseEvent> forked, Context context, Collector<Assessment> out)
            throws Exception {
        CaseEvent event = forked.f2;
        NavigableMap<Long, List<CaseEvent>> past = new TreeMap<>();
        for (Map.Entry<Long, List<CaseEvent>> entry : window.entries()) {
            past.put(entry.getKey(), entry.getValue());
        }
        ShipperMemory memory = KIND.unseen();
        int count = 0;
        for (List<CaseEvent> atOnce : past.values()) {
            for (CaseEvent before : atOnce) {
                learn(before, memory);
                count++;
            }
        }
        add(event, past, count);
        Assessment assessment = works.get(forked.f1).assess(event, memory);
        if (fires(assessment)) {
            out.collect(assessment);
        }
    }

    private static void learn(CaseEvent before, ShipperMemory memory) {
        Visit visit = OneMemory.visit(before);
        if (visit != null) {
            visit.learn(KIND, memory);
        }
    }

    private void add(CaseEvent event, NavigableMap<Long, List<CaseEvent>> past, int count) throws Exception {
        long time = event.position().orderTime();
        List<CaseEvent> atOnce = new ArrayList<>(past.getOrDefault(time, List.of()));
        atOnce.add(event.only(KIND.reads()));
        window.put(time, atOnce);
        if (count >= MOST) {
            window.remove(past.firstKey());
        }
    }

    /** Whether the one rule adds anything to what is there before it. */
    private static boolean fires(Assessment assessment) {
        for (ThreatScore threat : assessment.threats()) {
            if (threat.contributions().size() > 1) {
                return true;
            }
        }
        return false;
    }
}
