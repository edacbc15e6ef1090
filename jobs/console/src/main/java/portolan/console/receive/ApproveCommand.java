// SPDX-License-Identifier: Apache-2.0
package portolan.console.receive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.Confirmation;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.lines.LineFault;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.Keyring;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.lifecycle.Statement;
import portolan.topics.KafkaAccess;
import portolan.topics.RecordSender;
import portolan.topics.TopicScan;

/** {@code portolan receive approve MESSAGE}: two people let a manifest withdraw what it leaves out. */
@Command(
        name = "approve",
        description = {
            "Lets a complete manifest withdraw the bills that it leaves out, where they were too many to do so by itself:"
                    + " 'rejects list --reason WITHDRAWAL_WITHHELD' shows which.",
            "Sends the message again with your name and signature, as of an approver of rule sets. It takes a second one,"
                    + " by the same command; each withdrawal carries both names for good. Asks first at a terminal."
        },
        sortOptions = false,
        exitCodeList = {
            "0:sent",
            "1:not sent",
            "2:bad usage, or no such message is withheld",
            "3:Kafka does not answer, or forbids it"
        })
public final class ApproveCommand extends ConsoleCommand {
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int LEAST_DIGITS = 8;
    private static final String WITHHELD = LineFault.Code.WITHDRAWAL_WITHHELD.name();

    private final Confirmation confirmation;

    @Parameters(paramLabel = "MESSAGE", description = "its SHA-256, or the first eight digits or more")
    private String sha256 = "";

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--by",
            required = true,
            paramLabel = "NAME",
            description = "who has looked at the message, and signs with NAME.key")
    private String by = "";

    @Option(
            names = "--keys",
            paramLabel = "DIR",
            description = "folder with one's own NAME.key, and the other's NAME.pub (default: ${DEFAULT-VALUE})")
    private Path keys = Path.of("rule-keys");

    @Option(
            names = "--deployment",
            required = true,
            paramLabel = "ID",
            description = "the receive job's --deployment, which the approval is signed for")
    private String deployment = "";

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    /** Asks at the terminal. */
    public ApproveCommand() {
        this(Confirmation.atTerminal());
    }

    ApproveCommand(Confirmation confirmation) {
        this.confirmation = confirmation;
    }

    @Override
    public Integer call() throws Exception {
        if (!sha256.toLowerCase(Locale.ROOT).matches("[0-9a-f]{" + LEAST_DIGITS + ",64}")) {
            throw new ParameterException(
                    spec().commandLine(),
                    "MESSAGE must be a SHA-256 in hexadecimal, or its first " + LEAST_DIGITS + " digits or more: "
                            + sha256);
        }
        PrintWriter out = out();
        SigningKey key;
        Keyring known;
        try {
            key = SigningKey.read(keys, by);
            known = Keyring.readIfAny(keys, deployment);
        } catch (IOException noKey) {
            throw new UnusableInputException(String.valueOf(noKey.getMessage()), noKey);
        }
        KafkaAccess access = kafka.access();
        try (TopicScan scan = new TopicScan(access, "portolan-approve")) {
            List<FilingRejected> withheld = withheld(scan);
            out.println(TextLine.harmless(withheld.get(0).getMessage()));
            out.flush();
            String whole = sha256(withheld.get(0));
            List<ConsumerRecord<byte[], byte[]>> messages = messages(scan, access, withheld);
            // An earlier one withdraws nothing any more, and who approved it did not see what it would withdraw now.
            ConsumerRecord<byte[], byte[]> newest =
                    Collections.max(messages, Comparator.comparingLong(ConsumerRecord::timestamp));
            Optional<ConsumerRecord<byte[], byte[]>> first =
                    Optional.of(newest).filter(each -> isApprovedByAnother(each, whole, known));
            if (!confirmation.isAgreed(
                    yes, "Withdraw what this manifest leaves out?", "nothing sent", "--yes", err())) {
                return NOT_DONE;
            }
            byte[] own = key.sign(Statement.ofWithdrawal(deployment, whole, by));
            byte[] other = first.map(ApproveCommand::approval).orElse(new byte[0]);
            String names = first.map(each -> approvedBy(each) + ',').orElse("") + by;
            send(
                    access,
                    newest,
                    names,
                    ByteBuffer.allocate(other.length + own.length)
                            .put(other)
                            .put(own)
                            .array());
            out.println("sent: approved by " + names
                    + (names.equals(by) ? " alone; another approver takes the same command" : ""));
            return DONE;
        }
    }

    /** All that were withheld of the one message: it is sent again for each approval. */
    private List<FilingRejected> withheld(TopicScan scan) throws UnusableInputException {
        String wanted = sha256.toLowerCase(Locale.ROOT);
        AvroWire<FilingRejected> wire = Topics.FILINGS_REJECTED.wire();
        Map<String, List<FilingRejected>> found = new TreeMap<>();
        scan.read(scan.since(Topics.FILINGS_REJECTED, Instant.EPOCH), record -> {
            if (record.value() != null
                    && wire.decode(record.value()) instanceof DecodeResult.Value<FilingRejected> decoded
                    && decoded.value().getReason().equals(WITHHELD)) {
                String whole = sha256(decoded.value());
                if (whole.startsWith(wanted)) {
                    found.computeIfAbsent(whole, unused -> new ArrayList<>()).add(decoded.value());
                }
            }
        });
        if (found.isEmpty()) {
            throw new UnusableInputException("no withdrawal of this message is withheld: message=" + wanted
                    + "; see 'portolan rejects list" + " --reason " + WITHHELD + "'");
        }
        if (found.size() > 1) {
            throw new UnusableInputException("several messages begin so, give more digits: " + found.keySet());
        }
        return found.values().iterator().next();
    }

    private static String sha256(FilingRejected withheld) {
        ByteBuffer header = withheld.getHeaders().get(MessageTopic.SHA256);
        return header == null ? "" : UTF_8.decode(header.duplicate()).toString();
    }

    private static List<ConsumerRecord<byte[], byte[]>> messages(
            TopicScan scan, KafkaAccess access, List<FilingRejected> withheld) throws UnusableInputException {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        Map<TopicPartition, TopicScan.Range> all = scan.since(Topics.MESSAGES_RECEIVED, Instant.EPOCH);
        for (FilingRejected each : withheld) {
            TopicPartition partition = new TopicPartition(access.name(Topics.MESSAGES_RECEIVED), each.getPartition());
            TopicScan.Range kept = all.get(partition);
            long offset = each.getOffset();
            if (kept != null && kept.from() <= offset && offset < kept.to()) {
                scan.read(Map.of(partition, new TopicScan.Range(offset, offset + 1)), found::add);
            }
        }
        if (found.isEmpty()) {
            throw new UnusableInputException("retention has deleted the message: topic="
                    + Topics.MESSAGES_RECEIVED.name() + ", partition="
                    + withheld.get(0).getPartition() + ", offset="
                    + withheld.get(0).getOffset()
                    + "; have its sender send it again");
        }
        return found;
    }

    /** Whoever may write the topic cannot feign it. */
    private boolean isApprovedByAnother(ConsumerRecord<byte[], byte[]> message, String whole, Keyring known) {
        String who = approvedBy(message);
        return !who.equals(by) && known.faultOfApproval(who, whole, approval(message), message.timestamp()) == null;
    }

    private static String approvedBy(ConsumerRecord<byte[], byte[]> message) {
        return new String(header(message, MessageTopic.APPROVED_BY), UTF_8);
    }

    private static byte[] approval(ConsumerRecord<byte[], byte[]> message) {
        return header(message, MessageTopic.APPROVAL);
    }

    private static byte[] header(ConsumerRecord<byte[], byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? new byte[0] : header.value();
    }

    private static void send(
            KafkaAccess access, ConsumerRecord<byte[], byte[]> message, String names, byte[] approvals) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                message.topic(), message.partition(), null, message.key(), message.value(), message.headers());
        record.headers().remove(MessageTopic.APPROVED_BY);
        record.headers().remove(MessageTopic.APPROVAL);
        record.headers().add(MessageTopic.APPROVED_BY, names.getBytes(UTF_8));
        record.headers().add(MessageTopic.APPROVAL, approvals);
        try (RecordSender sender =
                new RecordSender(access, "portolan-approve", Topics.MESSAGES_RECEIVED.maxMessageBytes(), Map.of())) {
            sender.send(record);
            sender.flush();
        }
    }
}
