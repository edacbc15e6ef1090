// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import portolan.benchmarks.feed.FeedPlan;
import portolan.benchmarks.measure.CatchUpWindow;
import portolan.benchmarks.measure.Latency;
import portolan.benchmarks.measure.ProcessorTime;
import portolan.benchmarks.measure.Samples;
import portolan.benchmarks.measure.TopicEnd;
import portolan.benchmarks.process.Child;
import portolan.benchmarks.report.Run;
import portolan.peers.SubjectSettings;
import portolan.pipeline.Delivery;

/**
 * A system under test that runs and waits for filings at a pace, between a sender and a receiver. Its memories have
 * been filled, and it has nothing left to do, when it is handed out.
 */
final class LoadedSubject implements AutoCloseable {
    private static final long LOOK_MILLIS = 500;
    private static final Duration SENDING = Duration.ofMinutes(10);
    /** A million introductions take minutes, so not the time is limited but that nothing happens. */
    private static final Duration STILL = Duration.ofMinutes(2);
    /** With exactly-once something happens at checkpoints alone, and one of them may fail. */
    private static final int STILL_CHECKPOINTS = 3;
    /** Of a pace's beginning, when queues fill and the JVM meets a new rate. */
    private static final double LEAD_SECONDS = 3;
    /** A little more than the receiver takes to write the interval that holds the last result. */
    private static final long INTERVAL_MILLIS = 1_500;

    private static final double MOST_SLOPE = 0.01;
    private static final double MILLION = 1e6;

    private final Rig rig;
    private final SubjectSettings options;
    private final Child subject;
    private final Child receiver;
    private final Child sender;
    private final TopicEnd filed;
    private final TopicEnd assessed;
    private final Path arrivedLog;
    private final Path appendedLog;

    private LoadedSubject(Rig rig, SubjectSettings options, Child subject, Child receiver, Child sender, Path logs) {
        this.rig = rig;
        this.options = options;
        this.subject = subject;
        this.receiver = receiver;
        this.sender = sender;
        this.filed = rig.end(BenchTopics.FILED);
        this.assessed = rig.end(BenchTopics.ASSESSED);
        this.arrivedLog = Path.of(logs + "-arrived.hlog");
        this.appendedLog = Path.of(logs + "-appended.hlog");
    }

    /** @param logs what the names of the receiver's logs begin with */
    static LoadedSubject start(
            Rig rig, Subject what, SubjectSettings options, FeedPlan plan, long introduced, Path logs)
            throws InterruptedException {
        rig.topics().renewFiled();
        rig.topics().renewOthers();
        String isolation = options.delivery() == Delivery.EXACTLY_ONCE ? "read_committed" : "read_uncommitted";
        try {
            LoadedSubject loaded = new LoadedSubject(
                    rig, options, rig.subject(what, options), rig.receiver(logs, isolation), rig.sender(plan), logs);
            Orders.introduce(loaded.sender, introduced);
            loaded.drain();
            return loaded;
        } catch (RuntimeException | InterruptedException e) {
            rig.killChildren();
            rig.forget(options);
            throw e;
        }
    }

    /**
     * Sends at a rate for some seconds and measures the latency of all results from the end of the first few on, until
     * the last filing has its own: {@code p50} to {@code max} until it is received, {@code append} and the same until
     * the broker has it, {@code slope} of the backlog as a share of the rate, and by how much the sender was late.
     */
    Map<String, Double> pace(double rate, double seconds) throws InterruptedException {
        Samples backlog = new Samples();
        long startMillis = System.currentTimeMillis();
        long start = System.nanoTime();
        Orders.pace(sender, rate, LEAD_SECONDS + seconds);
        CatchUpWindow.Look before = look(start);
        double now = before.seconds();
        while (now < LEAD_SECONDS + seconds) {
            Thread.sleep(LOOK_MILLIS);
            now = secondsSince(start);
            if (now < LEAD_SECONDS) {
                before = look(start);
            } else {
                backlog.add(now, (double) backlog());
            }
        }
        // Neither look is at the second that was meant: what lies between them is divided by what lies between them.
        CatchUpWindow.Span span = new CatchUpWindow.Span(before, look(start));
        ProcessorTime used = span.used();
        Orders.Sent sent = Orders.await(sender, SENDING);
        // What comes late is what matters most: a window that ended with the sending would leave it out.
        drain();
        Thread.sleep(INTERVAL_MILLIS);
        long endMillis = System.currentTimeMillis();
        Map<String, Double> figures = new LinkedHashMap<>();
        long fromMillis = startMillis + (long) (LEAD_SECONDS * 1_000);
        Latency arrived = Latency.between(fromMillis, endMillis, arrivedLog);
        if (arrived.count() == 0) {
            throw new IllegalStateException(
                    "nothing was received: receiver alive=" + receiver.isAlive() + ", log=" + arrivedLog);
        }
        figures.putAll(arrived.figures(""));
        figures.putAll(Latency.between(fromMillis, endMillis, appendedLog).figures("append "));
        figures.put("received", (double) arrived.count());
        figures.put("rate", rate);
        figures.put("slope", backlog.slope() / rate);
        figures.put("sender late", sent.lateMicros() / 1_000.0);
        figures.put("cpu", used.seconds().getOrDefault("subject", 0.0) * MILLION / span.filings());
        figures.put("written", span.writtenBytes() / span.filings());
        figures.put(Run.FOREIGN, used.foreignSeconds() / span.seconds());
        return figures;
    }

    private CatchUpWindow.Look look(long start) {
        // The end of a transaction is a record of the topic, too, and no assessment: what was filed is as good a count.
        long filings = options.delivery() == Delivery.EXACTLY_ONCE ? filed.records() : assessedRecords();
        return new CatchUpWindow.Look(secondsSince(start), (double) filings, rig.processorTime(), rig.writtenBytes());
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Whether a rate was sustained: the backlog did not grow by more than a hundredth of it, and p99 was met. */
    static boolean sustained(Map<String, Double> figures, double objectiveMillis) {
        return figures.getOrDefault("slope", 1.0) <= MOST_SLOPE
                && figures.getOrDefault("p99", Double.MAX_VALUE) <= objectiveMillis;
    }

    Child subject() {
        return subject;
    }

    Child sender() {
        return sender;
    }

    /** Records and distinct filings that the receiver has seen. */
    String seen() {
        return receiver.latest("seen", "0 0");
    }

    /** Filings on the topic whose result was not received; a result that is repeated counts once. */
    long unanswered() {
        String distinct = seen().split(" ", -1)[1];
        return filed.records() - Long.parseLong(distinct);
    }

    /** Filings on the topic beyond the number of results. */
    long backlog() {
        return filed.records() - assessed.records();
    }

    long assessedRecords() {
        return assessed.records();
    }

    /** Waits until every filing has its result, for as long as there are more and more of them. */
    void drain() throws InterruptedException {
        long patience = still(options.checkpointInterval()).toNanos();
        long least = Long.MAX_VALUE;
        long fell = System.nanoTime();
        for (long open = open(); open > 0; open = open()) {
            if (open < least) {
                least = open;
                fell = System.nanoTime();
            }
            if (System.nanoTime() - fell > patience || !subject.isAlive() || !receiver.isAlive()) {
                throw new IllegalStateException("the backlog does not go: filings=" + backlog() + ", unanswered="
                        + unanswered() + ", subject alive=" + subject.isAlive() + ", receiver alive="
                        + receiver.isAlive());
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** How long nothing may happen before it is given up. */
    static Duration still(Duration checkpointInterval) {
        Duration checkpoints = checkpointInterval.multipliedBy(STILL_CHECKPOINTS);
        return checkpoints.compareTo(STILL) > 0 ? checkpoints : STILL;
    }

    /** Received, too: of transactions, what is on the topic may not be read yet. */
    private long open() {
        return Math.max(backlog(), unanswered());
    }

    @Override
    public void close() {
        sender.close();
        subject.close();
        receiver.close();
        filed.close();
        assessed.close();
        rig.forget(options);
    }
}
