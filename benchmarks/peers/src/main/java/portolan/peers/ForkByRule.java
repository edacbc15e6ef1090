package portolan.peers;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.util.Collector;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.ledger.CaseEvent;

/**
 * Sends a case on once for every rule, to the task of shipper and rule.
 *
 * @param rules how many there are
 */
record ForkByRule(int rules) implements FlatMapFunction<Tuple2<String, CaseEvent>, Tuple3<String, Integer, CaseEvent>> {
    /** Key, which rule, case. */
    static final TypeInformation<Tuple3<String, Integer, CaseEvent>> TYPE =
            Types.TUPLE(Types.STRING, Types.INT, StreamTypes.CASE_EVENT);

    @Override
    public void flatMap(Tuple2<String, CaseEvent> filed, Collector<Tuple3<String, Integer, CaseEvent>> out) {
        for (int rule = 0; rule < rules; rule++) {
            out.collect(Tuple3.of(filed.f0 + '#' + rule, rule, filed.f1));
        }
    }
}
