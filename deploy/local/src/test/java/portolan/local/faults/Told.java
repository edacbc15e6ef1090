// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import portolan.pipeline.Reject;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;

/** What is committed on the output topics. */
final class Told {
    private final AvroWire<ConsignmentAssessed> assessedWire = Topics.CONSIGNMENTS_ASSESSED.wire();
    private final AvroWire<AlertRaised> alertWire = Topics.ALERTS_RAISED.wire();
    private final AvroWire<FilingRejected> rejectWire = Topics.FILINGS_REJECTED.wire();

    /** As bytes, by id. */
    final Map<String, byte[]> assessments = new TreeMap<>();

    /** As bytes, by what they say. */
    final Map<String, byte[]> alerts = new TreeMap<>();

    /** Reasons by input. */
    final Map<String, String> rejects = new TreeMap<>();

    private int duplicates;
    private int differing;

    static Told on(String bootstrap) {
        Told told = new Told();
        try (TopicReader assessed = new TopicReader(bootstrap, Topics.CONSIGNMENTS_ASSESSED);
                TopicReader raised = new TopicReader(bootstrap, Topics.ALERTS_RAISED);
                TopicReader rejected = new TopicReader(bootstrap, Topics.FILINGS_REJECTED)) {
            assessed.read(told::assessed);
            raised.read(told::raised);
            rejected.read(told::rejected);
        }
        return told;
    }

    Told copy() {
        Told copy = new Told();
        copy.assessments.putAll(assessments);
        copy.alerts.putAll(alerts);
        copy.rejects.putAll(rejects);
        copy.duplicates = duplicates;
        copy.differing = differing;
        return copy;
    }

    /** How many records are there once more, on all topics: none under exactly-once. */
    int duplicates() {
        return duplicates;
    }

    /** How many assessments are there once more with other bytes. */
    int differing() {
        return differing;
    }

    void assessed(ConsumerRecord<byte[], byte[]> record) {
        assessed(record.value());
    }

    void assessed(byte[] value) {
        byte[] before = assessments.put(read(assessedWire, value).getAssessmentId(), value);
        duplicates += before == null ? 0 : 1;
        differing += before == null || Arrays.equals(before, value) ? 0 : 1;
    }

    /** One more that is there already. */
    void again(String assessmentId, byte[] value) {
        byte[] before = assessments.put(assessmentId, value);
        duplicates++;
        differing += Arrays.equals(before, value) ? 0 : 1;
    }

    private void raised(ConsumerRecord<byte[], byte[]> record) {
        duplicates += alerts.put(read(alertWire, record.value()).toString(), record.value()) == null ? 0 : 1;
    }

    void rejected(ConsumerRecord<byte[], byte[]> record) {
        FilingRejected reject = read(rejectWire, record.value());
        String input = reject.getTopic() + '/' + reject.getPartition() + '@' + reject.getOffset();
        boolean ofOurs = reject.getReason().equals(Reject.NOT_HANDLED);
        String before = ofOurs
                ? rejects.put(
                        notHandled(input, reject.getRejectedBy()), notHandled(String.valueOf(reject.getException())))
                : rejects.put(input, reject.getReason());
        duplicates += before == null ? 0 : 1;
    }

    /** The key of what an operator did not handle: another may have failed on the same input. */
    static String notHandled(String input, String operator) {
        return input + " in " + operator;
    }

    /** The reason of what an operator did not handle. */
    static String notHandled(String exception) {
        return Reject.NOT_HANDLED + ' ' + exception;
    }

    static <R extends SpecificRecord> R read(AvroWire<R> wire, byte[] bytes) {
        if (wire.decode(bytes) instanceof DecodeResult.Value<R> decoded) {
            return decoded.value();
        }
        throw new AssertionError("not a record of its topic: " + Arrays.toString(bytes));
    }
}
