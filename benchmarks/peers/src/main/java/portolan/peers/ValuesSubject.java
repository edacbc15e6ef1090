package portolan.peers;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import portolan.pipeline.kafka.FilingDecoder;
import portolan.pipeline.state.StreamTypes;

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
                arguments, settings -> FlinkSubject.start(settings, RocksDbTuning.OPTIONS, ValuesSubject::connect));
    }

    private static void connect(StreamExecutionEnvironment env, SubjectSettings settings) {
        connect(env, settings, FilingDecoder.ofAvro());
    }

    static void connect(StreamExecutionEnvironment env, SubjectSettings settings, FilingDecoder decoder) {
        KafkaEnds kafka = new KafkaEnds(env, settings);
        kafka.writeAssessments(kafka.casesByShipper(decoder)
                .process(
                        new AssessFromValueState(RuleTexts.ofOneMemory(settings.rules()), settings.padding()),
                        StreamTypes.ASSESSMENT)
                .uid("assess")
                .name("Assess"));
    }
}
