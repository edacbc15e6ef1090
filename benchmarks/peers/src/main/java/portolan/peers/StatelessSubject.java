// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import portolan.pipeline.state.StreamTypes;

/** Flink without any memory: the pipeline that the engine is held against, with the engine's own way of reading. */
public final class StatelessSubject {
    private StatelessSubject() {}

    /**
     * Runs until its standard input is closed.
     *
     * @param arguments as {@link SubjectSettings} has them
     */
    public static void main(String[] arguments) {
        SubjectProcess.run(arguments, settings -> FlinkPeer.start(settings, Map.of(), StatelessSubject::connect));
    }

    private static void connect(StreamExecutionEnvironment env, SubjectSettings settings) {
        KafkaEnds kafka = new KafkaEnds(env, settings);
        kafka.writeAssessments(kafka.casesByShipperAsInTheEngine()
                .process(new AssessUnseen(RuleTexts.ofOneMemory(settings.rules())), StreamTypes.ASSESSMENT)
                .uid("assess")
                .name("Assess"));
    }
}
