// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.Screen;
import portolan.console.screen.Terminal;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.rules.RuleSet;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/**
 * The live board: watches the engine's output topics and shows the riskiest consignments with their reasons, counts by
 * lane, throughput and latency. On a terminal it redraws itself in place; elsewhere it prints a plain snapshot every
 * ten seconds.
 */
public final class LiveBoard implements AutoCloseable {
    private final PrintWriter out;
    private final Clock clock;
    private final Screen screen;
    private final Display display;
    private final BoardTally tally;
    private final BoardFeed feed;
    private final Thread thread;
    private volatile boolean closing;
    private volatile long scored;
    private volatile long answered;
    private volatile long liveFrom = Long.MIN_VALUE;
    private volatile @Nullable RuntimeException fault;
    private boolean closed;

    private LiveBoard(
            KafkaAccess kafka,
            Consumer<byte[], byte[]> consumer,
            PrintWriter out,
            Screen screen,
            boolean tty,
            Clock clock,
            Function<String, @Nullable RuleSet> ruleSets)
            throws UnusableInputException {
        this.out = out;
        this.clock = clock;
        this.screen = screen;
        this.display = tty ? new InPlaceDisplay(out, screen) : new SnapshotDisplay(out, screen);
        this.tally = new BoardTally(clock.millis(), ruleSets);
        this.feed = new BoardFeed(kafka, consumer, tally);
        this.thread = new Thread(this::watch, "live-board");
        this.thread.setDaemon(true);
    }

    /**
     * Opens the board. Everything that the engine says after this returns will be counted, nothing from before: start
     * it ahead of the job. The topics must exist.
     *
     * @param ruleSets by hash, as far as their texts are at hand
     * @param clock the clock of the brokers that stamp the filings, or one that agrees with it: latency is measured by
     *     it
     * @throws UnusableInputException when a topic is missing
     * @throws KafkaFault when the brokers do not answer, or forbid it
     */
    public static LiveBoard start(
            KafkaAccess kafka, PrintWriter out, boolean tty, Clock clock, Function<String, @Nullable RuleSet> ruleSets)
            throws UnusableInputException {
        kafka.reached().close();
        try {
            return start(
                    kafka, BoardFeed.consumer(kafka), out, Terminal.screen(System.getenv(), tty), tty, clock, ruleSets);
        } catch (KafkaException e) {
            throw KafkaFault.of(kafka, e);
        }
    }

    static LiveBoard start(
            KafkaAccess kafka,
            Consumer<byte[], byte[]> consumer,
            PrintWriter out,
            Screen screen,
            boolean tty,
            Clock clock,
            Function<String, @Nullable RuleSet> ruleSets)
            throws UnusableInputException {
        try {
            LiveBoard board = new LiveBoard(kafka, consumer, out, screen, tty, clock, ruleSets);
            board.thread.start();
            return board;
        } catch (UnusableInputException | RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /**
     * Latency is that of filings appended from this moment on, and what was measured before is forgotten: a history
     * that is filed at once waits in its topic, and is not late. Everything else counts as before.
     */
    public void liveFrom(Instant moment) {
        liveFrom = moment.toEpochMilli();
    }

    /** Whether it has not had to stop early; any thread may ask. */
    public boolean isWatching() {
        return fault == null;
    }

    /** Assessments seen so far; any thread may ask. */
    public long scored() {
        return scored;
    }

    /** Receipts of messages seen so far; any thread may ask. */
    public long answered() {
        return answered;
    }

    /**
     * Takes in what is still on its way, draws the board a last time and prints the summary below it. Again: nothing.
     *
     * @throws IllegalStateException when the board had to stop watching early; the summary is printed all the same
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        closing = true;
        joinThread();
        BoardState last = tally.state(clock.millis());
        display.leave(last);
        List<String> summary = BoardSummary.lines(last, screen);
        out.print(String.join("\n", summary) + "\n");
        out.flush();
        if (fault != null) {
            throw new IllegalStateException("the live board stopped early: scored=" + last.scored(), fault);
        }
    }

    private void watch() {
        try (feed) {
            while (!closing) {
                tally.latencyFrom(liveFrom);
                feed.poll(clock);
                scored = tally.scored();
                answered = tally.messages();
                display.refresh(clock.millis(), () -> tally.state(clock.millis()));
            }
            feed.drain(clock);
            scored = tally.scored();
            answered = tally.messages();
        } catch (RuntimeException e) {
            fault = e;
        }
    }

    /** The tally belongs to the thread until the thread has ended. */
    private void joinThread() {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
