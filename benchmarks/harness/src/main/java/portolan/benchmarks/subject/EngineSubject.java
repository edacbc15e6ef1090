// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import portolan.local.HeapShares;
import portolan.peers.SubjectSettings;
import portolan.peers.Write;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.ScoringJob;
import portolan.schemas.wire.Topics;

/** The engine itself, with everything on, as {@code portolan run} starts it, unless it is told to hold less. */
public final class EngineSubject {
    private EngineSubject() {}

    public static void main(String[] words) throws Exception {
        FlinkSubject.run(
                words,
                (env, options) -> build(env, options, Runtime.getRuntime().maxMemory()));
    }

    /** @param heapBytes of the process in which all its tasks run */
    static void build(StreamExecutionEnvironment env, SubjectSettings options, long heapBytes) {
        if (!options.filed().equals(Topics.CONSIGNMENTS_FILED.name())
                || !options.assessed().equals(Topics.CONSIGNMENTS_ASSESSED.name())
                || options.write() != Write.ALL) {
            throw new IllegalArgumentException("the engine has topics of its own and writes every assessment: filed="
                    + options.filed() + ", assessed=" + options.assessed() + ", write=" + options.write());
        }
        ScoringJob.build(env, JobSettings.of(settings(options, heapBytes)));
    }

    /** As the job's own options, and with the shares of the heap that the launcher would give it. */
    static Map<String, String> settings(SubjectSettings options, long heapBytes) {
        String parallelism = Integer.toString(options.parallelism());
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap", options.bootstrap());
        settings.put("parallelism", parallelism);
        settings.put("checkpoint-interval", options.checkpointInterval().toString());
        settings.put("delivery", SubjectSettings.word(options.delivery()));
        settings.put("mode", options.mode());
        settings.put("group-id", options.groupId());
        long cacheOf = heapBytes / options.cachePart();
        settings.put("cache-mib", HeapShares.cacheMib(cacheOf, parallelism));
        if (options.rules() != null) {
            settings.put("rules", options.rules());
        }
        return settings;
    }
}
