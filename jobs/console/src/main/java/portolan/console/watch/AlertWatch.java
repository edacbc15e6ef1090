// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import portolan.console.kafka.FiledOffices;
import portolan.console.screen.Terminal;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.rules.RuleSet;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/**
 * Follows the alerts and tells each as soon as its reasons are at hand. It leaves no trace at the brokers. Alerts go to
 * one stream, what is to be said of the watch itself to another.
 */
public final class AlertWatch implements AutoCloseable {
    /** After so long without a record it is asked whether the brokers are still there. */
    private static final long QUIET_NANOS = Duration.ofSeconds(3).toNanos();

    private static final Duration ANSWER = Duration.ofSeconds(2);

    private final Plan plan;
    private final PrintWriter out;
    private final PrintWriter err;
    private final AlertTeller teller;
    private final Clock clock;
    private final AlertFeed feed;
    private final @Nullable FiledOffices offices;
    private final AlertWish wish;
    private long heardAt = System.nanoTime();
    private boolean isAnswered = true;

    private AlertWatch(
            Plan plan,
            PrintWriter out,
            PrintWriter err,
            AlertTeller teller,
            Consumer<byte[], byte[]> consumer,
            Clock clock)
            throws UnusableInputException {
        this.plan = plan;
        this.out = out;
        this.err = err;
        this.teller = teller;
        this.clock = clock;
        this.feed = new AlertFeed(
                plan.kafka(), consumer, plan.topic(), plan.since(), plan.ruleSets(), clock, this::unreadable);
        this.offices = plan.office() == null ? null : FiledOffices.at(plan.kafka());
        this.wish = new AlertWish(plan.threat(), plan.office(), offices == null ? unasked -> null : offices);
    }

    /**
     * What is to be watched.
     *
     * @param urgent only those that cannot wait
     * @param since from when on; null: only what comes from now on
     * @param threat null: any
     * @param office null: any
     * @param json for programs instead of people
     * @param ruleSets by hash, as far as their texts are at hand
     */
    public record Plan(
            KafkaAccess kafka,
            boolean urgent,
            @Nullable Instant since,
            @Nullable String threat,
            @Nullable String office,
            boolean json,
            Function<String, @Nullable RuleSet> ruleSets) {
        Topic<AlertRaised> topic() {
            return urgent ? Topics.ALERTS_URGENT : Topics.ALERTS_RAISED;
        }
    }

    /**
     * Opens the watch: what comes after this returns will be told.
     *
     * @param tty whether a person watches what goes to {@code out}
     * @throws UnusableInputException when a topic is missing
     * @throws KafkaFault when the brokers do not answer
     */
    public static AlertWatch open(Plan plan, PrintWriter out, PrintWriter err, boolean tty, Clock clock)
            throws UnusableInputException {
        AlertTeller teller =
                plan.json() ? AlertTeller.asJson(out) : AlertTeller.inWords(out, Terminal.screen(System.getenv(), tty));
        plan.kafka().reached().close();
        Consumer<byte[], byte[]> consumer = plan.kafka().reader("portolan-watch", Map.of());
        try {
            return open(plan, out, err, teller, consumer, clock);
        } catch (KafkaException e) {
            throw KafkaFault.of(plan.kafka(), e);
        }
    }

    static AlertWatch open(
            Plan plan,
            PrintWriter out,
            PrintWriter err,
            AlertTeller teller,
            Consumer<byte[], byte[]> consumer,
            Clock clock)
            throws UnusableInputException {
        try {
            return new AlertWatch(plan, out, err, teller, consumer, clock);
        } catch (UnusableInputException | RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    /** Tells alerts until it is over, or until nobody reads them any more; then, in one line, what there was. */
    public void run(BooleanSupplier isOver) {
        say("watching " + plan.kafka().name(plan.topic()) + " at "
                + plan.kafka().bootstrap() + ", Ctrl-C ends it");
        while (!isOver.getAsBoolean() && !out.checkError()) {
            tell(feed.poll(clock));
            lookForBrokers();
        }
        tell(feed.rest(clock));
        say(wish.summary());
    }

    private void tell(Iterable<AlertNews> all) {
        for (AlertNews news : all) {
            if (wish.wants(news)) {
                teller.tell(news, clock.instant());
            }
        }
    }

    /** A consumer whose brokers are gone waits for them in silence: an officer would take that for a calm night. */
    private void lookForBrokers() {
        long now = System.nanoTime();
        if (feed.hasJustRead()) {
            heardAt = now;
        }
        if (now - heardAt < QUIET_NANOS) {
            return;
        }
        boolean answers = feed.isAnswered(ANSWER);
        if (answers != isAnswered) {
            say(
                    answers
                            ? "Kafka answers again"
                            : "Kafka does not answer any more: bootstrap="
                                    + plan.kafka().bootstrap()
                                    + "; waiting for it, nothing will be missed, Ctrl-C ends the watch");
        }
        isAnswered = answers;
        heardAt = System.nanoTime();
    }

    private void unreadable(String message) {
        wish.unreadable();
        say(message);
    }

    private void say(String message) {
        err.println("watch: " + TextLine.harmless(message));
        err.flush();
    }

    @Override
    public void close() {
        feed.close();
        if (offices != null) {
            offices.close();
        }
    }
}
