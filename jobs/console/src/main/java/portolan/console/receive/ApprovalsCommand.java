// SPDX-License-Identifier: Apache-2.0
package portolan.console.receive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.TextLine;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ContentId;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;

/** {@code portolan receive approvals}: who let which manifest withdraw what it leaves out, and how many bills it did. */
@Command(
        name = "approvals",
        description = {
            "Lists the withdrawals that people approved, oldest first: when, who, how many bills were withdrawn, and the"
                    + " message by its SHA-256, sender and name. Times are the brokers', UTC. Goes back 90 days.",
            "Changes nothing."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, whether or not there are any", "2:bad usage", "3:Kafka does not answer, or forbids it"
        })
public final class ApprovalsCommand implements Callable<Integer> {
    /** Attribute of a withdrawal: SHA-256 of the manifest that leaves the bill out. */
    private static final String LEFT_OUT_OF = "leftOutOf";

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    /**
     * A message as a person sent it again.
     *
     * @param at when, by the broker
     */
    private record Approval(Instant at, String by, String sha256, String sender, String name) {}

    @Override
    public Integer call() {
        PrintWriter out = Objects.requireNonNull(spec, "run by picocli only")
                .commandLine()
                .getOut();
        KafkaAccess access = kafka.access();
        try (TopicScan scan = new TopicScan(access, "portolan-approvals")) {
            List<Approval> approvals = approvals(scan);
            out.println(TextLine.counted(approvals.size(), "approval") + " on " + access.name(Topics.MESSAGES_RECEIVED)
                    + " at " + access.bootstrap());
            if (approvals.isEmpty()) {
                return 0;
            }
            Map<String, Set<String>> withdrawn =
                    withdrawn(scan, approvals.get(0).at());
            for (Approval each : approvals) {
                int bills = withdrawn.getOrDefault(each.sha256(), Set.of()).size();
                out.println(TextLine.harmless(each.at() + "  " + each.by() + "  withdrew "
                        + TextLine.counted(bills, "bill") + "  " + each.sha256() + "  " + each.sender() + "  "
                        + each.name()));
            }
        }
        return 0;
    }

    private static List<Approval> approvals(TopicScan scan) {
        List<Approval> approvals = new ArrayList<>();
        scan.read(scan.since(Topics.MESSAGES_RECEIVED, Instant.EPOCH), record -> {
            String by = header(record, MessageTopic.APPROVED_BY);
            if (by != null) {
                approvals.add(new Approval(
                        Instant.ofEpochMilli(record.timestamp()),
                        by,
                        sha256(record),
                        Objects.requireNonNullElse(header(record, MessageTopic.SENDER), "UNKNOWN"),
                        Objects.requireNonNullElse(header(record, MessageTopic.NAME), "")));
            }
        });
        approvals.sort(Comparator.comparing(Approval::at));
        return approvals;
    }

    private static String sha256(ConsumerRecord<byte[], byte[]> record) {
        String stated = header(record, MessageTopic.SHA256);
        byte[] value = record.value();
        return stated != null || value == null ? String.valueOf(stated) : ContentId.sha256Hex(value);
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }

    /** Consignments that were withdrawn, by the message that leaves them out. */
    private static Map<String, Set<String>> withdrawn(TopicScan scan, Instant since) {
        Map<String, Set<String>> withdrawn = new HashMap<>();
        AvroWire<Filing> wire = Topics.CONSIGNMENTS_FILED.wire();
        scan.read(scan.since(Topics.CONSIGNMENTS_FILED, since), record -> {
            if (record.value() != null
                    && wire.decode(record.value()) instanceof DecodeResult.Value<Filing> decoded
                    && decoded.value().getEventKind() == EventKind.DELETE) {
                Filing filing = decoded.value();
                String sha256 = filing.getAttributes().get(LEFT_OUT_OF);
                if (sha256 != null) {
                    withdrawn
                            .computeIfAbsent(sha256, any -> new HashSet<>())
                            .add(filing.getTenant() + ' ' + filing.getConsignmentKey());
                }
            }
        });
        return withdrawn;
    }
}
