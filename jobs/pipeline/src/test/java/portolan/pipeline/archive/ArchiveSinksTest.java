// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.util.TestStreamEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.archive.Archive;
import portolan.archive.ArchiveFile;
import portolan.archive.ArchivedOutcome;
import portolan.archive.OutcomeReader;
import portolan.archive.RowGroup;
import portolan.pipeline.TestCluster;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.OutcomeCode;

/** The sinks of a live job, with the real file sink and its compaction, on a cluster in this process. */
class ArchiveSinksTest {
    private static final long OUTCOMES = 3_000;
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    @TempDir
    private static Path directory;

    private static final MiniCluster CLUSTER = TestCluster.shared();

    @Test
    void aFailureInTheMiddleLosesNoRowAndDoublesNone() throws Exception {
        Path archive = directory.resolve("archive");
        StreamExecutionEnvironment env = environment();
        DataGeneratorSource<ArchivedOutcome> source = new DataGeneratorSource<>(
                ArchiveSinksTest::outcome,
                OUTCOMES,
                RateLimiterStrategy.perCheckpoint(300),
                TypeInformation.of(ArchivedOutcome.class));
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "Outcomes")
                .uid("outcomes")
                .map(new FailOnceAfterACheckpoint(), TypeInformation.of(ArchivedOutcome.class))
                .uid("fail")
                .sinkTo(new ArchiveSinks(archive.toString()).outcomes(3))
                .uid("archive-outcomes");

        env.execute("failing");

        assertThat(FailOnceAfterACheckpoint.failed).isTrue();
        List<Long> found = new ArrayList<>();
        List<Path> files = Archive.open(archive).outcomes();
        for (Path path : files) {
            try (ArchiveFile file = ArchiveFile.outcomes(path)) {
                for (RowGroup rows = file.next(); rows != null; rows = file.next()) {
                    OutcomeReader reader = new OutcomeReader(rows);
                    for (int row = 0; row < rows.rows(); row++) {
                        ArchivedOutcome outcome = reader.get(row);
                        long number = Long.parseLong(outcome.outcomeId());
                        assertThat(outcome).isEqualTo(outcome(number));
                        found.add(number);
                    }
                }
            }
        }
        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, OUTCOMES).boxed().toList());
        assertThat(files)
                .extracting(file -> archive.relativize(file).getName(1).toString())
                .contains("day=2026-01-31", "day=2026-02-01");
        assertThat(files)
                .anySatisfy(
                        file -> assertThat(archive.relativize(file).getName(2).toString())
                                .startsWith("compacted-"));
        try (Stream<Path> all = Files.walk(archive)) {
            assertThat(all.filter(file -> Files.isRegularFile(file) && !files.contains(file)))
                    .as("what the failure left behind is hidden")
                    .allMatch(file ->
                            archive.relativize(file).getName(2).toString().startsWith("."));
        }
    }

    private static final List<Chosen> CHOSEN = List.of(
            Chosen.UNSAID,
            new Chosen(Chosen.By.RANDOM, 0.02, null, null),
            new Chosen(Chosen.By.ENGINE, null, "RED", "0123abc"),
            Chosen.by(Chosen.By.UNKNOWN),
            Chosen.by(Chosen.By.TIP));

    private static ArchivedOutcome outcome(long number) {
        return new ArchivedOutcome(
                Long.toString(number),
                "t",
                "K-" + number % 50,
                number % 3 == 0 ? OutcomeCode.UNDERVALUED : OutcomeCode.NOTHING_FOUND,
                true,
                1,
                START.plus(Duration.ofMinutes(number / 2)),
                number % 2 == 0 ? null : "NL000396",
                null,
                null,
                number % 3 == 0 ? BigDecimal.valueOf(number, 2) : null,
                "EUR",
                CHOSEN.get((int) (number % CHOSEN.size())));
    }

    private static StreamExecutionEnvironment environment() {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(150));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
        return new TestStreamEnvironment(CLUSTER, settings, 2, List.of(), List.of());
    }

    /** Fails while rows are in open files, and others in files that a checkpoint has closed and not yet committed. */
    private static final class FailOnceAfterACheckpoint
            implements MapFunction<ArchivedOutcome, ArchivedOutcome>, CheckpointListener {
        private static volatile boolean failed;

        private int since;
        private boolean checkpointed;

        @Override
        public ArchivedOutcome map(ArchivedOutcome outcome) {
            if (checkpointed && !failed && ++since > 50) {
                failed = true;
                throw new IllegalStateException("the planned failure");
            }
            return outcome;
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            checkpointed |= checkpoint >= 4;
        }
    }
}
