// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that run the job live on a cluster in their own process. */
final class LiveOptions {
    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "tasks a stage (default: half as many as processors, four at most; here ${DEFAULT-VALUE})")
    private int parallelism = TasksAStage.unlessSaid();

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            description = "port of Flink's web UI, 0 for a free one (default: ${DEFAULT-VALUE}, if it is free)")
    private int webPort = 8081;

    @Option(
            names = "--rule-keys",
            paramLabel = "DIR",
            description = "folder with the public keys of those whose rule sets are taken from the topic, NAME.pub as"
                    + " 'rules keygen' writes it (default: none is taken)")
    private @Nullable Path ruleKeys;

    /** One task manager with as many slots as tasks a stage. */
    LocalCluster.Plan plan() {
        return planWith(0);
    }

    /** The same with slots for other jobs. */
    LocalCluster.Plan planWith(int otherSlots) {
        return LocalCluster.plan().withWebPort(FreePort.orAny(webPort)).withTaskManagers(1, parallelism + otherSlots);
    }

    /** The folder of public keys; null where rule sets are not taken from the topic. */
    @Nullable
    Path ruleKeys() {
        return ruleKeys;
    }

    /** Whether rule sets are taken from the topic, which needs the name of a deployment. */
    boolean takesRules() {
        return ruleKeys != null;
    }

    /** Adds the settings of the job that these options are. */
    void addTo(Map<String, String> settings) {
        settings.put("parallelism", Integer.toString(parallelism));
        JobOptions.put(settings, "rule-keys", ruleKeys);
    }
}
