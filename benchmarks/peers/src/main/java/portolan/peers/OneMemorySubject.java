// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.state.RocksDbSettings;
import portolan.pipeline.state.StreamTypes;

/** The engine's own way of reading and of remembering, on one memory. */
public final class OneMemorySubject {
    /** A third of the heap for blocks of memories, as the engine has it. */
    private static final int HEAP_BY_MEMORIES = 3;

    /** As the engine's job sets it, of itself. */
    private static final Map<String, String> OPTIONS =
            RocksDbSettings.ofEveryJob().toMap();

    private OneMemorySubject() {}

    /**
     * Runs until its standard input is closed.
     *
     * @param arguments as {@link SubjectSettings} has them
     */
    public static void main(String[] arguments) {
        SubjectProcess.run(arguments, settings -> FlinkPeer.start(settings, OPTIONS, OneMemorySubject::connect));
    }

    private static void connect(StreamExecutionEnvironment env, SubjectSettings settings) {
        KafkaEnds kafka = new KafkaEnds(env, settings);
        kafka.writeAssessments(kafka.casesByShipperAsInTheEngine()
                .transform(
                        "Assess",
                        StreamTypes.ASSESSMENT,
                        new AssessFromCachedMemory(
                                RuleTexts.ofOneMemory(settings.rules()), cacheSizes(settings.parallelism())))
                .uid("assess"));
    }

    private static CacheSizes cacheSizes(int tasks) {
        return new CacheSizes(Runtime.getRuntime().maxMemory() / HEAP_BY_MEMORIES / tasks);
    }
}
