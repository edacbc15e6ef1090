// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.state.api.OperatorIdentifier;
import org.apache.flink.state.api.SavepointReader;
import org.apache.flink.state.api.functions.KeyedStateReaderFunction;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.ScoringJob;
import portolan.pipeline.state.ScoringState;
import portolan.pipeline.store.TaskStore;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.wire.Topics;
import portolan.scoring.ledger.LedgerEntry;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/** A savepoint of the live job is read by Flink's State Processor API, and by a job that goes on from it. */
@Tag("rest")
class SavepointIT {
    private static final String TENANT = "default";

    /**
     * No checkpoint comes before the savepoint: what one had beside the backend, the next snapshot of any kind would
     * store.
     */
    private static final String NEVER = "PT10M";

    private static final int AMENDED = 2;

    /** Fewer than fill a block of any key group: none is in the backend before the savepoint. */
    private static final int FILINGS = 150;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path directory;

    @SuppressWarnings("NullAway.Init") // set before each test
    private EmbeddedKafka kafka;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Wiretap wiretap;

    @BeforeEach
    void start() {
        kafka = EmbeddedKafka.temporary(LocalTopics.all());
        wiretap = new Wiretap(kafka.bootstrapServers());
    }

    @AfterEach
    void stop() {
        wiretap.close();
        kafka.close();
    }

    @Test
    void theStateProcessorApiFindsEveryConsignmentsEntry() throws Exception {
        List<Filing> filings = creations();

        assertThat(entries(savepointAfter(filings)))
                .isEqualTo(filings.stream()
                        .map(filing -> Consignment.ledgerKey(TENANT, new ConsignmentKey(filing.getConsignmentKey()))
                                + " is kept")
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void aJobThatGoesOnFromItKnowsEveryConsignment() throws Exception {
        List<Filing> filings = creations();
        String savepoint = savepointAfter(filings);
        try (LocalCluster cluster = LocalCluster.plan().withTaskManagers(1, 1).start()) {
            StreamExecutionEnvironment env = cluster.environment();
            env.configure(LatestState.claimed(savepoint));
            RunningJob job = submit(env);
            for (Filing filing : filings) {
                wiretap.send(
                        Topics.CONSIGNMENTS_FILED,
                        Filing.newBuilder(filing)
                                .setEventKind(EventKind.REPLACE)
                                .setFilingVersion(AMENDED)
                                .build());
            }
            // One that it does not know would wait for its creation.
            awaitAssessed(filings, AMENDED);
            job.stop(directory.toUri().toString());
        }
    }

    private String savepointAfter(List<Filing> filings) throws Exception {
        try (LocalCluster cluster = LocalCluster.plan().withTaskManagers(1, 1).start()) {
            RunningJob job = submit(cluster.environment());
            filings.forEach(filing -> wiretap.send(Topics.CONSIGNMENTS_FILED, filing));
            awaitAssessed(filings, 1);
            return job.stop(directory.toUri().toString());
        }
    }

    private void awaitAssessed(List<Filing> filings, int version) {
        Set<String> assessed = new TreeSet<>();
        wiretap.await(Topics.CONSIGNMENTS_ASSESSED, of -> {
            if (of.getFilingVersion() == version) {
                assessed.add(of.getConsignmentKey());
            }
            return assessed.size() == filings.size();
        });
    }

    private RunningJob submit(StreamExecutionEnvironment env) throws Exception {
        ScoringJob.build(
                env, JobSettings.of(Map.of("bootstrap", kafka.bootstrapServers(), "checkpoint-interval", NEVER)));
        return RunningJob.start(env, "savepoint");
    }

    @SuppressWarnings("try") // Its close may be interrupted, as all of the test.
    private static Set<String> entries(String savepoint) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, new Configuration());
        SavepointReader reader = SavepointReader.read(env, savepoint, new EmbeddedRocksDBStateBackend());
        Set<String> found = new TreeSet<>();
        try (CloseableIterator<String> read = reader.readKeyedState(
                        OperatorIdentifier.forUid(ScoringState.KEEP_LEDGER), new Entries(), Types.STRING, Types.STRING)
                .executeAndCollect()) {
            read.forEachRemaining(found::add);
        }
        return found;
    }

    private static List<Filing> creations() {
        Iterator<FeedEvent> feed = new Feed(FeedSettings.builder()
                .seed(17)
                .filings(10 * FILINGS)
                .shippers(80)
                .consignmentsPerDay(200)
                .resent(0)
                .tenant(TENANT)
                .build());
        List<Filing> filings = new ArrayList<>();
        while (filings.size() < FILINGS) {
            if (feed.next() instanceof FeedEvent.Filed filed && filed.filing().getEventKind() == EventKind.CREATE) {
                filings.add(filed.filing());
            }
        }
        return filings;
    }

    /** Tells the keys of entries that can be read. */
    private static final class Entries extends KeyedStateReaderFunction<String, String> {
        private static final long serialVersionUID = 1;

        private transient MapState<Integer, byte[]> blocks;

        @Override
        public void open(OpenContext context) {
            blocks = getRuntimeContext().getMapState(TaskStore.blocksInBackend());
        }

        @Override
        public void readKey(String key, Context context, Collector<String> out) throws Exception {
            for (Map.Entry<Integer, byte[]> block : blocks.entries()) {
                TaskStore.read(block.getKey(), block.getValue(), (kind, hash, value) -> {
                    LedgerEntry entry = LedgerEntry.read(Objects.requireNonNull(value, "nothing was removed"));
                    out.collect(entry.stated().ledgerKey() + (entry.isLive() ? " is kept" : " is not live"));
                });
            }
        }
    }
}
