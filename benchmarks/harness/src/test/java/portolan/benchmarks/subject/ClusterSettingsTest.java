// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.taskexecutor.TaskExecutorResourceUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterSettingsTest {
    @TempDir
    private Path directory;

    private ClusterSettings written() {
        ClusterSettings settings = ClusterSettings.onFreePorts(directory, 3, 2_048);
        settings.write();
        return settings;
    }

    /** As Flink's entry point reads the words. */
    @Test
    void aTaskManagerTakesWhatItIsTold() throws Exception {
        Configuration read = TaskManagerRunner.loadConfiguration(
                written().ofTaskManager("task-manager-2").toArray(String[]::new));

        assertThat(read.get(TaskManagerOptions.TASK_MANAGER_RESOURCE_ID)).isEqualTo("task-manager-2");
        assertThat(read.get(TaskManagerOptions.NUM_TASK_SLOTS)).isEqualTo(3);
        // The heap, of which Flink keeps some for itself, 128 MiB outside of it, the exchanges' and RocksDB's. What has
        // no
        // size is refused.
        assertThat(TaskExecutorResourceUtils.calculateTotalFlinkMemoryFromComponents(read))
                .isEqualTo(MemorySize.ofMebiBytes(2_048 + 128 + 128 + 512).getBytes());
    }

    @Test
    void everythingElseIsAsTheProductHasItButForHeartbeats() {
        Configuration read = written().ofClient();

        assertThat(read.get(RestartStrategyOptions.RESTART_STRATEGY)).isEqualTo("exponential-delay");
        assertThat(read.get(HeartbeatManagerOptions.HEARTBEAT_INTERVAL)).isEqualTo(Duration.ofSeconds(1));
        assertThat(read.get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void whoSubmitsKnowsTheJobManagerOnLoopback() {
        ClusterSettings settings = written();
        Configuration read = settings.ofClient();

        assertThat(read.get(DeploymentOptions.TARGET)).isEqualTo("remote");
        assertThat(read.get(RestOptions.ADDRESS)).isEqualTo("127.0.0.1");
        assertThat(read.get(RestOptions.PORT)).isEqualTo(settings.restPort()).isPositive();
        assertThat(read.get(JobManagerOptions.PORT))
                .isEqualTo(settings.rpcPort())
                .isNotEqualTo(settings.restPort());
    }
}
