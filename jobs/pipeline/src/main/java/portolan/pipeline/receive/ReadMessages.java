// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple5;
import org.apache.flink.api.java.tuple.Tuple6;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.types.Either;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.feeds.BillReject;
import portolan.feeds.BillSink;
import portolan.feeds.CompleteManifest;
import portolan.feeds.FeedReader;
import portolan.feeds.ListedBill;
import portolan.feeds.MessageReject;
import portolan.feeds.Profile;
import portolan.feeds.Profiles;
import portolan.feeds.Receipt;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.formats.Formats;
import portolan.pipeline.JobMetric;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.kafka.TopicEncoder;
import portolan.pipeline.stage.Quarantine;
import portolan.pipeline.stage.SideOutputs;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.MessageAnswered;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.lines.ContentId;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.LineFault;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;

/**
 * Reads each message and files its bills. A message of 30 MB takes seconds: between bills whatever waits for the task
 * has its turn, checkpoints among it. One taken within a message is of the offset before it, so after a failure the
 * message is read again: its filings have the same ids.
 */
final class ReadMessages extends AbstractStreamOperator<Tuple6<String, String, Long, Long, byte[], Long>>
        implements OneInputStreamOperator<RawRecord, Tuple6<String, String, Long, Long, byte[], Long>> {
    static final OutputTag<Tuple2<byte[], byte[]>> ANSWERED = new OutputTag<>("answered", KeyBills.TYPE);

    static final OutputTag<
                    Either<
                            Tuple5<String, String, String, Long, byte[]>,
                            Tuple6<String, String, Long, Integer, Integer, RawRecord>>>
            LISTED = new OutputTag<>("listed", Listed.TYPE);

    static final OutputTag<Tuple2<byte[], byte[]>> MOVED = new OutputTag<>("moved", KeyBills.TYPE);
    static final OutputTag<Tuple2<byte[], byte[]>> REPORTED = new OutputTag<>("reported", KeyBills.TYPE);

    /** What a bill's reject says beside the headers of its message. */
    private static final String BILL = "bill";

    private static final Logger LOG = LoggerFactory.getLogger(ReadMessages.class);

    private static final String STAGE = "receive";
    private static final long TURN_NANOS = 20_000_000;

    private final Lane lane;
    private final Map<String, String> profiles;
    private final @Nullable MessageStore store;

    private transient @Nullable FeedReader reader;
    private transient @Nullable MailboxExecutor others;
    private transient @Nullable Quarantine quarantine;
    private transient @Nullable TopicEncoder<MessageAnswered> answers;
    private transient @Nullable AvroWire<Filing> filings;
    private transient @Nullable AvroWire<ContainerMoved> moves;
    private transient @Nullable AvroWire<ConveyanceReported> calls;
    private transient @Nullable Counter messages;
    private transient @Nullable Counter bills;
    private transient @Nullable Map<String, Counter> rejected;
    private transient long turnUntil;

    /** Filings and events of the message so far. */
    private transient int handed;

    /** What failed behind this operator, or had its turn in it: no fault of the message. */
    private transient @Nullable RuntimeException notOurs;

    /** Which messages: small ones do not wait for a large one. */
    enum Lane {
        SMALL,
        LARGE;

        boolean takes(Headers headers) {
            return (headers.blob() != null) == (this == LARGE);
        }
    }

    /**
     * @param profiles texts by name
     * @param store null where gateways keep none
     */
    ReadMessages(Lane lane, Map<String, String> profiles, @Nullable MessageStore store) {
        this.lane = lane;
        this.profiles = new HashMap<>(profiles);
        this.store = store;
    }

    @Override
    public void open() throws Exception {
        super.open();
        // What was filed before, KeyBills knows.
        List<Profile> parsed = new ArrayList<>();
        profiles.forEach((name, text) -> parsed.add(Profile.parse(text, name)));
        reader = Formats.reader(Profiles.of(parsed), ConsignmentKeys.ofEachAlone());
        // That of an operator would hold back checkpoints until its record is handled.
        others = getContainingTask().getMailboxExecutorFactory().createExecutor(TaskMailbox.MIN_PRIORITY);
        quarantine = new Quarantine(
                "read-messages",
                getMetricGroup(),
                () -> getProcessingTimeService().getCurrentProcessingTime());
        answers = new TopicEncoder<>(Topics.MESSAGES_ANSWERED);
        rejected = new HashMap<>();
        messages = JobMetric.MESSAGES.counter(getMetricGroup());
        bills = JobMetric.BILLS.counter(getMetricGroup());
        filings = Topics.CONSIGNMENTS_FILED.wire();
        moves = Topics.CONTAINERS_MOVED.wire();
        calls = Topics.CONVEYANCES_REPORTED.wire();
    }

    @Override
    public void processElement(StreamRecord<RawRecord> record) throws Exception {
        RawRecord raw = record.getValue();
        Headers headers = Headers.of(raw);
        Quarantine aside = Objects.requireNonNull(quarantine, "opened before it is used");
        if (!lane.takes(headers)) {
            try {
                learn(raw, headers);
            } catch (RuntimeException failure) {
                // The lane that takes the message says so.
                LOG.warn("nothing learned of a report of a ship: message={}", headers.name(), failure);
            }
            return;
        }
        aside.take();
        notOurs = null;
        handed = 0;
        byte[] bytes = bytes(raw, headers);
        try {
            if (bytes == null) {
                MessageReject missing = missing(headers);
                reject(raw, missing);
                answer(raw, headers, 0, Receipts.refused(String.valueOf(headers.sha256()), missing));
                return;
            }
            ReceivedMessage message = message(raw, headers, bytes);
            if (headers.blob() != null && !headers.blob().equals(MessageTopic.blob(message.sha256()))) {
                MessageReject forged = new MessageReject(
                        MessageReject.Reason.TRUNCATED,
                        "the store holds something else under the message's name: blob=" + headers.blob()
                                + ", sha256 of what is there=" + message.sha256());
                reject(raw, forged);
                answer(raw, headers, bytes.length, Receipts.refused(String.valueOf(headers.sha256()), forged));
                return;
            }
            Receipt receipt = Objects.requireNonNull(reader, "opened").read(message, new Bills(raw, bytes));
            if (notOurs != null) {
                throw notOurs;
            }
            if (receipt.reject() != null) {
                reject(raw, receipt.reject());
            }
            answer(raw, headers, bytes.length, receipt);
        } catch (RuntimeException failure) {
            if (notOurs != null) {
                throw notOurs;
            }
            output.collect(
                    SideOutputs.REJECTED,
                    new StreamRecord<>(aside.of(failure, "message=" + headers.name(), raw, raw.timestamp())));
            MessageReject failed = new MessageReject(
                    MessageReject.Reason.NOT_HANDLED,
                    "reading failed after " + handed + " bills or events, which are filed; send it again once a release"
                            + " reads it, they keep their ids: cause=" + failure);
            answer(raw, headers, bytes == null ? 0 : bytes.length, Receipts.refused(sha256(headers, bytes), failed));
        }
    }

    private static String sha256(Headers headers, byte @Nullable [] bytes) {
        return bytes == null ? String.valueOf(headers.sha256()) : ContentId.sha256Hex(bytes);
    }

    private static ReceivedMessage message(RawRecord raw, Headers headers, byte[] bytes) {
        return ReceivedMessage.of(bytes, raw.topic(), raw.partition(), raw.offset(), headers.receivedAt())
                .from(headers.tenant(), headers.sender(), headers.profile())
                .approved(headers.approvedBy());
    }

    /** The report of a ship is small; the manifest of its voyage may be large. */
    private void learn(RawRecord raw, Headers headers) {
        byte[] bytes = raw.value();
        if (lane == Lane.LARGE && bytes != null && Formats.reportsShips(bytes)) {
            Objects.requireNonNull(reader, "opened").learn(message(raw, headers, bytes));
        }
    }

    private byte @Nullable [] bytes(RawRecord raw, Headers headers) throws IOException {
        String blob = headers.blob();
        if (blob == null) {
            return raw.value();
        }
        return store == null ? null : store.read(blob);
    }

    private MessageReject missing(Headers headers) {
        return new MessageReject(
                MessageReject.Reason.TRUNCATED,
                "the message is not in the store: blob=" + headers.blob() + ", store="
                        + (store == null ? "none, start the job with --store" : store.root()));
    }

    private void reject(RawRecord raw, MessageReject why) {
        count(why.reason().name());
        output.collect(
                SideOutputs.REJECTED, new StreamRecord<>(new Reject(why.reason().name(), why.message(), STAGE, raw)));
    }

    private void answer(RawRecord raw, Headers headers, long bytes, Receipt receipt) {
        MessageAnswered answered = Receipts.answer(raw, headers, bytes, receipt);
        Objects.requireNonNull(messages, "opened").inc();
        Objects.requireNonNull(bills, "opened").inc(receipt.found());
        output.collect(
                ANSWERED,
                new StreamRecord<>(Objects.requireNonNull(answers, "opened").encode(answered), raw.timestamp()));
    }

    private void count(String reason) {
        Objects.requireNonNull(rejected, "opened")
                .computeIfAbsent(reason, one -> JobMetric.REJECTED.counter(getMetricGroup(), one))
                .inc();
    }

    /** Lets whatever waits for the task have its turn. */
    private void yieldNowAndThen() {
        long now = System.nanoTime();
        if (now - turnUntil > 0) {
            MailboxExecutor turns = Objects.requireNonNull(others, "opened before it is used");
            try {
                while (turns.tryYield()) {
                    // One after the other.
                }
            } catch (RuntimeException failure) {
                notOurs = failure;
                throw failure;
            }
            turnUntil = System.nanoTime() + TURN_NANOS;
        }
    }

    /** Hands on what is in one message. */
    private final class Bills implements BillSink {
        private final RawRecord raw;
        private final byte[] message;

        Bills(RawRecord raw, byte[] message) {
            this.raw = raw;
            this.message = message;
        }

        @Override
        public void filed(Filing filing) throws FaultException {
            byte[] encoded = encoded(Topics.CONSIGNMENTS_FILED, Objects.requireNonNull(filings, "opened"), filing);
            Tuple6<String, String, Long, Long, byte[], Long> bill = UnkeyedBill.of(filing, encoded);
            handOn(() -> output.collect(new StreamRecord<>(bill, raw.timestamp())));
            handed++;
        }

        @Override
        public void moved(ContainerMoved event) throws FaultException {
            aside(MOVED, Topics.CONTAINERS_MOVED, Objects.requireNonNull(moves, "opened"), event);
        }

        @Override
        public void reported(ConveyanceReported report) throws FaultException {
            aside(REPORTED, Topics.CONVEYANCES_REPORTED, Objects.requireNonNull(calls, "opened"), report);
        }

        private <R extends SpecificRecord> void aside(
                OutputTag<Tuple2<byte[], byte[]>> to, Topic<R> topic, AvroWire<R> wire, R record)
                throws FaultException {
            byte[] key = Objects.requireNonNull(topic.key(record), "what was read has a key");
            Tuple2<byte[], byte[]> encoded = Tuple2.of(key, encoded(topic, wire, record));
            handOn(() -> output.collect(to, new StreamRecord<>(encoded, raw.timestamp())));
            handed++;
        }

        private <R extends SpecificRecord> byte[] encoded(Topic<R> topic, AvroWire<R> wire, R record)
                throws FaultException {
            byte[] encoded = wire.encode(record);
            if (encoded.length > topic.maxRecordBytes()) {
                // The topic's broker would refuse it, and stop the job.
                throw new FaultException(
                        LineFault.Code.TOO_LARGE,
                        "",
                        "larger than is read of " + topic.name() + ": bytes=" + encoded.length + ", at most="
                                + topic.maxRecordBytes());
            }
            return encoded;
        }

        private void handOn(Runnable out) {
            try {
                out.run();
            } catch (RuntimeException failure) {
                notOurs = failure;
                throw failure;
            }
        }

        @Override
        public void listed(ListedBill bill) {
            note(Listed.of(bill));
        }

        @Override
        public void complete(CompleteManifest manifest) {
            note(Listed.of(manifest, raw));
        }

        private void note(
                Either<
                                Tuple5<String, String, String, Long, byte[]>,
                                Tuple6<String, String, Long, Integer, Integer, RawRecord>>
                        listed) {
            handOn(() -> output.collect(LISTED, new StreamRecord<>(listed, raw.timestamp())));
        }

        @Override
        public void pause() {
            yieldNowAndThen();
        }

        @Override
        public void rejected(BillReject reject) {
            count(reject.reason().name());
            Map<String, byte[]> headers = new HashMap<>(raw.headers());
            headers.put(
                    BILL, KafkaTopic.utf8(reject.ordinal() + " bytes " + reject.byteFrom() + " to " + reject.byteTo()));
            byte[] own = Arrays.copyOfRange(message, (int) reject.byteFrom(), (int) reject.byteTo());
            output.collect(
                    SideOutputs.REJECTED,
                    new StreamRecord<>(new Reject(
                            reject.reason().name(),
                            "bill " + reject.ordinal() + ": " + reject.message(),
                            STAGE,
                            new RawRecord(
                                    raw.topic(),
                                    raw.partition(),
                                    raw.offset(),
                                    raw.timestamp(),
                                    headers,
                                    raw.key(),
                                    own))));
        }
    }
}
