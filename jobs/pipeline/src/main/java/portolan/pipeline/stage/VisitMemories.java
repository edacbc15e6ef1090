package portolan.pipeline.stage;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.memory.MemoryKind;
import portolan.scoring.memory.Visit;

/** Sends a case event to every key of one kind of memory that it concerns. */
public final class VisitMemories extends RichFlatMapFunction<CaseEvent, Visit> {
    private final String kindName;

    private transient MemoryKind<?> kind;

    public VisitMemories(String kindName) {
        this.kindName = kindName;
    }

    @Override
    public void open(OpenContext context) {
        kind = Catalogue.named(kindName).kind();
    }

    @Override
    public void flatMap(CaseEvent event, Collector<Visit> out) {
        Visit.of(kind, event).forEach(out::collect);
    }
}
