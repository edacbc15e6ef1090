// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.graph.StreamingJobGraphGenerator;
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
                        "Read containers.moved",
                        "Read inspections.reported",
                        "Read rulesets.published",
                        "Decode filings",
                        "Decode moves",
                        "Decode outcomes",
                        "Read rules",
                        "Call at memories",
                        "Remember",
                        "Assess",
                        "Encode assessments",
                        "Encode alerts",
                        "Choose urgent",
                        "Encode urgent");
    }

    /** One task for all: a file that is slow to write would hold back filings. */
    @Test
    void noTaskThatScoresWritesTheArchive() {
        ScoringJob.build(env, JobSettings.of(Map.of("parallelism", "1", "archive", "/archive")));

        StreamGraph graph = env.getStreamGraph(false);
        assertThat(graph.getStreamNodes())
                .filteredOn(node ->
                        List.of("Read outcomes", "Archive assessments: Writer").contains(node.getOperatorName()))
                .hasSize(2)
                .flatMap(StreamNode::getInEdges)
                .noneMatch(edge -> StreamingJobGraphGenerator.isChainable(edge, graph));
    }

    @Test
    void theStateIsSetWhateverTheClusterSays() {
        ScoringJob.build(env, JobSettings.of(Map.of("parallelism", "2")));

        assertThat(env.getConfiguration().get(RocksDBOptions.OPTIONS_FACTORY))
                .isEqualTo(LateCompaction.class.getName());
    }

    /** Otherwise they would not see how far the others are. */
    @ParameterizedTest
    @CsvSource({"arrival, 2, 0", "ordered, 1, 1"})
    void inOrderOneTaskReadsEachTopicAndAllAreInOneProcess(String mode, int tasks, int groups) {
        ScoringJob.build(env, JobSettings.of(Map.of("mode", mode, "parallelism", "2")));

        List<StreamNode> sources = env.getStreamGraph(false).getStreamNodes().stream()
                .filter(node -> node.getOperatorName().startsWith("Source: Read"))
                .toList();
        assertThat(sources)
                .filteredOn(node -> !node.getOperatorName().contains("rulesets"))
                .hasSize(3)
                .allMatch(node -> node.getParallelism() == tasks);
        assertThat(sources.stream().map(StreamNode::getCoLocationGroup).filter(Objects::nonNull))
                .hasSize(4 * groups);
        assertThat(sources.stream().map(StreamNode::getCoLocationGroup).collect(Collectors.toSet()))
                .hasSize(1);
    }

    /** Brokers would have given up what a longer one is about to commit. */
    @ParameterizedTest
    @CsvSource({"at-least-once, PT30S, 600000", "exactly-once, PT30S, 29000", "exactly-once, PT15M, 600000"})
    void noCheckpointOutlastsItsTransactions(String delivery, String timeout, long mostMillis) {
        ScoringJob.build(
                env,
                JobSettings.of(
                        Map.of("checkpoint-interval", "PT1S", "delivery", delivery, "transaction-timeout", timeout)));

        assertThat(env.getCheckpointConfig().getCheckpointTimeout()).isEqualTo(mostMillis);
    }

    @ParameterizedTest
    @CsvSource({"PT0.5S, 100", "PT10S, 2000", "PT60S, 2000"})
    void thePauseAfterACheckpointIsAFifthOfTheIntervalAndTwoSecondsAtMost(String interval, long pauseMillis) {
        ScoringJob.build(env, JobSettings.of(Map.of("checkpoint-interval", interval)));

        assertThat(env.getCheckpointConfig().getMinPauseBetweenCheckpoints()).isEqualTo(pauseMillis);
    }
}
