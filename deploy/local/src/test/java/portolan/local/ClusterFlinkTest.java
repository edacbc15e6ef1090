// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFlinkTest {
    @TempDir
    private Path directory;

    @Test
    void refusesToSubmitToAClusterThatRunsJarsOfAnotherBuild() throws IOException {
        String job = "portolan-pipeline-" + Portolan.Version.number() + "-job.jar";
        String rest = "portolan-rest-" + Portolan.Version.number() + ".jar";
        Path home = directory.resolve("home");
        Path data = directory.resolve("data");
        write(home.resolve("flink/lib").resolve(job), "new");
        write(home.resolve("flink/lib").resolve(rest), "guard");
        write(data.resolve("lib").resolve(job), "old");
        write(data.resolve("lib").resolve(rest), "guard");
        ClusterFlink flink = new ClusterFlink(ClusterPlan.of(data, 1, 1), home);

        assertThatThrownBy(flink::checkJars)
                .isInstanceOf(BadInput.class)
                .hasMessageContainingAll("another build", "cluster down --data " + data, "jars=" + job)
                .hasMessageNotContaining(rest);

        write(data.resolve("lib").resolve(job), "new");
        assertThatCode(flink::checkJars).doesNotThrowAnyException();
    }

    /** A planned rescale is away as long as task managers do not see that the job manager has ended. */
    @Test
    void aJobManagerThatHasEndedIsMissedWithinSeconds() throws IOException {
        Path data = directory.resolve("data");
        write(data.resolve("conf/config.yaml"), "{}");

        assertThat(new ClusterFlink(ClusterPlan.of(data, 1, 1), directory)
                        .client()
                        .get(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT))
                .isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void portsForPrometheusComeWithAllThatTheReporterNeeds() {
        assertThat(ClusterFlink.metrics("9250-9260"))
                .containsEntry("metrics.reporters", "prom")
                .containsEntry("metrics.reporter.prom.port", "9250-9260")
                .containsEntry("metrics.reporter.prom.filterLabelValueCharacters", "false")
                .containsKey("metrics.reporter.prom.factory.class");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
