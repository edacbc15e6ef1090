// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import portolan.testing.Patience;

/**
 * The state directory of a process that was killed while its job took checkpoints. Each test damages one thing and puts
 * it right again; the last ones delete what is left over, and go on.
 */
@Tag("rest")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LatestStateTest {
    private static final int LAST = Integer.MAX_VALUE;
    private static final int BEFORE_THE_LAST = LAST - 1;

    private final List<String> said = new ArrayList<>();
    private Path data;
    private Snapshot newest;
    private Snapshot older;

    @BeforeAll
    void killARun(@TempDir Path temporary) throws Exception {
        data = temporary.toRealPath().resolve("data");
        Process run = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx500m",
                        // It is killed: what it leaves there goes with the test.
                        "-Djava.io.tmpdir=" + temporary.toRealPath(),
                        "-XX:TieredStopAtLevel=1",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Run.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("said").toFile())
                .start();
        try {
            Patience.until(
                    "two checkpoints that share tables",
                    () -> {
                        assertThat(run.isAlive())
                                .as("said: %s", Files.readString(temporary.resolve("said")))
                                .isTrue();
                        return twoThatShareTables();
                    },
                    () -> "fewer");
        } finally {
            run.destroyForcibly();
            assertThat(run.waitFor(Patience.LASTS.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(data.resolve("tmp")).as("Flink's own files").isNotEmptyDirectory();
        List<Snapshot> intact = LatestState.lookIn(data).intact();
        newest = intact.get(0);
        older = intact.get(1);
        // It was killed before it had deleted them.
        for (Snapshot over : intact.subList(2, intact.size())) {
            Files.delete(over.directory().resolve("_metadata"));
        }
    }

    /** The job goes on meanwhile, and deletes what is looked at. */
    private boolean twoThatShareTables() {
        try {
            List<Snapshot> intact = LatestState.lookIn(data).intact();
            return intact.size() >= 2
                    && !Collections.disjoint(
                            intact.get(0).tables().keySet(),
                            intact.get(1).tables().keySet())
                    && !onlyIn(intact.get(0), intact.get(1)).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void theHighestIdIsChosenWhateverFileTimesSay() throws Exception {
        assertThat(newest.id()).isGreaterThan(older.id());
        assertThat(newest.directory()).hasFileName("chk-" + newest.id());
        FileTime time = Files.getLastModifiedTime(older.directory().resolve("_metadata"));
        Files.setLastModifiedTime(
                older.directory().resolve("_metadata"),
                FileTime.from(Instant.now().plusSeconds(86_400)));
        Files.setLastModifiedTime(older.directory(), FileTime.from(Instant.now().plusSeconds(86_400)));

        assertThat(LatestState.in(data)).isEqualTo(newest.address());
        Files.setLastModifiedTime(older.directory().resolve("_metadata"), time);
    }

    @Test
    void damageIsNamedAndTheNextOlderIsGoneOnFrom() throws Exception {
        Path metadata = newest.directory().resolve("_metadata");
        Set<Path> own = new HashSet<>(newest.sizes().keySet());
        own.removeAll(older.sizes().keySet());
        Path file = own.stream().filter(any -> size(any) > 100).findFirst().orElseThrow();

        byte[] bytes = Files.readAllBytes(metadata);
        Files.write(metadata, new byte[0]);
        assertFallsBack(metadata, "it is empty");
        Files.write(metadata, flipped(bytes));
        assertFallsBack(metadata, "its checksum is wrong");
        Files.write(metadata, bytes);

        for (Path each : own) {
            bytes = Files.readAllBytes(each);
            Files.write(each, flipped(bytes));
            assertFallsBack(each, "its checksum is wrong");
            Files.write(each, bytes);
        }

        bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, 50));
        assertFallsBack(file, "it has 50 of ");
        Files.write(file, bytes);
        Path away = Files.move(file, data.resolve("away"));
        assertFallsBack(file, "it is missing");
        Files.move(away, file);

        for (Path table : onlyIn(newest, older)) {
            flipLastByte(table);
            assertFallsBack(table, "RocksDB finds: ");
            flipLastByte(table);
        }

        assertThat(LatestState.in(data)).as("all is right again").isEqualTo(newest.address());
    }

    /** And sets nothing aside, deletes nothing: a file that is put back makes all of it right. */
    @Test
    void whereNoneIsIntactTheStartIsRefusedWithTheFileAndTheWayOut() throws Exception {
        Set<Path> shared = new HashSet<>(newest.tables().keySet());
        shared.retainAll(older.tables().keySet());
        @Nullable Path file = shared.isEmpty() ? null : shared.iterator().next();
        Path metadata = older.directory().resolve("_metadata");
        // Where they share no table, the older one misses a file of its own.
        List<Path> taken = file != null
                ? List.of(file)
                : List.of(metadata, newest.directory().resolve("_metadata"));
        List<byte[]> bytes = new ArrayList<>();
        for (Path one : taken) {
            bytes.add(Files.readAllBytes(one));
            Files.write(one, new byte[0]);
        }
        try (StateDirectory state = StateDirectory.lock(data)) {
            for (int start = 0; start < 2; start++) {
                assertThatThrownBy(() -> state.prepare(false, said::add))
                        .isInstanceOf(BadInput.class)
                        .hasMessageContaining("data=" + data)
                        .hasMessageContaining("chk-" + newest.id() + ": file=" + taken.get(taken.size() - 1))
                        .hasMessageContaining("chk-" + older.id() + ": file=" + taken.get(0))
                        .hasMessageContaining("--group-id");
            }
        }
        assertThat(said).isEmpty();
        for (int i = 0; i < taken.size(); i++) {
            Files.write(taken.get(i), bytes.get(i));
        }
        assertThat(LatestState.in(data)).isEqualTo(newest.address());
    }

    @Test
    void anEmptyDirectoryAndOneWithAnIncompleteCheckpointHaveNone(@TempDir Path other) throws Exception {
        assertThat(LatestState.in(other)).isNull();
        Files.createDirectories(other.resolve("checkpoints/0f/chk-7"));
        assertThat(LatestState.in(other)).isNull();

        Files.writeString(other.resolve("checkpoints/0f/chk-7/_metadata.damaged"), "");
        assertThatThrownBy(() -> LatestState.in(other))
                .as("what was set aside is not forgotten")
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("chk-7: found to be damaged at an earlier start");
    }

    /** As tar and cp -r make it: without extended attributes, and the original's files at the place that it names. */
    @Test
    void aCopyIsRefusedUntilItIsTakenOver(@TempDir Path temporary) throws Exception {
        Path copy = copied(data, temporary.toRealPath().resolve("copy"));
        Map<Path, Long> ofCopy = sums(copy);
        Map<Path, Long> ofOriginal = sums(data);

        try (StateDirectory state = StateDirectory.lock(copy)) {
            for (int start = 0; start < 2; start++) {
                assertThatThrownBy(() -> state.prepare(false, said::add))
                        .isInstanceOf(BadInput.class)
                        .hasMessageContaining("is a copy, or was moved: data=" + copy)
                        .hasMessageContaining("at=")
                        .hasMessageContaining("--take-over");
            }
            assertThatThrownBy(() -> LatestState.in(copy)).isInstanceOf(BadInput.class);
            assertThat(said).isEmpty();
            assertThat(sums(copy)).isEqualTo(ofCopy);

            Snapshot taken = state.prepare(true, said::add);
            assertThat(taken).isNotNull().extracting(Snapshot::id).isEqualTo(newest.id());
            assertThat(said.remove(0)).contains("is taken over: data=" + copy);
            assertThat(state.prepare(false, said::add)).as("it is asked once").isEqualTo(taken);
        }
        said.clear();
        for (Snapshot snapshot : LatestState.lookIn(copy).intact()) {
            assertThat(snapshot.sizes().keySet()).allMatch(file -> file.startsWith(copy));
            assertThat(snapshot.tables().keySet()).allMatch(file -> file.startsWith(copy));
            assertThat(Snapshot.moved(snapshot.directory(), copy)).isEmpty();
        }
        assertThat(sums(data)).isEqualTo(ofOriginal);
        Path link = Files.createSymbolicLink(temporary.resolve("link"), data);
        assertThat(LatestState.in(link)).as("another name of the same").isNotNull();
        Files.delete(link);
    }

    /** The real disaster: the place that its checkpoints name is gone, and there are none but those of a killed run. */
    @Test
    void aCopyOfACheckpointGoesOnWhereTheOriginalIsGone(@TempDir Path temporary) throws Exception {
        Path copy = copied(data, temporary.toRealPath().resolve("copy"));
        Path gone = Files.move(data, temporary.toRealPath().resolve("gone"));
        try {
            assertThat(run(copy)).isNotNull().satisfies(from -> {
                assertThat(from.directory()).startsWith(copy);
                assertThat(from.id()).isEqualTo(newest.id());
            });
            assertThat(data).doesNotExist();
        } finally {
            Files.move(gone, data);
        }
        assertThat(LatestState.in(copy)).as("and again").isNotNull();
    }

    /** Of each kind of file, and all of those that the newest has alone. */
    @Test
    void aBitThatIsFlippedInACopyIsNamedByItsFile(@TempDir Path temporary) throws Exception {
        Path copy = copied(data, temporary.toRealPath().resolve("copy"));
        Set<Path> all = new HashSet<>(newest.sizes().keySet());
        all.addAll(newest.tables().keySet());
        all.add(newest.directory().resolve("_metadata"));
        for (Path original : all) {
            Path file = copy.resolve(data.relativize(original));
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, flipped(bytes));
            LatestState state = LatestState.lookIn(copy);
            assertThat(state.damaged()).isNotEmpty();
            assertThat(state.damaged().get(0).toString()).contains("chk-" + newest.id() + ": file=" + file + ", ");
            Files.write(file, bytes);
        }
        assertThat(LatestState.lookIn(copy).damaged()).isEmpty();
    }

    /** Flink names files by the place of a link that is left where the directory was. */
    @Test
    void aBitThatIsFlippedIsNamedUnderAnotherNameOfTheDirectory(@TempDir Path temporary) throws Exception {
        Path original = newest.sizes().keySet().stream()
                .filter(file -> !file.startsWith(newest.directory()))
                .findFirst()
                .orElseThrow();
        Path moved = Files.move(data, temporary.toRealPath().resolve("moved"));
        Path file = moved.resolve(data.relativize(original));
        byte[] bytes = Files.readAllBytes(file);
        Files.createSymbolicLink(data, moved);
        try {
            Files.write(file, flipped(bytes));
            assertThat(LatestState.lookIn(moved).damaged().toString()).contains("file=" + file);
        } finally {
            Files.write(file, bytes);
            Files.delete(data);
            Files.move(moved, data);
        }
    }

    /** Two jobs would end each other's transactions; and cp -a keeps a link, through which a job would delete. */
    @Test
    void aCopyIsNotTakenOverWhereAJobRunsOrAFolderIsTheOthers(@TempDir Path temporary) throws Exception {
        Path copy = copied(data, temporary.toRealPath().resolve("copy"));
        try (StateDirectory state = StateDirectory.lock(copy)) {
            try (StateDirectory other = StateDirectory.lock(data)) {
                assertThatThrownBy(() -> state.prepare(true, said::add))
                        .isInstanceOf(BadInput.class)
                        .hasMessageContaining("uses this state directory")
                        .hasMessageContaining("data=" + other.path());
            }
            Path folder = copy.resolve("changelog");
            Files.move(folder, temporary.resolve("changelog"));
            Files.createSymbolicLink(folder, data.resolve("changelog"));
            assertThatThrownBy(() -> state.prepare(true, said::add))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("folder=" + folder);
            Files.delete(folder);
        }
        assertThat(said).isEmpty();
    }

    /** The savepoint of a stop names its files beside it, wherever that is. */
    @Test
    void aCopyOfAStoppedRunGoesOnAndNeitherDeletesWhatIsTheOthers(@TempDir Path temporary) throws Exception {
        Path original = temporary.toRealPath().resolve("original");
        assertThat(run(original)).isNull();
        Path copy = copied(original, temporary.toRealPath().resolve("copy"));
        try (StateDirectory state = StateDirectory.lock(copy)) {
            assertThatThrownBy(() -> state.prepare(false, said::add))
                    .isInstanceOf(BadInput.class)
                    .hasMessageContaining("it was at=" + original.toUri());
        }

        Map<Path, Long> ofOriginal = sums(original);
        assertThat(run(copy))
                .isNotNull()
                .satisfies(from -> assertThat(from.directory()).startsWith(copy));
        assertThat(sums(original)).isEqualTo(ofOriginal);

        Map<Path, Long> ofCopy = sums(copy);
        try (StateDirectory state = StateDirectory.lock(original)) {
            assertThat(state.prepare(false, said::add))
                    .isNotNull()
                    .satisfies(from -> assertThat(from.directory()).startsWith(original));
        }
        said.clear();
        assertThat(sums(copy)).isEqualTo(ofCopy);
    }

    /** What it went on from; empty at first, it is stopped with a savepoint. */
    private static @Nullable Snapshot run(Path data) throws Exception {
        try (StateDirectory state = StateDirectory.lock(data);
                Stop stop = Stop.onInterrupt()) {
            Snapshot newest = state.prepare(true, line -> {});
            try (LocalCluster cluster = Run.plan().in(state).start()) {
                Beginning begun = Beginning.of(cluster, state, newest, Run::start, stop, line -> {});
                Path checkpoints =
                        data.resolve("checkpoints").resolve(begun.job().id().toString());
                Patience.until("a checkpoint", () -> hasCheckpoint(checkpoints), () -> checkpoints);
                if (newest == null) {
                    begun.job().stop(FlinkAddress.of(state.path().resolve("savepoints")));
                } else {
                    begun.job().cancel();
                }
            }
            return newest;
        }
    }

    private static boolean hasCheckpoint(Path job) throws IOException {
        try (DirectoryStream<Path> checkpoints = Files.newDirectoryStream(job, "chk-*")) {
            for (Path checkpoint : checkpoints) {
                if (Files.exists(checkpoint.resolve("_metadata"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Path copied(Path directory, Path copy) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.toList()) {
                Path to = copy.resolve(directory.relativize(each));
                if (Files.isDirectory(each)) {
                    Files.createDirectories(to);
                } else {
                    Files.write(to, Files.readAllBytes(each));
                }
            }
        }
        return copy;
    }

    /** Of bytes; but for what says who has it, and libraries of the process that looks. */
    private static Map<Path, Long> sums(Path directory) throws IOException {
        Map<Path, Long> sums = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith("portolan.lock") && !file.startsWith(directory.resolve("conf"))) {
                    CRC32C sum = new CRC32C();
                    sum.update(Files.readAllBytes(file));
                    sums.put(directory.relativize(file), sum.getValue());
                }
            }
        }
        return sums;
    }

    @Test
    void rawStateThatATaskCouldNotReadIsDamageThoughNoSumIsKept() {
        String failures = "java.lang.Exception: of a task\n\tat somewhere\nCaused by: java.io.IOException: "
                + "the raw state of a snapshot is damaged: keyGroup=7, why=any\n\tat elsewhere";

        assertThat(newest.damageAfter(failures))
                .containsExactly("the raw state of a snapshot is damaged: keyGroup=7, why=any");
        assertThat(newest.damageAfter("java.net.ConnectException: Connection refused"))
                .isEmpty();
    }

    /** Of two jobs' worth of snapshots the two newest stay, and every savepoint that no job went on from. */
    @Test
    void ofOldSnapshotsOnlyTheUsersStay(@TempDir Path other) throws Exception {
        List<Snapshot> intact = new ArrayList<>();
        for (String name : List.of(
                "checkpoints/b/chk-9",
                "savepoints/savepoint-8",
                "savepoints/savepoint-7",
                "checkpoints/a/chk-6",
                "checkpoints/a/chk-5")) {
            Path directory = Files.createDirectories(other.toRealPath().resolve(name));
            Path file = Files.write(directory.resolve("file"), new byte[9]);
            Files.write(directory.resolve("_metadata"), new byte[9]);
            intact.add(new Snapshot(directory, 0, Map.of(file, 9L), Map.of()));
        }

        Set<Path> own = Set.of(
                other.toRealPath().resolve("savepoints/savepoint-8"),
                other.toRealPath().resolve("checkpoints/a"),
                other.toRealPath().resolve("checkpoints/b"));
        Leftovers.delete(other.toRealPath(), new LatestState(intact, List.of(), List.of()), own);

        assertThat(intact)
                .extracting(snapshot -> Files.exists(snapshot.directory().resolve("file")))
                .containsExactly(true, true, true, false, false);
        intact.add(
                0,
                new Snapshot(
                        Files.createDirectories(other.toRealPath().resolve("checkpoints/b/chk-10")),
                        10,
                        Map.of(),
                        Map.of()));
        Files.write(intact.get(0).directory().resolve("_metadata"), new byte[9]);
        Leftovers.delete(other.toRealPath(), new LatestState(intact.subList(0, 4), List.of(), List.of()), own);

        assertThat(intact.subList(0, 4))
                .extracting(snapshot -> Files.exists(snapshot.directory()))
                .as("the savepoint that a job went on from is old now")
                .containsExactly(true, true, false, true);
    }

    @Test
    @Order(BEFORE_THE_LAST)
    void leftoversAreDeletedAndWhatACheckpointNamesIsNot() throws Exception {
        List<Path> strays = List.of(
                write("changelog/" + "0".repeat(32) + "/dstl/stray"),
                write(data.relativize(newest.directory().resolveSibling("shared")) + "/stray"),
                write(data.relativize(newest.directory()) + "/stray"),
                write("checkpoints/" + "0".repeat(32) + "/chk-9999/stray"),
                write("savepoints/savepoint-000000-unfinished/stray"),
                write("tmp/stray"));
        Path ofNobody = write("checkpoints/" + "1".repeat(32) + "/chk-9999/stray");

        try (StateDirectory state = StateDirectory.lock(data)) {
            state.own(new JobID(0, 0));
            assertThat(state.prepare(false, said::add)).isEqualTo(newest);
            assertThat(said).hasSize(1);
            assertThat(said.remove(0))
                    .matches("leftovers of an earlier run are deleted: files=\\d+, freed=[1-9]\\d*\\.\\d MiB");
            assertThat(strays).allSatisfy(stray -> assertThat(stray).doesNotExist());
            assertThat(ofNobody).exists();
            assertThat(data.resolve("tmp")).isEmptyDirectory();
            assertThat(newest.damageOfTables()).isEmpty();
            assertThat(older.damageOfTables()).isEmpty();
            assertThat(LatestState.lookIn(data).intact()).containsExactly(newest, older);

            state.prepare(false, said::add);
            assertThat(said).as("nothing is left to delete").isEmpty();
        }
    }

    /** A table is not read before RocksDB opens it. */
    @Test
    @Order(LAST)
    void whatTheTasksCannotReadIsFoundAndTheNextOlderIsTried() throws Exception {
        Set<Path> own = onlyIn(newest, older);
        // One more checkpoint may have come between the look and the kill.
        boolean isShared = own.isEmpty();
        Path table = (isShared ? newest.tables().keySet() : own).iterator().next();
        flipLastByte(table);
        try (StateDirectory state = StateDirectory.lock(data);
                Stop stop = Stop.onInterrupt();
                LocalCluster cluster = Run.plan().in(state).start()) {
            // As where there are gigabytes of them, and nobody looks before the tasks do.
            if (isShared) {
                assertThatThrownBy(() -> Beginning.of(cluster, state, newest, Run::start, stop, said::add))
                        .isInstanceOf(BadInput.class)
                        .hasMessageContaining("chk-" + older.id());
            } else {
                Beginning begun = Beginning.of(cluster, state, newest, Run::start, stop, said::add);
                assertThat(begun.from()).isEqualTo(older);
                Patience.until(
                        "a checkpoint that counts on",
                        () -> LatestState.lookIn(data).intact().get(0).id() > older.id(),
                        () -> "none");
                begun.job().cancel();
            }
        }
        assertThat(said.get(0))
                .startsWith("damaged and set aside: chk-" + newest.id() + ": file=" + table + ", RocksDB finds: ");
    }

    private static Set<Path> onlyIn(Snapshot newer, Snapshot older) {
        Set<Path> only = new HashSet<>(newer.tables().keySet());
        only.removeAll(older.tables().keySet());
        return only;
    }

    private void assertFallsBack(Path file, String what) throws Exception {
        try (StateDirectory state = StateDirectory.lock(data)) {
            assertThat(state.prepare(false, said::add)).as(what).isEqualTo(older);
        }
        assertThat(said.remove(0))
                .startsWith("damaged and set aside: chk-" + newest.id() + ": file=" + file + ", " + what);
        said.clear();
        assertThat(newest.sizes().keySet())
                .filteredOn(Files::notExists)
                .filteredOn(any -> !any.equals(file))
                .isEmpty();
        Files.move(
                newest.directory().resolve("_metadata.damaged"),
                newest.directory().resolve("_metadata"),
                StandardCopyOption.ATOMIC_MOVE);
    }

    private Path write(String name) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, new byte[2 << 20]);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        flipped[flipped.length / 2] ^= 1;
        return flipped;
    }

    private static void flipLastByte(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last, channel.size() - 1);
            last.put(0, (byte) (last.get(0) ^ 1)).flip();
            channel.write(last, channel.size() - 1);
        }
    }

    /** The process: counts without end, with a checkpoint every 400 ms, all of them files. */
    static final class Run {
        private Run() {}

        public static void main(String[] words) throws Exception {
            StateDirectory state = StateDirectory.lock(Path.of(words[0]));
            LocalCluster cluster = plan().in(state).start();
            state.own(start(cluster.environment()).id());
        }

        static LocalCluster.Plan plan() {
            return LocalCluster.plan()
                    .withTaskManagers(1, 1)
                    .with("execution.checkpointing.interval", "400 ms")
                    // So that tables stay, and checkpoints share them.
                    .with("state.backend.rocksdb.compaction.style", "NONE")
                    .with("execution.checkpointing.data-inline-threshold", "0 b")
                    .with("state.changelog.periodic-materialize.interval", "200 ms");
        }

        static RunningJob start(StreamExecutionEnvironment env) throws Exception {
            env.fromSource(
                            new DataGeneratorSource<>(
                                    number -> number, Long.MAX_VALUE, RateLimiterStrategy.perSecond(2_000), Types.LONG),
                            WatermarkStrategy.noWatermarks(),
                            "Numbers")
                    .uid("numbers")
                    .keyBy(number -> number % 500)
                    .process(new Count())
                    .uid("count")
                    .sinkTo(new DiscardingSink<>())
                    .uid("discard");
            return RunningJob.start(env, "count");
        }
    }

    private static final class Count extends KeyedProcessFunction<Long, Long, Long> {
        private static final long serialVersionUID = 1;

        private transient ValueState<Long> count;

        @Override
        public void open(OpenContext context) {
            count = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Types.LONG));
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) throws Exception {
            Long before = count.value();
            count.update(before == null ? 1 : before + 1);
        }
    }
}
