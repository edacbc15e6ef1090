// SPDX-License-Identifier: Apache-2.0
package portolan.console.rejects;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.SafeText;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;

/** {@code portolan rejects show}: all there is to know of one reject. */
@Command(
        name = "show",
        description = {
            "Shows one reject: reason, origin, headers, key, bytes, and the filing or outcome in them if readable.",
            "Changes nothing."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  portolan rejects show filings.rejected:3:17 --bootstrap localhost:9092",
        exitCodeList = {"0:shown", "2:bad usage, or no such reject", "3:Kafka does not answer"})
final class RejectsShowCommand extends ConsoleCommand {
    private static final int MOST_BYTES = 4096;
    private static final int MOST_TEXT = 64 << 10;

    /** One input may be set aside by several operators. */
    private static final int MOST_SHOWN = 20;

    private static final Pattern PLACE = Pattern.compile("(?:(\\S+):)?(\\d{1,9}):(\\d{1,18})");

    @Parameters(
            index = "0",
            paramLabel = "PLACE",
            description =
                    "the reject as listed, like filings.rejected:3:17; or its input, like consignments.filed:3:1234, which"
                            + " reads the whole topic")
    private String place = "";

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--all", description = "show all bytes (default: the first " + MOST_BYTES + ")")
    private boolean all;

    @Override
    public Integer call() throws Exception {
        Matcher parts = PLACE.matcher(place);
        if (!parts.matches()) {
            throw new ParameterException(
                    spec().commandLine(),
                    "'" + place + "' is not a place like filings.rejected:3:17: topic, partition and offset");
        }
        PrintWriter out = out();
        PrintWriter err = err();
        KafkaAccess access = kafka.access();
        try (RejectTopic topic = RejectTopic.at(access, err)) {
            List<Rejected> found = find(topic, access, parts);
            if (found.isEmpty()) {
                throw new UnusableInputException("no such reject: " + place + ", topic="
                        + access.name(Topics.FILINGS_REJECTED) + "; 'rejects list' lists what is there");
            }
            for (Rejected rejected : found) {
                print(rejected, access, out);
            }
            return 0;
        }
    }

    private List<Rejected> find(RejectTopic topic, KafkaAccess access, Matcher parts) throws UnusableInputException {
        Map<TopicPartition, TopicScan.Range> ranges = topic.since(Instant.EPOCH);
        List<Rejected> found = new ArrayList<>();
        String name = parts.group(1) == null ? Topics.FILINGS_REJECTED.name() : parts.group(1);
        if (!access.prefix().isEmpty() && name.startsWith(access.prefix())) {
            name = name.substring(access.prefix().length());
        }
        int partition = Integer.parseInt(parts.group(2));
        long offset = Long.parseLong(parts.group(3));
        if (name.equals(Topics.FILINGS_REJECTED.name())) {
            TopicPartition there = new TopicPartition(access.name(Topics.FILINGS_REJECTED), partition);
            TopicScan.Range kept = ranges.get(there);
            if (kept != null && offset >= kept.from() && offset < kept.to()) {
                topic.read(Map.of(there, new TopicScan.Range(offset, offset + 1)), found::add);
            }
            return found;
        }
        String input = name + ':' + partition + ':' + offset;
        topic.read(ranges, rejected -> {
            if (found.size() < MOST_SHOWN
                    && ReplayHeader.place(rejected.record()).equals(input)) {
                found.add(rejected);
            }
        });
        return found;
    }

    private void print(Rejected rejected, KafkaAccess access, PrintWriter out) {
        FilingRejected record = rejected.record();
        ReplayHeader replay = rejected.replay();
        line(out, "reason", record.getReason());
        line(out, "message", record.getMessage());
        if (record.getException() != null) {
            line(out, "exception", record.getException());
        }
        line(out, "rejected", rejected.at() + ", by " + record.getRejectedBy());
        line(out, "stands at", access.prefix() + rejected.place());
        line(out, "came from", access.prefix() + ReplayHeader.place(record) + ", there since " + record.getTimestamp());
        if (replay.attempt() > 0) {
            line(out, "replay", replay.attempt() + " of " + replay.input());
        }
        line(out, "sender", rejected.sender());
        line(out, "key", record.getKey() == null ? "none" : shown(ReplayHeader.bytes(record.getKey())));
        new TreeMap<>(record.getHeaders())
                .forEach((name, value) -> line(out, "header", name + " = " + shown(ReplayHeader.bytes(value))));
        byte[] value = ReplayHeader.bytes(record.getValue());
        line(
                out,
                "value",
                TextLine.counted(value.length, "byte") + (value.length == 0 ? ": see where it came from" : ""));
        String readable = RejectText.readable(record);
        if (readable != null) {
            out.println();
            out.println(cut(SafeText.lines(readable)));
        }
        printBytes(value, out);
        out.println();
    }

    private void printBytes(byte[] value, PrintWriter out) {
        if (value.length == 0) {
            return;
        }
        out.println();
        String text = RejectText.text(value);
        if (text != null) {
            out.println(cut(SafeText.lines(text)));
            return;
        }
        int most = all ? Integer.MAX_VALUE : MOST_BYTES;
        HexLines.of(value, most).forEach(out::println);
        if (value.length > most) {
            out.println("and " + TextLine.counted(value.length - most, "byte") + " more: --all");
        }
    }

    private String cut(String text) {
        return all || text.length() <= MOST_TEXT
                ? text
                : text.substring(0, MOST_TEXT) + "\nand " + TextLine.counted(text.length() - MOST_TEXT, "character")
                        + " more: --all";
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println(String.format(Locale.ROOT, "%-10s %s", name, SafeText.line(value)));
    }

    private static String shown(byte[] bytes) {
        String text = RejectText.text(bytes);
        return text == null ? "0x" + java.util.HexFormat.of().formatHex(bytes) : '"' + text + '"';
    }
}
