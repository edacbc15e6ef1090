package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.pipeline.JobSettings;
import portolan.pipeline.stage.ScoringTopology;
import portolan.pipeline.state.LateCompaction;

/** The graph of the job as it is built, without a cluster. */
final class ScoringJobTest {
    private final StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();

    @Test
    void onlyWhatSomebodyWaitsForIsFlushedAtOnce() {
        ScoringJob.build(env, JobSettings.of(Map.of("parallelism", "2")));

        Set<String> atOnce = new TreeSet<>();
        for (StreamNode node : env.getStreamGraph(false).getStreamNodes()) {
            if (node.getBufferTimeout() == ScoringTopology.FLUSHED_AT_ONCE) {
                atOnce.add(node.getOperatorName().replaceFirst("^Source: ", ""));
            } else {
                assertThat(node.getBufferTimeout()).as(node.getOperatorName()).isEqualTo(env.getBufferTimeout());
            }
        }
        assertThat(atOnce)
                .containsExactlyInAnyOrder(
                        "Read consignments.filed",
                        "Read inspections.reported",
                        "Read rulesets.published",
                        "Decode filings",
                        "Decode outcomes",
                        "Read rules",
                        "Call at memories",
                        "Remember",
                        "Encode assessments",
                        "Encode alerts",
                        "Choose urgent");
    }

    @Test
    void theStateIsSetWhateverTheClusterSays() {
        ScoringJob.build(env, JobSettings.of(Map.of("parallelism", "2")));

        assertThat(env.getConfiguration().get(RocksDBOptions.OPTIONS_FACTORY))
                .isEqualTo(LateCompaction.class.getName());
    }

    @ParameterizedTest
    @CsvSource({"arrival, 200", "ordered, 10"})
    void watermarksAreCloserTogetherWhereEventsWaitForThem(String mode, long millis) {
        ScoringJob.build(env, JobSettings.of(Map.of("mode", mode)));

        assertThat(env.getConfig().getAutoWatermarkInterval()).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({"PT0.5S, 100", "PT10S, 2000", "PT60S, 2000"})
    void thePauseAfterACheckpointIsAFifthOfTheIntervalAndTwoSecondsAtMost(String interval, long pauseMillis) {
        ScoringJob.build(env, JobSettings.of(Map.of("checkpoint-interval", interval)));

        assertThat(env.getCheckpointConfig().getMinPauseBetweenCheckpoints()).isEqualTo(pauseMillis);
    }
}
