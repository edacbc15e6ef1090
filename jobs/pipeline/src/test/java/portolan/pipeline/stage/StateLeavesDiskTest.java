// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.pipeline.stage.OperatorScript.watermark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.RocksDBKeyedStateBackend;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompactionStyle;
import org.rocksdb.DBOptions;
import portolan.pipeline.AssessInput;
import portolan.pipeline.CacheSizes;
import portolan.pipeline.Calls;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.Mode;
import portolan.pipeline.PublishedText;
import portolan.pipeline.state.StreamTypes;
import portolan.pipeline.store.TaskStore;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.Visit;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.ledger.LedgerSettings;
import portolan.testing.Patience;

/**
 * What the operators forget leaves the disk, too: a deletion alone only hides it, compaction takes its bytes out of the
 * files. The real backend, its files read as bytes.
 */
final class StateLeavesDiskTest {
    private static final long SEED = 20_261_124L;
    private static final int BILLS = 300;
    private static final int KEY_GROUPS = 16;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final CacheSizes HELD = new CacheSizes(1 << 16);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path disk;

    /** Names that nothing else contains. */
    private final List<String> secrets = new ArrayList<>();

    private @Nullable AbstractStreamOperatorTestHarness<?> opened;

    private final Random random = new Random(SEED);

    private String secret() {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            letters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        secrets.add(letters.toString());
        return letters.toString();
    }

    @ParameterizedTest
    @EnumSource(names = {"UNIVERSAL", "LEVEL"})
    void ofAForgottenConsignmentNothingIsLeftInTheLedgersFiles(CompactionStyle style) throws Exception {
        KeyedTwoInputStreamOperatorTestHarness<String, LedgerInput, PublishedText, CaseEvent> ledger =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeepLedger(Mode.ARRIVAL, LedgerSettings.keeping(RETENTION), null, HELD),
                        LedgerInput::ledgerKey,
                        null,
                        Types.STRING);
        open(ledger, StreamTypes.CASE_EVENT, style);
        for (int bill = 0; bill < BILLS; bill++) {
            String line = "CREATE " + secret() + " v1 shipper=" + secret() + " consignee=" + secret();
            ledger.processElement1(Lines.input(1, line), Lines.hour(1));
        }

        leavesWith(
                ledger,
                () -> ledger.processBothWatermarks(watermark(RETENTION.toHours() + 2)),
                List.of(TaskStore.blocksInBackend().getName()));
    }

    @ParameterizedTest
    @EnumSource(names = {"UNIVERSAL", "LEVEL"})
    void ofAForgottenPartyNothingIsLeftInTheFilesOfAnyMemory(CompactionStyle style) throws Exception {
        List<String> states = List.of(TaskStore.blocksInBackend().getName());
        Cases cases = new Cases();
        KeyedOneInputStreamOperatorTestHarness<String, Calls, AssessInput> memories =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new Remember(Mode.ARRIVAL, MemorySettings.DEFAULT, false, HELD),
                        Calls::key,
                        Types.STRING,
                        KEY_GROUPS,
                        1,
                        0);
        open(memories, StreamTypes.ASSESS_INPUT, style);
        for (int bill = 0; bill < BILLS; bill++) {
            // A code each: no state may have one key alone, see below.
            CaseEvent event = cases.event(
                    1,
                    "CREATE HBL-" + bill + " v1 shipper=" + secret() + " consignee=" + secret() + " filer=" + secret()
                            + " hs=" + (620_000 + bill));
            for (Calls calls : calls(event)) {
                memories.processElement(calls, Lines.hour(1));
            }
        }

        leavesWith(
                memories,
                () -> memories.processWatermark(
                        watermark(MemorySettings.DEFAULT.retention().toHours() + 2)),
                states);
    }

    private static List<Calls> calls(CaseEvent event) {
        List<Calls> calls = new ArrayList<>();
        for (Remembered<?> remembered : Catalogue.remembered()) {
            for (Visit visit : Visit.of(remembered.kind(), event)) {
                calls.add(new Calls(
                        event,
                        List.of(new Calls.Call(
                                remembered.kind().name(),
                                visit.key(),
                                visit.leaves(),
                                visit.joins(),
                                visit.inspected()))));
            }
        }
        return calls;
    }

    /** By size as in production, or by level as RocksDB does. */
    private record Merging(CompactionStyle style) implements RocksDBOptionsFactory {
        @Override
        public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> toClose) {
            return current;
        }

        @Override
        public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions current, Collection<AutoCloseable> toClose) {
            return current.setCompactionStyle(style);
        }
    }

    private <T> void open(AbstractStreamOperatorTestHarness<T> harness, TypeInformation<T> type, CompactionStyle style)
            throws Exception {
        // Incremental, as in production: its snapshots are what writes files.
        EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend(true);
        backend.setDbStoragePath(disk.toString());
        // Buffers large enough for one file a state and snapshot: a value alone in its file, and its deletion alone in
        // another, may lie side by side until more is merged.
        backend.getMemoryConfiguration().setUseManagedMemory(false);
        backend.setRocksDBOptions(new Merging(style));
        harness.setStateBackend(backend);
        harness.setCheckpointStorage(new JobManagerCheckpointStorage(64 << 20));
        harness.setup(type.createSerializer(new SerializerConfigImpl()));
        harness.open();
        opened = harness;
    }

    @AfterEach
    void close() throws Exception {
        if (opened != null) {
            opened.close();
        }
    }

    /** What makes an operator forget. */
    private interface Forgetting {
        void run() throws Exception;
    }

    /** Everything is in the files, is forgotten, and leaves them with a compaction. */
    private void leavesWith(AbstractStreamOperatorTestHarness<?> harness, Forgetting forgetting, List<String> states)
            throws Exception {
        // Which has nothing beside the backend.
        harness.snapshotWithLocalState(1, 1, SavepointType.savepoint(SavepointFormatType.NATIVE));
        // Compression cuts some of them in two, and most of those that stand in keys only.
        assertThat(found()).as("in the files, seed %d", SEED).isGreaterThan(secrets.size() / 10);

        forgetting.run();
        RocksDBKeyedStateBackend<?> backend = (RocksDBKeyedStateBackend<?>)
                ((AbstractStreamOperator<?>) harness.getOperator()).getKeyedStateBackend();
        harness.snapshot(3, 3);
        assertThat(backend.numKeyValueStateEntries()).isZero();
        assertThat(found()).as("deleted, and still in the files").isPositive();

        for (String state : states) {
            backend.compactState(new ValueStateDescriptor<>(state, Types.STRING));
        }
        // Files that compaction replaced are removed behind it.
        Patience.until("no file with entries is left", () -> bytes() == 0, this::tables);
        assertThat(found()).isZero();
    }

    /** How many of the secrets stand in any table file. */
    private int found() {
        StringBuilder all = new StringBuilder();
        for (Path file : tables()) {
            all.append(read(file));
        }
        return (int) secrets.stream().filter(secret -> all.indexOf(secret) >= 0).count();
    }

    private long bytes() {
        return tables().stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private List<Path> tables() {
        try (Stream<Path> files = Files.walk(disk)) {
            return files.filter(file -> file.toString().endsWith(".sst")).toList();
        } catch (IOException | UncheckedIOException e) {
            // A file may go while the folder is read.
            return tables();
        }
    }

    /** Bytes as characters, one each; a file that has gone since is empty. */
    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
