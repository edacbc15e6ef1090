// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.testing.Patience;

/**
 * A broker and a run as processes of their own, in ordered mode and exactly once, that are fed while a fault is done to
 * them. What was fed so far is always compared in full, so that faults may follow one another on one bench.
 */
final class Bench implements AutoCloseable {
    private static final int SLICE = 240;
    private static final int A_FEW = 20;
    private static final Duration A_MOMENT = Duration.ofSeconds(20);

    private final Path directory;
    private final Duration saidWithin;
    private final BrokerProcess broker;
    private final RunProcess run;
    private final RunMetrics metrics;
    private final Sender sender;
    private final Iterator<ProducerRecord<byte[], byte[]>> feed;
    private final AvroWire<ConsignmentAssessed> wire = Topics.CONSIGNMENTS_ASSESSED.wire();
    private final Map<String, String> found = new LinkedHashMap<>();
    private @Nullable CompletableFuture<Void> sending;
    private long heard;
    private long hurtMillis;
    private long liftedNanos;
    private long diskBefore;
    private long mayKeep;
    private boolean repeats;
    private boolean differs;
    private @Nullable String losesIfSaid;
    private final List<Seen.Line> lines = new ArrayList<>();
    private final List<Seen.Measured> measured = new ArrayList<>();
    private Function<RawRecord, @Nullable String> aside = raw -> null;
    private List<RawRecord> gone = List.of();

    private Bench(Path directory, BrokerProcess broker, RunProcess run, long seed, Duration saidWithin) {
        this.saidWithin = saidWithin;
        this.directory = directory;
        this.broker = broker;
        this.run = run;
        this.metrics = new RunMetrics(run);
        this.sender = new Sender(broker.bootstrap());
        this.feed = FeedScript.of(seed, 8_000).iterator();
    }

    static Bench open(Path directory, long seed, Duration saidWithin, UnaryOperator<RunProcess.Plan> ofRun)
            throws Exception {
        BrokerProcess broker = BrokerProcess.withTopics(directory.resolve("broker"), 2);
        RunProcess run = ofRun.apply(RunProcess.against(broker.bootstrap(), directory.resolve("run"))
                        .option("--delivery", "exactly-once"))
                .plan();
        Bench bench = new Bench(directory, broker, run, seed, saidWithin);
        try {
            run.startAgain();
            bench.sender.send(bench.slice());
            bench.told(Patience.LASTS);
            bench.awaitCheckpoints(2);
            return bench;
        } catch (Exception | AssertionError e) {
            bench.close();
            throw e;
        }
    }

    Path directory() {
        return directory;
    }

    BrokerProcess broker() {
        return broker;
    }

    RunProcess run() {
        return run;
    }

    Sender sender() {
        return sender;
    }

    /** The next records of the feed. */
    List<ProducerRecord<byte[], byte[]>> slice() {
        return next(SLICE);
    }

    private List<ProducerRecord<byte[], byte[]>> next(int count) {
        List<ProducerRecord<byte[], byte[]>> next = new ArrayList<>();
        while (next.size() < count && feed.hasNext()) {
            next.add(feed.next());
        }
        return next;
    }

    /** What there is to tell of the fault now begins: its results, and how much of the disk is in use. */
    void begin() throws Exception {
        found.clear();
        lines.clear();
        measured.clear();
        diskBefore = disk();
        hurtMillis = System.currentTimeMillis();
        liftedNanos = System.nanoTime();
        heard = run.process().err().length();
    }

    /** Sends the next slice meanwhile, over this time. */
    void feed(Duration over) {
        List<ProducerRecord<byte[], byte[]>> slice = slice();
        sending = sender.sendPaced(slice, Math.max(1, (int) (slice.size() / Math.max(1, over.toSeconds()))));
    }

    /** Now the fault happens. */
    void hurt() {
        hurtMillis = System.currentTimeMillis();
        liftedNanos = System.nanoTime();
        if (run.process().isAlive()) {
            heard = run.process().err().length();
        }
    }

    /** Now nothing is wrong any more, but for what is to be mended. */
    void lifted() {
        liftedNanos = System.nanoTime();
    }

    /** The run was started again: what it says from its first word on is about the fault. */
    void startedAgain() {
        heard = 0;
    }

    /** Waits for a line on the terminal, which must be there soon after the fault, or its end. */
    void says(String pattern) throws InterruptedException {
        says(pattern, saidWithin);
    }

    /** Waits longer, for what the fault does not do at once. */
    void says(String pattern, Duration atMost) throws InterruptedException {
        String whole = "^portolan: (.*" + pattern + ".*)$";
        Matcher line = run.process().awaitErr(whole, heard, Patience.LASTS);
        long after = (System.nanoTime() - liftedNanos) / 1_000_000;
        saw(new Seen.Line(whole, true, heard(), after, atMost.toMillis()), line.group(1));
    }

    private void saw(Seen.Line line, String said) {
        lines.add(line);
        found.putIfAbsent("saidAfter", String.valueOf(line.afterMillis()));
        found.merge("said", shortened(said), (one, other) -> one + " / " + other);
    }

    private String shortened(String text) {
        return text.replace(directory.toString(), "...");
    }

    private String heard() {
        return run.process().err().substring((int) heard);
    }

    /** Nothing of the kind is on the terminal since the fault began. */
    void neverSaid(String pattern) {
        lines.add(new Seen.Line(pattern, false, heard(), 0, 0));
        found.putIfAbsent("said", "nothing: no line is due");
    }

    /** An older checkpoint is gone on from: what was committed after it is committed again, the same bytes. */
    void mayRepeat() {
        repeats = true;
    }

    /** Records came late: what is told of them is not what the oracle, which has them in their order, would tell. */
    void mayDiffer() {
        differs = true;
    }

    /** What waits in order is in RocksDB's tables, which are merged only as others come: so many bytes. */
    void mayKeep(long bytes) {
        mayKeep = bytes;
    }

    /** Results may be missing, if a line says so. */
    void mayLoseIfSaid(String pattern) {
        losesIfSaid = pattern;
    }

    /** Waits for a line on standard output, where a run says what it goes on from: a process that starts needs longer. */
    void tells(String pattern) throws InterruptedException {
        String whole = "^(.*" + pattern + ".*)$";
        Matcher line = run.process().awaitOut(whole);
        long after = (System.nanoTime() - liftedNanos) / 1_000_000;
        saw(new Seen.Line(whole, true, run.process().out(), after, Patience.LASTS.toMillis()), line.group(1));
    }

    /** What another process said, and when. */
    void othersSaid(String pattern, String text, long afterMillis) {
        Matcher line = Pattern.compile(".*" + pattern + ".*", Pattern.MULTILINE).matcher(text);
        saw(
                new Seen.Line(pattern, true, text, afterMillis, Patience.LASTS.toMillis()),
                line.find() ? line.group() : text);
    }

    /** What was sent so far, all of it handled, is about to be deleted. */
    void keepInputs() {
        gone = TopicOracle.inputs(broker.bootstrap());
    }

    /** Inputs that an operator set aside before any other learned of them, and which one. */
    void setAside(Function<RawRecord, @Nullable String> by) {
        aside = by;
    }

    /** What else there is to tell. */
    void found(String name, Object value) {
        found.put(name, value.toString());
    }

    Map<String, String> found() {
        return found;
    }

    /** Waits until a counter of the job, or of its tasks together, is at least this. */
    void metric(String name, long atLeast) throws Exception {
        measure(name, name, atLeast, LongStream::sum);
    }

    /** Waits until the largest gauge of a name, of all tasks, is at least this. */
    void gauge(String name, long atLeast) throws Exception {
        measure(name, name, atLeast, values -> values.max().orElse(0));
    }

    private void measure(String name, String shown, long atLeast, ToLongFunction<LongStream> together)
            throws Exception {
        // The first answer of Flink's interface is that of before.
        long deadline = System.nanoTime() + saidWithin.toNanos();
        long value = together.applyAsLong(metrics.values(name));
        while (value < atLeast && System.nanoTime() < deadline) {
            // Flink tells nobody that a figure changed: it has to be asked again.
            Thread.sleep(500);
            value = Math.max(value, together.applyAsLong(metrics.values(name)));
        }
        measured(shown, value, atLeast);
    }

    /** Waits until the slowest operator's watermark is so far behind the clock: Flink's lag is that of the last record. */
    void watermarkIsBehind(long atLeast) throws Exception {
        measure("currentInputWatermark", "ms behind currentInputWatermark", atLeast, values -> {
            long now = System.currentTimeMillis();
            return now - values.filter(value -> value > 0).min().orElse(now);
        });
    }

    /** Waits until so many gauges of a name are zero. */
    void zeros(String name, long atLeast) throws Exception {
        measure(
                name,
                "of " + name + " are 0",
                atLeast,
                values -> values.filter(value -> value == 0).count());
    }

    /** Waits until there is so long a time between two of the latest checkpoints: a job that stands still begins none. */
    void withoutCheckpointFor(Duration atLeast) throws Exception {
        long[] longest = {0};
        await("a time without checkpoints is seen: at least=" + atLeast, () -> {
            longest[0] = Math.max(longest[0], metrics.millisWithoutCheckpoint());
            return longest[0] >= atLeast.toMillis();
        });
        measured("ms between two checkpoints", longest[0], atLeast.toMillis());
    }

    /** Another figure than a metric of Flink's that shows what is wrong. */
    void measured(String name, long value, long atLeast) {
        measured.add(new Seen.Measured(name, value, atLeast));
        found.merge("metric", name + '=' + value, (one, other) -> one + ", " + other);
    }

    /** Waits until so many more checkpoints are completed. */
    void awaitCheckpoints(int more) throws Exception {
        long wanted = metrics.checkpoints("completed") + more;
        await("a checkpoint is completed", () -> metrics.checkpoints("completed") >= wanted);
    }

    /** Waits until the run that was started again says this, or has completed so many checkpoints more; whether it did. */
    boolean isSaidWithinCheckpoints(int more, String words) throws Exception {
        long wanted = metrics.checkpoints("completed") + more;
        await(
                "a line or a checkpoint: line=" + words,
                () -> run.process().err().contains(words) || metrics.checkpoints("completed") >= wanted);
        return run.process().err().contains(words);
    }

    /** Waits for the first result of what was sent after the fault began, and keeps how long that took. */
    void awaitRecovery() throws Exception {
        // What is fed meanwhile may be over: on a slow machine a start takes longer.
        sender.send(next(A_FEW));
        try (TopicReader assessed = new TopicReader(broker.bootstrap(), Topics.CONSIGNMENTS_ASSESSED)) {
            boolean[] recovered = {false};
            await("a filing that was sent after the fault is assessed", () -> {
                assessed.read(record -> {
                    if (wire.decode(record.value()) instanceof DecodeResult.Value<ConsignmentAssessed> one
                            && one.value().getOrderTime().toEpochMilli() > hurtMillis) {
                        recovered[0] = true;
                    }
                });
                return recovered[0];
            });
        }
        found.put("recovery", String.valueOf((System.nanoTime() - liftedNanos) / 1_000_000));
    }

    /** All that was fed is told, to the byte and once; nothing else is; and the disk is as it was. */
    void settle() throws Exception {
        if (sending != null) {
            sending.get(Patience.LASTS.toSeconds(), TimeUnit.SECONDS);
            sending = null;
        }
        Expected expected = losesIfSaid == null ? told(Patience.LASTS) : toldButFor(losesIfSaid);
        long atMost = diskBefore + mayKeep;
        await("the disk is as it was: before=" + diskBefore, () -> Seen.isAsBefore(atMost, disk()));
        Seen seen = new Seen(
                Told.on(broker.bootstrap()),
                List.copyOf(lines),
                List.copyOf(measured),
                repeats,
                !differs,
                atMost,
                disk());
        seen.verify(expected);
        found.put("planted", Sabotage.allAreNoticed(expected, seen).size() + " of " + Sabotage.values().length);
        if (repeats) {
            found.put("repeated", seen.told().duplicates() + " records of the same bytes");
        }
        found.put(
                "inputs",
                expected.inputs() + " inputs: " + expected.assessments().size() + " assessments, "
                        + expected.rejected() + " rejects, dropped " + expected.dropped() + ", "
                        + expected.withdrawals() + " withdrawals, " + expected.outcomes() + " outcomes, "
                        + expected.waiting() + " wait");
        found.put("disk", Math.round(100.0 * seen.disk() / diskBefore) + " %");
    }

    /** What was told without what was lost, of which the terminal speaks; all of it, where nothing was. */
    private Expected toldButFor(String pattern) throws Exception {
        try {
            return told(A_MOMENT);
        } catch (AssertionError lost) {
            // When is not known: it was waited for what is lost first.
            says(pattern, Patience.LASTS);
            metric("failedCommittables", 1);
            Expected expected = TopicOracle.expect(broker.bootstrap(), run.settings(), aside, gone);
            Told told = Told.on(broker.bootstrap());
            Expected rest = expected.in(told);
            found.put(
                    "lost",
                    expected.assessments().size() - rest.assessments().size() + " assessments, "
                            + (expected.alerts().size() - rest.alerts().size()) + " alerts, "
                            + (expected.rejects().size() - rest.rejects().size()) + " rejects");
            return rest;
        }
    }

    private Expected told(Duration patience) throws InterruptedException {
        Expected expected = TopicOracle.expect(broker.bootstrap(), run.settings(), aside, gone);
        expected.await(broker.bootstrap(), patience);
        return expected;
    }

    /** Bytes that the run's files take; a file of two names once. */
    private long disk() throws IOException, InterruptedException {
        Process du = new ProcessBuilder("du", "-s", "--block-size=1", run.data().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String words = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // Files go while it looks: it says so by its exit code, and counts the rest.
        du.waitFor();
        return Long.parseLong(words.substring(0, words.indexOf('\t')));
    }

    /** Something that must come to be. */
    interface Condition {
        boolean isMet() throws Exception;
    }

    static void await(String awaited, Condition condition) throws Exception {
        Patience.until(awaited, condition::isMet, () -> "not yet");
    }

    @Override
    public void close() {
        sender.close();
        run.close();
        broker.close();
    }
}
