// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import portolan.console.kafka.KafkaOptions;
import portolan.console.rejects.ReplayPlan.Planned;
import portolan.console.screen.Confirmation;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;
import portolan.topics.RecordSender;
import portolan.topics.TopicScan.Range;

/** {@code portolan rejects replay}: sends rejected inputs again, each once. */
@Command(
        name = "replay",
        description = {
            "Sends the original bytes of rejects, with key and headers, to the topic and partition they came from, oldest"
                    + " first. Remove the cause first: start a release that can read them, for example.",
            "Sends each input once, however often it runs or is killed: the header '"
                    + ReplayHeader.HEADER
                    + "' names the input, and inputs sent before are skipped. --attempt 2 sends once more what"
                    + " was rejected again.",
            "Skips what the ledger knows: the same again is a duplicate. Reads the inputs since the oldest reject to see"
                    + " what was sent before, so name a time. Asks first at a terminal."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  portolan rejects replay --bootstrap localhost:9092 --reason UNKNOWN_SCHEMA --last 8h --dry-run",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:sent, or nothing to send, or --dry-run",
            "1:not sent",
            "2:bad usage, or no such topic",
            "3:Kafka does not answer, or forbids it; run it again"
        })
final class RejectsReplayCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int BAD_INPUT = 2;
    private static final long MOST_HELD_BYTES = 64L << 20;

    private final Clock clock;
    private final Confirmation confirmation;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    private final RejectFilter filter = new RejectFilter();

    @Option(
            names = "--attempt",
            paramLabel = "N",
            defaultValue = "1",
            description = "which attempt this is: 2 sends what was replayed once and rejected again"
                    + " (default: ${DEFAULT-VALUE})")
    private int attempt = 1;

    @Option(names = "--dry-run", description = "say what would be sent, and send nothing")
    private boolean dryRun;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    RejectsReplayCommand() {
        this(Clock.systemUTC(), Confirmation.atTerminal());
    }

    RejectsReplayCommand(Clock clock, Confirmation confirmation) {
        this.clock = clock;
        this.confirmation = confirmation;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("run by picocli only");
        }
        if (attempt < 1) {
            throw new ParameterException(spec.commandLine(), "--attempt must be 1 or more: " + attempt);
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        KafkaAccess access = kafka.access();
        filter.begin(clock);
        try (RejectTopic rejects = RejectTopic.at(access, err)) {
            ReplayPlan plan = ReplayPlan.of(rejects, filter, attempt, err);
            List<Planned> planned = plan.oldestFirst();
            print(plan, planned.size(), out);
            if (planned.isEmpty()) {
                return DONE;
            }
            if (dryRun) {
                err.println("nothing sent: --dry-run");
                return DONE;
            }
            Confirmation.Answer answer = yes
                    ? Confirmation.Answer.YES
                    : confirmation.ask(
                            "Send " + TextLine.counted(planned.size(), "record") + " to " + access.bootstrap() + "?");
            if (answer != Confirmation.Answer.YES) {
                err.println(
                        answer == Confirmation.Answer.NO
                                ? "nothing sent"
                                : "nothing sent: there is no terminal to ask at; add --yes, or look with --dry-run");
                return NOT_DONE;
            }
            send(rejects, access, planned, err)
                    .forEach(
                            (topic, sent) -> out.println("sent: " + TextLine.counted(sent, "record") + " to " + topic));
            return DONE;
        } catch (UnusableInputException e) {
            err.println("rejects replay: " + e.getMessage());
            return BAD_INPUT;
        }
    }

    private static void print(ReplayPlan plan, int count, PrintWriter out) {
        out.println("to send: " + TextLine.counted(count, "record"));
        plan.counts().forEach((what, many) -> out.println("  " + right(many) + "  " + TextLine.harmless(what)));
        if (!plan.left().isEmpty()) {
            out.println("not to send:");
            plan.left().forEach((why, many) -> out.println("  " + right(many) + "  " + TextLine.harmless(why)));
        }
        out.flush();
    }

    private static String right(long many) {
        return String.format("%10s", TextLine.number(many));
    }

    private Map<String, Long> send(RejectTopic rejects, KafkaAccess access, List<Planned> planned, PrintWriter err) {
        Map<String, Long> sent = new TreeMap<>();
        Reports reports = new Reports(err);
        try (RecordSender sender = new RecordSender(
                access,
                "portolan-replay",
                Topics.CONSIGNMENTS_FILED.maxMessageBytes(),
                Map.of(ProducerConfig.LINGER_MS_CONFIG, 5, ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"))) {
            try {
                for (int from = 0; from < planned.size(); ) {
                    List<Planned> next = ReplayPlan.firstOf(planned.subList(from, planned.size()), MOST_HELD_BYTES);
                    Map<String, FilingRejected> records = fetch(rejects, access, next);
                    for (Planned one : next) {
                        FilingRejected record = records.get(one.partition() + ":" + one.offset());
                        if (record == null) {
                            throw new IllegalStateException(
                                    "retention has deleted a reject: " + one + "; run it again for the others");
                        }
                        sender.send(
                                one.isMessage() ? message(rejects, access, one, record) : record(access, one, record));
                        sent.merge(access.name(one.topic()), 1L, Long::sum);
                        reports.at(() -> sender.confirmed() + " of " + planned.size() + " records are sent");
                    }
                    from += next.size();
                }
                sender.flush();
                return sent;
            } catch (KafkaFault e) {
                err.println("confirmed: " + TextLine.number(sender.confirmed()) + " of "
                        + TextLine.number(planned.size()) + "; run it again: what was sent is skipped");
                throw e;
            }
        }
    }

    /** The whole message: filings that came of it before keep their ids, and the ledger drops them. */
    private static ProducerRecord<byte[], byte[]> message(
            RejectTopic rejects, KafkaAccess access, Planned one, FilingRejected rejected) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        TopicPartition partition = new TopicPartition(access.name(one.topic()), rejected.getPartition());
        Range kept = rejects.scan().since(one.topic(), Instant.EPOCH).get(partition);
        if (kept != null && kept.from() <= rejected.getOffset() && rejected.getOffset() < kept.to()) {
            rejects.scan()
                    .read(Map.of(partition, new Range(rejected.getOffset(), rejected.getOffset() + 1)), found::add);
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("retention has deleted a message: topic=" + one.topic() + ", partition="
                    + rejected.getPartition() + ", offset=" + rejected.getOffset()
                    + "; choose later rejects by --since, and run it again");
        }
        ConsumerRecord<byte[], byte[]> message = found.get(0);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                message.topic(), message.partition(), null, message.key(), message.value(), message.headers());
        record.headers().remove(ReplayHeader.HEADER);
        record.headers().add(ReplayHeader.HEADER, one.replay().next());
        return record;
    }

    /** With the bytes, by place. */
    private static Map<String, FilingRejected> fetch(RejectTopic rejects, KafkaAccess access, List<Planned> planned) {
        Map<String, FilingRejected> records = new HashMap<>();
        Set<String> wanted = new HashSet<>();
        Map<TopicPartition, Range> ranges = new HashMap<>();
        for (Planned one : planned) {
            wanted.add(one.partition() + ":" + one.offset());
            ranges.merge(
                    new TopicPartition(access.name(Topics.FILINGS_REJECTED), one.partition()),
                    new Range(one.offset(), one.offset() + 1),
                    (all, more) -> new Range(Math.min(all.from(), more.from()), Math.max(all.to(), more.to())));
        }
        rejects.read(ranges, rejected -> {
            String place = rejected.partition() + ":" + rejected.offset();
            if (wanted.contains(place)) {
                records.put(place, rejected.record());
            }
        });
        return records;
    }

    private static ProducerRecord<byte[], byte[]> record(KafkaAccess access, Planned one, FilingRejected rejected) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                access.name(one.topic()),
                rejected.getPartition(),
                rejected.getKey() == null ? null : ReplayHeader.bytes(Objects.requireNonNull(rejected.getKey())),
                ReplayHeader.bytes(rejected.getValue()));
        rejected.getHeaders().forEach((name, value) -> {
            if (!name.equals(ReplayHeader.HEADER)) {
                record.headers().add(name, ReplayHeader.bytes(value));
            }
        });
        record.headers().add(ReplayHeader.HEADER, one.replay().next());
        return record;
    }
}
