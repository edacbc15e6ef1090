// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import portolan.pipeline.state.StreamTypes;
import portolan.scoring.ledger.CaseEvent;

/** Flink as its documentation teaches it: a {@code ValueState} on RocksDB, with tuned options. */
public final class ValuesSubject {
    private ValuesSubject() {}

    /**
     * Runs until its standard input is closed.
     *
     * @param arguments as {@link SubjectSettings} has them
     */
    public static void main(String[] arguments) {
        SubjectProcess.run(
                arguments, settings -> FlinkPeer.start(settings, RocksDbTuning.OPTIONS, ValuesSubject::connect));
    }

    private static void connect(StreamExecutionEnvironment env, SubjectSettings settings) {
        KafkaEnds kafka = new KafkaEnds(env, settings);
        connect(kafka, kafka.casesByShipper(), settings);
    }

    static void connect(
            KafkaEnds kafka, KeyedStream<Tuple2<String, CaseEvent>, String> cases, SubjectSettings settings) {
        kafka.writeAssessments(
                cases.process(new AssessFromValueState(RuleTexts.ofOneMemory(settings.rules())), StreamTypes.ASSESSMENT)
                        .uid("assess")
                        .name("Assess"));
    }
}
