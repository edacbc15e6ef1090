package portolan.peers;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import portolan.pipeline.state.StreamTypes;

/** Flink in the style of the well-known demonstration of fraud detection: one fork a rule, windows scanned. */
public final class ForkedSubject {
    private ForkedSubject() {}

    /**
     * Runs until its standard input is closed.
     *
     * @param arguments as {@link SubjectSettings} has them
     */
    public static void main(String[] arguments) {
        SubjectProcess.run(
                arguments, settings -> FlinkSubject.start(settings, RocksDbTuning.OPTIONS, ForkedSubject::connect));
    }

    private static void connect(StreamExecutionEnvironment env, SubjectSettings settings) {
        List<String> rules = RuleTexts.oneByOne(RuleTexts.ofOneMemory(settings.rules()));
        KafkaEnds kafka = new KafkaEnds(env, settings);
        kafka.writeAssessments(kafka.cases()
                .flatMap(new ForkByRule(rules.size()), ForkByRule.TYPE)
                .uid("fork")
                .name("Fork by rule")
                .keyBy(forked -> forked.f0, Types.STRING)
                .process(new AssessFromWindow(rules), StreamTypes.ASSESSMENT)
                .uid("assess")
                .name("Assess"));
    }
}
