// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.lines.LineFault;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.topics.TopicScan.Range;

/**
 * Which rejects are to be sent again: each input once, and only if nobody has sent it that often before.
 *
 * <p>Who has is seen from the headers of what was sent ({@link ReplayHeader}): of rejects, and of the inputs since the oldest
 * reject that is meant. What is sent and what notes it is one record: nothing can come between the two.
 */
public final class ReplayPlan {
    /** Stages whose rejects changed nothing: behind them the ledger knows the input, and takes it for a duplicate. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("decode", "ledger", "keep-ledger", "receive");

    /** Room for the key, the headers and Kafka's own frame. */
    private static final int FRAME_BYTES = 64 << 10;

    private static final Comparator<Planned> OLDEST_FIRST =
            Comparator.comparing(Planned::at).thenComparing(Planned::partition).thenComparing(Planned::offset);

    private final Map<String, Planned> byInput;
    private final Map<String, Long> left;

    private ReplayPlan(Map<String, Planned> byInput, Map<String, Long> left) {
        this.byInput = byInput;
        this.left = left;
    }

    /**
     * A reject that is to be sent again.
     *
     * @param topic of the product, to which it goes
     * @param input place where it came in first
     * @param attempt which one this is, from 1
     * @param bytes that it takes, to choose how many to hold at once
     */
    public record Planned(
            int partition,
            long offset,
            Instant at,
            String reason,
            KafkaTopic topic,
            String input,
            int attempt,
            int bytes) {
        /** Whether it is of a message, or of a bill in one: then the whole message is sent again. */
        boolean isMessage() {
            return topic.equals(Topics.MESSAGES_RECEIVED);
        }
    }

    /**
     * Looks through the rejects, and then through the inputs.
     *
     * @param since nothing that is meant was set aside before
     * @param attempt from 1: what was sent so often before is left alone
     * @param err hears how far it is
     */
    public static ReplayPlan of(
            RejectTopic rejects, Instant since, Predicate<Rejected> meant, int attempt, PrintWriter err)
            throws UnusableInputException {
        Survey survey = new Survey(meant, attempt);
        rejects.read(rejects.since(since), survey::take);
        survey.dropReplayed();
        Instant oldest = survey.byInput.values().stream()
                .map(Planned::at)
                .min(Comparator.naturalOrder())
                .orElse(null);
        if (oldest != null) {
            Reports reports = new Reports(err);
            List<KafkaTopic> inputs = new ArrayList<>(List.of(Topics.CONSIGNMENTS_FILED, Topics.INSPECTIONS_REPORTED));
            for (KafkaTopic other : List.of(Topics.CONTAINERS_MOVED, Topics.MESSAGES_RECEIVED)) {
                if (survey.byInput.values().stream()
                        .anyMatch(planned -> planned.topic().equals(other))) {
                    inputs.add(other);
                }
            }
            for (KafkaTopic topic : inputs) {
                Map<TopicPartition, Range> ranges = rejects.scan().since(topic, oldest);
                long records = ranges.values().stream()
                        .mapToLong(range -> range.to() - range.from())
                        .sum();
                rejects.scan().read(ranges, input -> {
                    survey.takeInput(input);
                    reports.at(() -> "reading " + records + " records of " + input.topic() + " for earlier replays");
                });
            }
            survey.dropReplayed();
        }
        return new ReplayPlan(survey.byInput, survey.left);
    }

    /** What is to be sent, in the order in which it was set aside. */
    public List<Planned> oldestFirst() {
        return byInput.values().stream().sorted(OLDEST_FIRST).toList();
    }

    /** How many, by reason and where they go. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        byInput.values()
                .forEach(one -> counts.merge(one.reason() + " to " + one.topic().name(), 1L, Long::sum));
        return counts;
    }

    /** How many of those that are meant are not sent, by why. */
    public Map<String, Long> left() {
        return left;
    }

    /** What the two readings come to. */
    private static final class Survey {
        private final Predicate<Rejected> meant;
        private final int attempt;
        private final Map<String, Planned> byInput = new HashMap<>();
        private final Map<String, Integer> attempts = new HashMap<>();
        private final Map<String, Long> left = new TreeMap<>();

        Survey(Predicate<Rejected> meant, int attempt) {
            this.meant = meant;
            this.attempt = attempt;
        }

        void take(Rejected rejected) {
            ReplayHeader replay = rejected.replay();
            attempts.merge(replay.input(), replay.attempt(), Math::max);
            if (!meant.test(rejected) || replay.attempt() != attempt - 1) {
                return;
            }
            FilingRejected record = rejected.record();
            KafkaTopic topic = inputTopic(record);
            int bytes = record.getValue().remaining()
                    + (record.getKey() == null ? 0 : record.getKey().remaining());
            if (record.getReason().equals(LineFault.Code.WITHDRAWAL_WITHHELD.name())) {
                leave("withdrawals that wait for two people: portolan receive approve");
            } else if (!WITHOUT_EFFECT.contains(record.getRejectedBy())) {
                leave("rejected by " + record.getRejectedBy()
                        + ", so the ledger knows them: file them anew with a higher version");
            } else if (topic == null) {
                leave("not from an input topic: " + record.getTopic());
            } else if (bytes > topic.maxMessageBytes() - FRAME_BYTES) {
                leave("larger than their topic allows");
            } else if (byInput.putIfAbsent(
                            replay.input(),
                            new Planned(
                                    rejected.partition(),
                                    rejected.offset(),
                                    rejected.at(),
                                    record.getReason(),
                                    topic,
                                    replay.input(),
                                    attempt,
                                    bytes))
                    != null) {
                leave("second reject of one input, sent once");
            }
        }

        private void leave(String why) {
            left.merge(why, 1L, Long::sum);
        }

        void takeInput(ConsumerRecord<byte[], byte[]> input) {
            Header header = input.headers().lastHeader(ReplayHeader.HEADER);
            ReplayHeader replay = header == null ? null : ReplayHeader.read(header.value());
            if (replay != null) {
                attempts.merge(replay.input(), replay.attempt(), Math::max);
            }
        }

        void dropReplayed() {
            byInput.values().removeIf(planned -> {
                boolean isReplayed = attempts.getOrDefault(planned.input(), 0) >= attempt;
                if (isReplayed) {
                    leave("replayed before");
                }
                return isReplayed;
            });
        }

        private static @Nullable KafkaTopic inputTopic(FilingRejected record) {
            return Stream.<KafkaTopic>of(
                            Topics.CONSIGNMENTS_FILED,
                            Topics.INSPECTIONS_REPORTED,
                            Topics.CONTAINERS_MOVED,
                            Topics.MESSAGES_RECEIVED)
                    .filter(topic -> topic.name().equals(record.getTopic()))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** The next that fit into memory together: at least one. */
    static List<Planned> firstOf(List<Planned> planned, long mostBytes) {
        List<Planned> first = new ArrayList<>();
        long bytes = 0;
        for (Planned one : planned) {
            bytes += one.bytes();
            if (!first.isEmpty() && bytes > mostBytes) {
                break;
            }
            first.add(one);
        }
        return first;
    }
}
