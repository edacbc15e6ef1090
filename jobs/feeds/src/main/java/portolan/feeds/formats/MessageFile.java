// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.formats;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.feeds.BillReject;
import portolan.feeds.BillSink;
import portolan.feeds.CompleteManifest;
import portolan.feeds.FeedReader;
import portolan.feeds.Finding;
import portolan.feeds.ListedBill;
import portolan.feeds.MessageReject;
import portolan.feeds.Receipt;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.Withdrawals;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineFault;
import portolan.schemas.lines.LineReader;
import portolan.schemas.lines.Unpacked;
import portolan.schemas.wire.MessageTopic;

/** A file that holds one message, compressed with gzip or not: its bills are the file's lines. */
public final class MessageFile {
    private static final int BEGINNING = 4096;

    /** Bytes of a refused message that its reject carries. */
    private static final int MOST_RAW = 2 << 20;

    private static final long NOWHERE = -1;

    private MessageFile() {}

    /** Whether the file's content, not its name, is a message of a format that is read. */
    public static boolean isMessage(InputStream in) throws IOException {
        return Formats.reads(Unpacked.of(in).readNBytes(BEGINNING));
    }

    /**
     * Reads what is in one file: filings, movements of containers, calls of ships.
     *
     * @param received when the file was received, for messages that have no time of their own
     * @param profile name of the profile to read it by; null for the default one
     * @param odd hears what is odd about the message and is no reject
     */
    public static LineReader<SpecificRecord> records(
            InputStream in,
            String file,
            Instant received,
            @Nullable String profile,
            FeedReader reader,
            Consumer<Finding> odd)
            throws IOException {
        InputStream content = Unpacked.of(in);
        boolean compressed = content instanceof Unpacked;
        Deque<Line<SpecificRecord>> lines = new ArrayDeque<>();
        boolean[] read = {false};
        return new LineReader<>(content, file, () -> {
            if (!read[0]) {
                read[0] = true;
                byte[] bytes = content.readNBytes(MessageTopic.MOST_BYTES + 1);
                new Bills(file, bytes, compressed, received, lines, reader).read(profile, odd);
            }
            return lines.poll();
        });
    }

    /** The bills of one message as they are taken. */
    private static final class Bills implements BillSink {
        private final String file;
        private final byte[] bytes;
        private final boolean compressed;
        private final Instant received;
        private final Deque<Line<SpecificRecord>> lines;
        private final FeedReader reader;
        private String sha256 = "";
        private int taken;

        Bills(
                String file,
                byte[] bytes,
                boolean compressed,
                Instant received,
                Deque<Line<SpecificRecord>> lines,
                FeedReader reader) {
            this.file = file;
            this.bytes = bytes;
            this.compressed = compressed;
            this.received = received;
            this.lines = lines;
            this.reader = reader;
        }

        void read(@Nullable String profile, Consumer<Finding> odd) {
            ReceivedMessage message =
                    ReceivedMessage.of(bytes, file, 0, 0, received).from(null, null, profile);
            sha256 = message.sha256();
            Receipt receipt = reader.read(message, this);
            receipt.findings().forEach(odd);
            MessageReject refused = receipt.reject();
            if (refused != null) {
                byte[] raw = bytes.length <= MOST_RAW ? bytes : Arrays.copyOf(bytes, MOST_RAW);
                LineFault fault =
                        new LineFault(LineFault.Code.valueOf(refused.reason().name()), refused.message(), 1, "");
                lines.add(new Line<>(file, 1, at(0), raw, null, fault));
            }
        }

        @Override
        public void filed(Filing filing) {
            if (!filing.getFiledAt().equals(received)) {
                // A message with a time of its own was received then, as lines without a time of receipt are.
                filing.setReceivedAt(filing.getFiledAt());
            }
            reader.joined(filing).forEach(each -> add(each, each.getRawMessageRef()));
        }

        @Override
        public void moved(ContainerMoved event) {
            add(event, event.getRawMessageRef());
        }

        @Override
        public void reported(ConveyanceReported report) {
            add(report, report.getRawMessageRef());
        }

        private void add(SpecificRecord record, RawMessageRef reference) {
            taken++;
            // A declaration that follows its bill was read from another message.
            boolean own = reference.getSha256().equals(sha256);
            long from = own ? reference.getByteFrom() : 0;
            byte[] raw = own ? slice(from, reference.getByteTo()) : new byte[0];
            lines.add(new Line<>(file, taken, at(from), raw, record, null));
        }

        @Override
        public void rejected(BillReject reject) {
            taken++;
            LineFault fault = new LineFault(
                    LineFault.Code.valueOf(reject.reason().name()), reject.message(), taken, reject.field());
            lines.add(new Line<>(
                    file, taken, at(reject.byteFrom()), slice(reject.byteFrom(), reject.byteTo()), null, fault));
        }

        @Override
        public void listed(ListedBill bill) {
            reader.listed(bill);
        }

        @Override
        public void complete(CompleteManifest manifest) {
            Withdrawals.Result result = reader.complete(manifest);
            for (Withdrawals.Withdrawal one : result.filings()) {
                one.filing().setReceivedAt(one.filing().getFiledAt());
                for (Filing filing : reader.joined(one.filing())) {
                    taken++;
                    lines.add(new Line<>(file, taken, at(0), new byte[0], filing, null));
                }
            }
            if (result.withheld() != null) {
                taken++;
                LineFault fault = new LineFault(LineFault.Code.WITHDRAWAL_WITHHELD, result.withheld(), taken, "");
                lines.add(new Line<>(file, taken, at(0), new byte[0], null, fault));
            }
        }

        private byte[] slice(long from, long to) {
            return Arrays.copyOfRange(bytes, (int) from, (int) to);
        }

        private long at(long place) {
            return compressed ? NOWHERE : place;
        }
    }
}
