package portolan.local.faults;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import portolan.schemas.AvroWire;
import portolan.schemas.Decoded;
import portolan.schemas.Topics;
import portolan.schemas.avro.ConsignmentAssessed;

/**
 * A broker and a run as processes of their own, in ordered mode and exactly once, that are fed while a fault is done to
 * them. What was fed so far is always compared in full, so that faults may follow one another on one bench.
 */
final class Bench implements AutoCloseable {
    private static final int SLICE = 240;
    private static final int A_FEW = 20;
    private static final double DISK_AT_MOST = 1.1;
    private static final Pattern VALUE = Pattern.compile("\"value\":\"(-?\\d+)");

    private final Path directory;
    private final Duration saidWithin;
    private final BrokerProcess broker;
    private final RunProcess run;
    private final Sender sender;
    private final Iterator<ProducerRecord<byte[], byte[]>> feed;
    private final AvroWire<ConsignmentAssessed> wire = Topics.CONSIGNMENTS_ASSESSED.wire();
    private final Map<String, String> found = new LinkedHashMap<>();
    private @Nullable CompletableFuture<Void> sending;
    private long heard;
    private long hurtMillis;
    private long liftedNanos;
    private long diskBefore;
    private boolean repeats;
    private boolean differs;

    private Bench(Path directory, BrokerProcess broker, RunProcess run, long seed, Duration saidWithin) {
        this.saidWithin = saidWithin;
        this.directory = directory;
        this.broker = broker;
        this.run = run;
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
            bench.told(JavaProcess.PATIENCE);
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

    /** Waits for a line on the terminal. */
    void says(String pattern) throws InterruptedException {
        says(pattern, saidWithin);
    }

    /** Waits longer, for what the fault does not do at once. */
    void says(String pattern, Duration atMost) throws InterruptedException {
        Matcher line = run.process().awaitErr("^portolan: (.*" + pattern + ".*)$", heard, atMost);
        found.putIfAbsent("saidAfter", String.valueOf((System.nanoTime() - liftedNanos) / 1_000_000));
        found.merge("said", line.group(1).replace(directory.toString(), "..."), (one, other) -> one + " / " + other);
    }

    /** Nothing of the kind is on the terminal since the fault began. */
    void neverSaid(String pattern) {
        Matcher line =
                Pattern.compile(pattern + ".*").matcher(run.process().err().substring((int) heard));
        if (line.find()) {
            throw new AssertionError("the terminal says: " + line.group());
        }
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

    /** Waits for a line on standard output, where a run says what it goes on from. */
    void tells(String pattern) throws InterruptedException {
        Matcher line = run.process().awaitOut("^(.*" + pattern + ".*)$");
        found.put("said", line.group(1).replace(directory.toString(), "..."));
    }

    /** What else there is to tell. */
    void found(String name, Object value) {
        found.put(name, value.toString());
    }

    Map<String, String> found() {
        return found;
    }

    /** Waits until a metric of the job, or of its tasks together, is at least this. */
    void metric(String name, long atLeast) throws Exception {
        // Flink's own interface asks its tasks for news every ten seconds.
        long deadline = System.nanoTime() + saidWithin.plus(saidWithin).toNanos();
        long value;
        do {
            value = value(name);
            if (value >= atLeast) {
                found.put("metric", name + "=" + value);
                return;
            }
            Thread.sleep(500);
        } while (System.nanoTime() < deadline);
        throw new AssertionError("metric: name=" + name + ", expected at least=" + atLeast + ", found=" + value);
    }

    /** What a metric of the job, or of all its tasks together, is now. */
    long value(String name) throws IOException, InterruptedException {
        long sum = sum(run.job("/metrics?get=" + name));
        Set<String> vertices = new TreeSet<>();
        Matcher vertexId = Pattern.compile("\"id\":\"([0-9a-f]{32})\"").matcher(run.job(""));
        while (vertexId.find()) {
            vertices.add("/vertices/" + vertexId.group(1) + "/metrics");
        }
        for (String vertex : vertices) {
            Set<String> ids = new TreeSet<>();
            // Not those of clients, which are called after their topics.
            Matcher id = Pattern.compile("\"id\":\"([^\"]*(?<!filings)\\." + name + ")\"")
                    .matcher(run.job(vertex));
            while (id.find()) {
                ids.add(URLEncoder.encode(id.group(1), StandardCharsets.UTF_8));
            }
            if (!ids.isEmpty()) {
                sum += sum(run.job(vertex + "?get=" + String.join(",", ids)));
            }
        }
        return sum;
    }

    private static long sum(String json) {
        long sum = 0;
        Matcher value = VALUE.matcher(json);
        while (value.find()) {
            sum += Long.parseLong(value.group(1));
        }
        return sum;
    }

    long checkpoints(String which) throws IOException, InterruptedException {
        Matcher count = Pattern.compile("\"" + which + "\":(\\d+)").matcher(run.job("/checkpoints"));
        return count.find() ? Long.parseLong(count.group(1)) : 0;
    }

    /** Waits until so many more checkpoints are completed. */
    void awaitCheckpoints(int more) throws Exception {
        long wanted = checkpoints("completed") + more;
        await("a checkpoint is completed", () -> checkpoints("completed") >= wanted);
    }

    /** Waits for the first result of what was sent after the fault began, and keeps how long that took. */
    void awaitRecovery() throws Exception {
        // What is fed meanwhile may be over: on a slow machine a start takes longer.
        sender.send(next(A_FEW));
        try (TopicReader assessed = new TopicReader(broker.bootstrap(), Topics.CONSIGNMENTS_ASSESSED)) {
            boolean[] recovered = {false};
            await("a filing that was sent after the fault is assessed", () -> {
                assessed.read(record -> {
                    if (wire.decode(record.value()) instanceof Decoded.Value<ConsignmentAssessed> one
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
            sending.get(JavaProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            sending = null;
        }
        Expected expected = told(JavaProcess.PATIENCE);
        Expected.Told told = expected.verify(broker.bootstrap(), !differs);
        if (repeats) {
            found.put("repeated", told.duplicates() + " records of the same bytes");
        } else if (told.duplicates() > 0) {
            throw new AssertionError("committed twice: records=" + told.duplicates());
        }
        found.put(
                "inputs",
                expected.inputs() + " inputs: " + expected.assessments().size() + " assessments, "
                        + expected.rejected() + " rejects, dropped " + expected.dropped() + ", "
                        + expected.withdrawals() + " withdrawals, " + expected.outcomes() + " outcomes, "
                        + expected.waiting() + " wait");
        await("the disk is as it was: before=" + diskBefore, () -> disk() <= diskBefore * DISK_AT_MOST);
        found.put("disk", Math.round(100.0 * disk() / diskBefore) + " %");
    }

    private Expected told(Duration patience) throws InterruptedException {
        Expected expected = TopicOracle.expect(broker.bootstrap(), run.settings());
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
        long deadline = System.nanoTime() + JavaProcess.PATIENCE.toNanos();
        while (!condition.isMet()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + JavaProcess.PATIENCE + ": " + awaited);
            }
            Thread.sleep(50);
        }
    }

    @Override
    public void close() {
        sender.close();
        run.close();
        broker.close();
    }
}
