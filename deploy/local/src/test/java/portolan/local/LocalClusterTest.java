// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.testing.Patience;

@Tag("rest")
class LocalClusterTest {
    private static final int KEYS = 4;
    private static final int PER_KEY = 200;

    // Tasks run in this process: what they have seen is told here.
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
    private static final AtomicInteger STARTS = new AtomicInteger();

    @AfterEach
    void forget() {
        SEEN.clear();
        STARTS.set(0);
    }

    @Test
    void runsAJobAndShowsItOnTheWeb() throws Exception {
        Path directory;
        try (LocalCluster cluster = LocalCluster.plan().start()) {
            directory = cluster.directory();
            submit(cluster.environment(), 100_000).getJobExecutionResult().get();

            assertThat(SEEN).hasSize(KEYS * PER_KEY).contains("3:" + PER_KEY);
            assertThat(get(cluster, "/overview"))
                    .contains("\"taskmanagers\":1", "\"slots-total\":2", "\"jobs-finished\":1");
            assertThat(get(cluster, "/index.html")).contains("Apache Flink Web Dashboard");
        }
        assertThat(directory).doesNotExist();
    }

    @Test
    void countsOnWhenATaskManagerIsKilled() throws Exception {
        try (LocalCluster cluster = LocalCluster.plan()
                .withTaskManagers(2, 1)
                .with("execution.checkpointing.interval", "100 ms")
                .start()) {
            JobClient job = submit(cluster.environment(), 200);
            Patience.until("a quarter is counted", () -> SEEN.size() >= KEYS * PER_KEY / 4, SEEN::size);
            int startsBefore = STARTS.get();
            cluster.killTaskManager(0);
            cluster.addTaskManager();
            job.getJobExecutionResult().get();

            assertThat(STARTS).hasValueGreaterThan(startsBefore);
            // A count that starts again from nothing never gets this far.
            assertThat(SEEN).contains("0:" + PER_KEY, "1:" + PER_KEY, "2:" + PER_KEY, "3:" + PER_KEY);
            assertThat(SEEN).hasSize(KEYS * PER_KEY);
        }
    }

    @Test
    void writesWhereItIsToldAlsoWhereNamesHaveBlanks(@TempDir Path directory) {
        Path files = directory.resolve("a b");

        Configuration settings = LocalCluster.plan().settings(files, 1L << 30);

        assertThat(new org.apache.flink.core.fs.Path(settings.get(CheckpointingOptions.CHECKPOINTS_DIRECTORY))
                        .getPath())
                .isEqualTo(files.resolve("checkpoints").toString());
    }

    @Test
    void rocksDbHasItsShareOfALargeHeapUnlessToldOtherwise(@TempDir Path directory) {
        LocalCluster.Plan plan = LocalCluster.plan();
        long heapBytes = 8L << 30;

        assertThat(plan.settings(directory, heapBytes).get(TaskManagerOptions.MANAGED_MEMORY_SIZE))
                .isEqualTo(MemorySize.ofMebiBytes(2_048));
        assertThat(plan.with(TaskManagerOptions.MANAGED_MEMORY_SIZE.key(), "64 mb")
                        .settings(directory, heapBytes)
                        .get(TaskManagerOptions.MANAGED_MEMORY_SIZE))
                .isEqualTo(MemorySize.ofMebiBytes(64));
    }

    /** With a first checkpoint of its own: a snapshot that is not the job's own cannot be the base of its log. */
    @Test
    void countsOnWhenAllIsStartedAnew(@TempDir Path directory) throws Exception {
        LocalCluster.Plan plan = LocalCluster.plan()
                .with("execution.checkpointing.interval", "100 ms")
                .with("execution.state-recovery.claim-mode", "NO_CLAIM")
                .with("restart-strategy.type", "none")
                .in(directory);
        try (LocalCluster cluster = plan.start()) {
            // So slow that a busy machine does not count all before it has a checkpoint.
            JobClient job = submit(cluster.environment(), 50);
            Patience.until("an eighth is counted", () -> SEEN.size() >= KEYS * PER_KEY / 8, SEEN::size);
            Patience.until("a checkpoint is complete", () -> latest(directory) != null, SEEN::size);
            job.cancel().get();
        }
        SEEN.clear();
        String from = Objects.requireNonNull(latest(directory), "checked above");
        try (LocalCluster cluster = plan.start()) {
            StreamExecutionEnvironment environment = cluster.environment();
            environment.configure(LatestState.claimed(from));
            JobClient job = submit(environment, 400);
            Patience.until(
                    "a newer one is complete",
                    () -> {
                        String newest = latest(directory);
                        return newest != null && !newest.equals(from);
                    },
                    SEEN::size);
            job.getJobExecutionResult().get();

            assertThat(SEEN)
                    .contains("0:" + PER_KEY, "1:" + PER_KEY, "2:" + PER_KEY, "3:" + PER_KEY)
                    .doesNotContain("0:1");
        }
    }

    /** A file may go while the folder is read. */
    private static @Nullable String latest(Path directory) {
        try {
            return LatestState.in(directory);
        } catch (IOException | UncheckedIOException | BadInput gone) {
            return null;
        }
    }

    @Test
    void namesThePortThatItCannotHave() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            LocalCluster.Plan plan = LocalCluster.plan().withWebPort(taken.getLocalPort());

            assertThatThrownBy(plan::start).hasMessageContaining("webPort=" + taken.getLocalPort());
        }
    }

    private static JobClient submit(StreamExecutionEnvironment environment, double perSecond) throws Exception {
        environment
                .fromSource(
                        new DataGeneratorSource<>(
                                number -> number,
                                (long) KEYS * PER_KEY,
                                RateLimiterStrategy.perSecond(perSecond),
                                Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "Numbers")
                .uid("numbers")
                .keyBy(number -> number % KEYS)
                .process(new Count())
                .uid("count")
                .sinkTo(new DiscardingSink<>())
                .uid("discard");
        return environment.executeAsync("count");
    }

    private static String get(LocalCluster cluster, String path) throws Exception {
        URI uri = cluster.webUrl().resolve(path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    /** Counts the numbers of each key in keyed state, which is in RocksDB. */
    private static final class Count extends KeyedProcessFunction<Long, Long, Long> {
        private transient ValueState<Integer> count;

        @Override
        public void open(OpenContext context) {
            STARTS.incrementAndGet();
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.INT));
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
            int now = Objects.requireNonNullElse(count.value(), 0) + 1;
            count.update(now);
            SEEN.add(context.getCurrentKey() + ":" + now);
            out.collect(number);
        }
    }
}
