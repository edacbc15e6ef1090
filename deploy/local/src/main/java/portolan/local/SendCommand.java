// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import portolan.console.evidence.ProvenSender;
import portolan.console.kafka.KafkaFaults;
import portolan.console.kafka.KafkaOptions;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.console.screen.UnusableInputException;
import portolan.pipeline.files.RecordFile;
import portolan.pipeline.files.RecordsInOrder;
import portolan.schemas.lines.LineFault;
import portolan.schemas.mapping.MappingException;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/** {@code portolan send}: puts files of filings and outcomes on the topics of a Kafka. */
@Command(
        name = "send",
        description = {
            "Sends files to Kafka: filings as JSON Lines, or CSV through a mapping, messages with their container events,"
                    + " and outcomes; .gz too. Reads all files"
                    + " first and merges filings and outcomes by time: the same files give the same records in the same"
                    + " order.",
            "Skips unreadable lines and reports each with its file. The job drops what is sent again as a duplicate, while"
                    + " its ledger knows the bill and its last 64 filings."
        },
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  portolan send --bootstrap localhost:9092 target/feed/filings.jsonl"
                + " --outcomes target/feed/outcomes.jsonl --rate 500",
        exitCodeList = {
            "0:all sent",
            "1:not all sent: unreadable lines, or stopped",
            "2:bad usage or bad input, nothing sent",
            "3:Kafka does not answer, or forbids it"
        })
final class SendCommand extends ConsoleCommand {
    private static final int ALL_SENT = 0;
    private static final int NOT_ALL_SENT = 1;

    /** A file of ten thousand bad lines is mended by looking at the first. */
    private static final int MOST_FAULTS = 50;

    private static final int COMPANY_MILLIS = 5;

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "files of filings: JSON Lines, CSV, messages; or folders of them")
    private List<Path> filings = List.of();

    @Option(names = "--outcomes", arity = "1..*", paramLabel = "FILE", description = "files of inspection outcomes")
    private List<Path> outcomes = List.of();

    @Option(
            names = "--moves",
            arity = "1..*",
            paramLabel = "FILE",
            description = "files of moves of containers: JSON Lines")
    private List<Path> moves = List.of();

    @Mixin
    private final FeedForm form = new FeedForm();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Option(
            names = "--sender-key",
            paramLabel = "FILE",
            description = "key NAME.key that proves to the job that NAME sends these, where a senders list names keys"
                    + " (default: nothing is proven)")
    private @Nullable Path senderKey;

    @Option(names = "--rate", paramLabel = "N", description = "records a second (default: as fast as possible)")
    private @Nullable Double rate;

    @Option(
            names = "--skip",
            paramLabel = "N",
            description = "skip the first N records, which were sent before (default: ${DEFAULT-VALUE})")
    private long skip;

    @Option(names = "--dry-run", description = "read the files and show what would be sent")
    private boolean dryRun;

    private long unreadable;

    /** Topics of what messages hold besides bills. */
    private Set<KafkaTopic> events = Set.of();

    @Override
    public Integer call() throws IOException, UnusableInputException {
        if (filings.isEmpty() && outcomes.isEmpty() && moves.isEmpty()) {
            throw new ParameterException(spec().commandLine(), "Name a FILE, --outcomes FILE or --moves FILE");
        }
        if (filings.isEmpty()) {
            mustNotBeMeantAsFilings("--outcomes", outcomes);
            mustNotBeMeantAsFilings("--moves", moves);
        }
        if (skip < 0 || (rate != null && !(rate > 0))) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--rate must be more than 0, and --skip not less: rate=" + rate + ", skip=" + skip);
        }
        ProvenSender sender = ProvenSender.ofFile(senderKey);
        FeedFiles files = form.files();
        KafkaAccess access = dryRun ? null : checked(kafka.access());
        try (WorkingDirectory work = WorkingDirectory.temporary("portolan-send-");
                Progress progress = Progress.onStandardError()) {
            Path records = work.path().resolve("records");
            long count = read(files, work.path(), records, progress);
            progress.clear();
            if (access != null) {
                KafkaFaults.mustHave(access, events);
            }
            if (count == 0) {
                throw new BadInput("nothing to send, the files hold no record: unreadable lines=" + unreadable);
            }
            try (InOrder inOrder = new InOrder(records, count, progress, sender)) {
                return access == null ? count(inOrder) : send(access, inOrder);
            }
        }
    }

    /** An option takes all files behind it: {@code --outcomes O F} would read filings F as outcomes. */
    private void mustNotBeMeantAsFilings(String option, List<Path> files) {
        long times = spec().commandLine().getParseResult().originalArgs().stream()
                .filter(word -> word.equals(option) || word.startsWith(option + '='))
                .count();
        if (files.size() > times) {
            throw new ParameterException(
                    spec().commandLine(),
                    "Name files of filings first, or say " + option + " before each file: it takes all behind it, so "
                            + files.get(files.size() - 1) + " may be meant as filings");
        }
    }

    /** A producer by itself may make a topic that is not there. */
    private KafkaAccess checked(KafkaAccess access) throws UnusableInputException {
        List<KafkaTopic> topics = new ArrayList<>();
        if (!filings.isEmpty()) {
            topics.add(Topics.CONSIGNMENTS_FILED);
        }
        if (!outcomes.isEmpty()) {
            topics.add(Topics.INSPECTIONS_REPORTED);
        }
        if (!moves.isEmpty()) {
            topics.add(Topics.CONTAINERS_MOVED);
        }
        KafkaFaults.mustHave(access, topics);
        return access;
    }

    private long read(FeedFiles files, Path work, Path records, Progress progress) throws IOException {
        PrintWriter err = err();
        RecordFile.Listener listener = new RecordFile.Listener() {
            @Override
            public void read(Path file, long lines) {
                progress.at("reading " + file + ", " + TextLine.counted(lines, "line"));
            }

            @Override
            public void unreadable(Path file, LineFault fault) {
                if (++unreadable <= MOST_FAULTS) {
                    progress.clear();
                    err.println("not sent: file=" + file + ", line=" + fault.line() + ", reason=" + fault.code() + ", "
                            + fault.message());
                }
            }
        };
        try (RecordFile file = new RecordFile(work, listener)) {
            files.addFilings(file, filings, progress);
            files.addOutcomes(file, outcomes);
            for (Path of : moves) {
                FeedFiles.readable(of, "moves");
                file.addMoves(of);
            }
            long count = file.writeTo(records);
            events = file.events();
            return count;
        } catch (MappingException | UncheckedIOException e) {
            throw new BadInput(e);
        } finally {
            if (unreadable > MOST_FAULTS) {
                err.println("not sent: " + TextLine.number(unreadable - MOST_FAULTS) + " more lines");
            }
        }
    }

    private int count(InOrder inOrder) {
        inOrder.skip(skip);
        while (inOrder.hasNext()) {
            inOrder.next();
        }
        inOrder.byTopic()
                .forEach((topic, count) ->
                        out().println("to send: " + TextLine.counted(count, "record") + " to " + topic));
        err().println("nothing sent: --dry-run");
        return unreadable == 0 ? ALL_SENT : NOT_ALL_SENT;
    }

    private int send(KafkaAccess access, InOrder inOrder) {
        PrintWriter err = err();
        inOrder.access = access;
        inOrder.skip(skip);
        try (Stop stop = Stop.onInterrupt();
                FeedSender sender = new FeedSender(access, "portolan-send", rate == null ? COMPANY_MILLIS : 1)) {
            try {
                if (rate == null) {
                    sender.sendAtOnce(inOrder, stop);
                } else {
                    sender.sendPaced(inOrder, rate, stop);
                }
                sender.flush();
            } catch (KafkaFault e) {
                inOrder.clear();
                err.println(goOn(skip + sender.confirmed(), inOrder.count));
                throw e;
            }
            inOrder.clear();
            inOrder.byTopic()
                    .forEach((topic, count) ->
                            out().println("sent: " + TextLine.counted(count, "record") + " to " + topic));
            if (inOrder.hasNext()) {
                err.println(goOn(skip + sender.confirmed(), inOrder.count));
                return NOT_ALL_SENT;
            }
        }
        if (unreadable > 0) {
            err.println("not sent: " + TextLine.counted(unreadable, "line"));
        }
        return unreadable == 0 ? ALL_SENT : NOT_ALL_SENT;
    }

    private static String goOn(long sent, long of) {
        return "stopped: the first " + TextLine.number(sent) + " of " + TextLine.number(of)
                + " records are sent; continue with the same files and --skip " + sent + ", or send all again";
    }

    /** The records of a file on their way, counted. */
    private static final class InOrder implements Iterator<ProducerRecord<byte[], byte[]>>, AutoCloseable {
        private final RecordsInOrder records;
        private final long count;
        private final Progress progress;
        private final @Nullable ProvenSender sender;
        private final Map<String, Long> byTopic = new TreeMap<>();
        private @Nullable KafkaAccess access;
        private long taken;

        InOrder(Path file, long count, Progress progress, @Nullable ProvenSender sender) throws IOException {
            this.records = new RecordsInOrder(file);
            this.count = count;
            this.progress = progress;
            this.sender = sender;
        }

        void skip(long first) {
            for (long i = 0; i < first && hasNext(); i++) {
                read();
            }
        }

        Map<String, Long> byTopic() {
            return byTopic;
        }

        void clear() {
            progress.clear();
        }

        @Override
        public boolean hasNext() {
            return taken < count;
        }

        @Override
        public ProducerRecord<byte[], byte[]> next() {
            RecordsInOrder.Keyed record = read();
            String topic = access == null ? record.topic().name() : access.name(record.topic());
            byTopic.merge(topic, 1L, Long::sum);
            progress.at("sent " + TextLine.number(taken) + " of " + TextLine.counted(count, "record"));
            List<Header> proof = sender == null ? List.of() : sender.headers(record.key(), record.value());
            return new ProducerRecord<>(topic, null, record.key(), record.value(), proof);
        }

        private RecordsInOrder.Keyed read() {
            try {
                RecordsInOrder.Keyed record = hasNext() ? records.next() : null;
                if (record == null) {
                    throw new NoSuchElementException("no more records: count=" + count);
                }
                taken++;
                return record;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read what was read of the files: cause=" + e.getMessage(), e);
            }
        }

        @Override
        public void close() throws IOException {
            records.close();
        }
    }
}
