// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.receive;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import portolan.feeds.BillReject;
import portolan.feeds.MessageReject;
import portolan.feeds.Receipt;
import portolan.pipeline.JobMetric;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.pipeline.kafka.EncodeRecords;
import portolan.pipeline.kafka.SentRecords;
import portolan.pipeline.kafka.TopicEncoder;
import portolan.pipeline.stage.SideOutputs;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.MessageAnswered;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.LineFault;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;

/** Where what is read of messages leaves: each kind encoded for its topic, and counted. */
final class MessageOutputs {
    static final OutputTag<Tuple2<byte[], byte[]>> ANSWERED = new OutputTag<>("answered", EncodeRecords.TYPE);
    static final OutputTag<Listed> LISTED = new OutputTag<>("listed", Listed.TYPE);
    static final OutputTag<Tuple3<byte[], byte[], byte[]>> MOVED = new OutputTag<>("moved", SentRecords.TYPE);
    static final OutputTag<Tuple2<byte[], byte[]>> REPORTED = new OutputTag<>("reported", EncodeRecords.TYPE);

    private static final String STAGE = "receive";

    private final Output<StreamRecord<UnkeyedBill>> output;
    private final MetricGroup metrics;
    private final Counter messages;
    private final Counter bills;
    private final Map<String, Counter> rejected = new HashMap<>();
    private final TopicEncoder<MessageAnswered> answers = new TopicEncoder<>(Topics.MESSAGES_ANSWERED);
    private final AvroWire<Filing> filings = Topics.CONSIGNMENTS_FILED.wire();
    private final AvroWire<ContainerMoved> moves = Topics.CONTAINERS_MOVED.wire();
    private final AvroWire<ConveyanceReported> calls = Topics.CONVEYANCES_REPORTED.wire();

    MessageOutputs(Output<StreamRecord<UnkeyedBill>> output, MetricGroup metrics) {
        this.output = output;
        this.metrics = metrics;
        this.messages = JobMetric.MESSAGES.counter(metrics);
        this.bills = JobMetric.BILLS.counter(metrics);
    }

    /** Encodes a bill; what it gives hands the bill on. */
    Runnable filed(Filing filing, RawRecord raw) throws FaultException {
        UnkeyedBill bill = UnkeyedBill.of(
                filing,
                encoded(Topics.CONSIGNMENTS_FILED, filings, filing),
                Headers.of(raw).sender());
        return () -> output.collect(new StreamRecord<>(bill, raw.timestamp()));
    }

    /** Encodes a movement; what it gives hands the movement on. */
    Runnable moved(ContainerMoved event, RawRecord raw) throws FaultException {
        Tuple3<byte[], byte[], byte[]> moved = SentRecords.of(
                event.getEquipmentId(),
                encoded(Topics.CONTAINERS_MOVED, moves, event),
                Headers.of(raw).sender());
        return () -> output.collect(MOVED, new StreamRecord<>(moved, raw.timestamp()));
    }

    /** Encodes a call of a ship; what it gives hands the call on. */
    Runnable reported(ConveyanceReported report, RawRecord raw) throws FaultException {
        byte[] key = Topics.CONVEYANCES_REPORTED.key(report);
        if (key == null) {
            throw new IllegalStateException("what was read has no key: ship=" + report);
        }
        Tuple2<byte[], byte[]> reported = Tuple2.of(key, encoded(Topics.CONVEYANCES_REPORTED, calls, report));
        return () -> output.collect(REPORTED, new StreamRecord<>(reported, raw.timestamp()));
    }

    void listed(Listed listed, RawRecord raw) {
        output.collect(LISTED, new StreamRecord<>(listed, raw.timestamp()));
    }

    private static <R extends SpecificRecord> byte[] encoded(Topic<R> topic, AvroWire<R> wire, R record)
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

    /** Rejects one bill or event, with its own bytes. */
    void rejected(BillReject reject, RawRecord raw, byte[] message) {
        count(reject.reason().name());
        Map<String, byte[]> headers = new HashMap<>(raw.headers());
        headers.put(
                reject.of().header(),
                KafkaTopic.utf8(reject.ordinal() + " bytes " + reject.byteFrom() + " to " + reject.byteTo()));
        byte[] own = Arrays.copyOfRange(message, (int) reject.byteFrom(), (int) reject.byteTo());
        rejected(new Reject(
                reject.reason().name(),
                reject.of().words() + " " + reject.ordinal() + ": " + reject.message(),
                STAGE,
                new RawRecord(raw.topic(), raw.partition(), raw.offset(), raw.timestamp(), headers, raw.key(), own)));
    }

    /** Rejects a whole message. */
    void rejected(MessageReject why, RawRecord raw) {
        count(why.reason().name());
        rejected(new Reject(why.reason().name(), why.message(), STAGE, raw));
    }

    void rejected(Reject reject) {
        output.collect(SideOutputs.REJECTED, new StreamRecord<>(reject));
    }

    /** @param bytes how long the message is; 0 where it is not at hand */
    void answered(RawRecord raw, Headers headers, long bytes, Receipt receipt) {
        messages.inc();
        bills.inc(receipt.found());
        output.collect(
                ANSWERED,
                new StreamRecord<>(answers.encode(Receipts.answer(raw, headers, bytes, receipt)), raw.timestamp()));
    }

    private void count(String reason) {
        rejected.computeIfAbsent(reason, one -> JobMetric.REJECTED.counter(metrics, one))
                .inc();
    }
}
