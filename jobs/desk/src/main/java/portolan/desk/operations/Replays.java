// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import portolan.console.rejects.RejectTopic;
import portolan.console.rejects.Replay;
import portolan.console.rejects.ReplayPlan;
import portolan.console.screen.UnusableInputException;
import portolan.topics.KafkaAccess;

/** Sends rejected inputs again, each once, as {@code portolan rejects replay} does: who did it before is seen from the topics. */
final class Replays {
    private final KafkaAccess kafka;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock();

    Replays(KafkaAccess kafka, Clock clock) {
        this.kafka = kafka;
        this.clock = clock;
    }

    /**
     * What would be sent, or was.
     *
     * @param records to send
     * @param counts of them, by reason and topic
     * @param left of those meant, how many are not sent, by why
     * @param sent by topic; empty of a plan
     */
    record Planned(int records, Map<String, Long> counts, Map<String, Long> left, Map<String, Long> sent) {}

    /**
     * Plans, and sends nothing.
     *
     * @param attempt from 1: which time it is for these inputs
     * @throws portolan.topics.KafkaFault if the brokers do not answer
     * @throws UnusableInputException if there is no topic of rejects
     */
    Planned plan(RejectBook.Wanted wanted, int attempt) throws UnusableInputException {
        try (RejectTopic topic = RejectTopic.at(kafka, silent())) {
            ReplayPlan plan = plan(topic, wanted, attempt);
            return new Planned(plan.oldestFirst().size(), plan.counts(), plan.left(), Map.of());
        }
    }

    /**
     * Plans anew, and sends.
     *
     * @throws IllegalStateException if another replay is under way here: it may send the same
     */
    Planned send(RejectBook.Wanted wanted, int attempt) throws UnusableInputException {
        if (!turn.tryLock()) {
            throw new IllegalStateException("another replay is under way");
        }
        try (RejectTopic topic = RejectTopic.at(kafka, silent())) {
            ReplayPlan plan = plan(topic, wanted, attempt);
            List<ReplayPlan.Planned> planned = plan.oldestFirst();
            Map<String, Long> sent = planned.isEmpty() ? Map.of() : Replay.send(topic, kafka, planned, silent());
            return new Planned(planned.size(), plan.counts(), plan.left(), sent);
        } finally {
            turn.unlock();
        }
    }

    private ReplayPlan plan(RejectTopic topic, RejectBook.Wanted wanted, int attempt) throws UnusableInputException {
        Instant since = clock.instant().minus(RejectBook.KEPT);
        return ReplayPlan.of(
                topic, since, rejected -> !rejected.at().isBefore(since) && wanted.takes(rejected), attempt, silent());
    }

    private static PrintWriter silent() {
        return new PrintWriter(Writer.nullWriter());
    }
}
