// SPDX-License-Identifier: Apache-2.0
package portolan.console.receive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;

/** {@code portolan message KEY}: the bytes of a bill as its sender wrote them. */
@Command(
        name = "message",
        description = {
            "Shows a consignment's bill as its sender wrote it, from the message that it came in, and where that stands.",
            "The message's SHA-256 must be that of the filing."
        },
        sortOptions = false,
        exitCodeList = {
            "0:done",
            "1:the message is no longer there, or is not what was filed",
            "2:bad usage, or no such filing",
            "3:Kafka does not answer, or forbids it"
        })
public final class MessageCommand extends ConsoleCommand {
    private static final int DONE = 0;
    private static final int LOST = 1;

    @Parameters(paramLabel = "KEY", description = "consignment key, as in ISSUER:NUMBER:YEAR")
    private String key = "";

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(names = "--store", paramLabel = "DIR", description = "store of the gateways, where large messages are")
    private @Nullable Path store;

    @Option(
            names = "--number",
            paramLabel = "N",
            description = "which of its filings, as they are listed (default: the last)")
    private int number;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "new file for the bytes as they are (default: as text on standard output)")
    private @Nullable Path out;

    @Option(names = "--whole", description = "the whole message, and not the bill's part of it")
    private boolean whole;

    @Override
    public Integer call() throws Exception {
        KafkaAccess access = kafka.access();
        if (out != null && Files.exists(out)) {
            throw new UnusableInputException("the file is there already; name another: --out=" + out);
        }
        try (TopicScan scan = new TopicScan(access, "portolan-message")) {
            List<Filing> filings = filings(scan);
            RawMessageRef ref = chosen(filings).getRawMessageRef();
            for (int i = 0; i < filings.size(); i++) {
                Filing each = filings.get(i);
                err().println((i + 1) + "  " + each.getEventKind() + "  filed " + each.getFiledAt() + "  "
                        + TextLine.harmless(SentMessage.place(each.getRawMessageRef())));
            }
            SentMessage message = SentMessage.find(scan, ref, store);
            String lost =
                    switch (message.state()) {
                        case AS_FILED -> null;
                        case GONE -> "the message is no longer there";
                        case CHANGED -> "the message is not what was filed";
                        case NO_MESSAGE ->
                            throw new UnusableInputException("the filing came in no message: it stands at "
                                    + TextLine.harmless(SentMessage.place(ref)) + ", sha256=" + ref.getSha256());
                        case IN_STORE ->
                            throw new UnusableInputException(
                                    "the message is in the store of the gateways: name it by --store DIR");
                    };
            if (lost != null) {
                err().println("portolan: " + lost + ": " + SentMessage.place(ref) + ", sha256=" + ref.getSha256());
                return LOST;
            }
            write(whole ? message.whole() : message.bill(), out());
            return DONE;
        }
    }

    private List<Filing> filings(TopicScan scan) {
        Map<TopicPartition, TopicScan.Range> all = scan.since(Topics.CONSIGNMENTS_FILED, Instant.EPOCH);
        byte[] wanted = key.getBytes(UTF_8);
        List<Filing> found = new ArrayList<>();
        if (all.isEmpty()) {
            return found;
        }
        // Where Kafka's own clients put it; another gateway's may put it elsewhere.
        int likely = Utils.toPositive(Utils.murmur2(wanted)) % all.size();
        Map<TopicPartition, TopicScan.Range> others = new HashMap<>(all);
        Map<TopicPartition, TopicScan.Range> first = new HashMap<>();
        all.forEach((partition, range) -> {
            if (partition.partition() == likely) {
                first.put(partition, range);
                others.remove(partition);
            }
        });
        AvroWire<Filing> wire = Topics.CONSIGNMENTS_FILED.wire();
        TopicScan.Taker taker = record -> {
            if (Arrays.equals(record.key(), wanted)
                    && record.value() != null
                    && wire.decode(record.value()) instanceof DecodeResult.Value<Filing> decoded) {
                found.add(decoded.value());
            }
        };
        scan.read(first, taker);
        if (found.isEmpty()) {
            scan.read(others, taker);
        }
        return found;
    }

    private Filing chosen(List<Filing> filings) throws UnusableInputException {
        if (filings.isEmpty()) {
            throw new UnusableInputException("no filing of this consignment is on the topic: key="
                    + TextLine.harmless(key) + ", topic=" + Topics.CONSIGNMENTS_FILED + ", kept for 90 days");
        }
        if (number < 0 || number > filings.size()) {
            throw new UnusableInputException(
                    "there is no such filing of this consignment: number=" + number + ", filings=" + filings.size());
        }
        return filings.get(number == 0 ? filings.size() - 1 : number - 1);
    }

    private void write(byte[] bytes, PrintWriter screen) throws IOException {
        if (out != null) {
            Files.write(out, bytes, StandardOpenOption.CREATE_NEW);
            return;
        }
        // What would steer the screen is shown, and does not.
        screen.println(SentMessage.text(bytes));
        screen.flush();
    }
}
