package portolan.local.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import portolan.schemas.AvroWire;
import portolan.schemas.Decoded;
import portolan.schemas.Topic;
import portolan.schemas.Topics;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.FilingRejected;

/**
 * What must be on the output topics, and what became of every input.
 *
 * @param inputs filings, outcomes and garbage on the input topics
 * @param assessments by id, as bytes
 * @param alerts by what they say, as bytes
 * @param rejects reasons by input, of those refused where they stand
 * @param refusedLater by reason, how many waited for their consignment in vain
 * @param dropped by reason, how many told nobody anything new
 * @param withdrawals how many withdrew a consignment
 * @param outcomes how many told what was found
 * @param waiting how many still wait for their consignment
 */
record Expected(
        int inputs,
        Map<String, byte[]> assessments,
        Map<String, byte[]> alerts,
        Map<String, String> rejects,
        Map<String, Integer> refusedLater,
        Map<String, Integer> dropped,
        int withdrawals,
        int outcomes,
        int waiting) {
    private static final long LOOK_MILLIS = 200;

    /** The same but for the assessments. */
    Expected of(Map<String, byte[]> others) {
        return new Expected(inputs, others, alerts, rejects, refusedLater, dropped, withdrawals, outcomes, waiting);
    }

    int rejected() {
        return rejects.size()
                + refusedLater.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Waits until all that must come is there; what is wrong or too much is not looked at. */
    void await(String bootstrap, Duration patience) throws InterruptedException {
        Told told = new Told();
        try (TopicReader assessed = new TopicReader(bootstrap, Topics.CONSIGNMENTS_ASSESSED);
                TopicReader rejected = new TopicReader(bootstrap, Topics.FILINGS_REJECTED)) {
            long deadline = System.nanoTime() + patience.toNanos();
            do {
                assessed.read(told::assessed);
                rejected.read(told::rejected);
                if (told.assessments.keySet().containsAll(assessments.keySet()) && told.rejects.size() >= rejected()) {
                    return;
                }
                Thread.sleep(LOOK_MILLIS);
            } while (System.nanoTime() < deadline);
        }
        int missing = (int) assessments.keySet().stream()
                .filter(id -> !told.assessments.containsKey(id))
                .count();
        throw new AssertionError("not there within " + patience + ": assessments=" + assessments.size() + ", missing="
                + missing + ", rejects=" + rejected() + ", found=" + told.rejects.size());
    }

    /** Looks whether the output topics hold this, byte for byte, and nothing else. */
    Told verify(String bootstrap) {
        return verify(bootstrap, true);
    }

    /** @param bytes whether what is said must be the same, and not only of what it is said: of ordered mode */
    Told verify(String bootstrap, boolean bytes) {
        Told told = Told.on(bootstrap);
        same("assessment", assessments, told.assessments, bytes ? Topics.CONSIGNMENTS_ASSESSED : null);
        if (bytes) {
            same("alert", alerts, told.alerts, Topics.ALERTS_RAISED);
        }
        Map<String, String> late = new TreeMap<>(told.rejects);
        rejects.forEach((input, reason) -> {
            String found = late.remove(input);
            if (!reason.equals(found)) {
                throw new AssertionError("reject: input=" + input + ", expected=" + reason + ", found=" + found);
            }
        });
        Map<String, Integer> lateByReason = new TreeMap<>();
        late.values().forEach(reason -> lateByReason.merge(reason, 1, Integer::sum));
        if (!lateByReason.equals(refusedLater)) {
            throw new AssertionError(
                    "rejects of what waited in vain: expected=" + refusedLater + ", found=" + lateByReason);
        }
        if (told.differing > 0) {
            throw new AssertionError("one id, two assessments: copies that differ=" + told.differing);
        }
        return told;
    }

    private static <R extends SpecificRecord> void same(
            String what, Map<String, byte[]> expected, Map<String, byte[]> found, @Nullable Topic<R> comparedAs) {
        Map<String, byte[]> missing = new TreeMap<>(expected);
        missing.keySet().removeAll(found.keySet());
        Map<String, byte[]> foreign = new TreeMap<>(found);
        foreign.keySet().removeAll(expected.keySet());
        if (!missing.isEmpty() || !foreign.isEmpty()) {
            throw new AssertionError(
                    what + "s: expected=" + expected.size() + ", missing=" + missing.size() + ", foreign="
                            + foreign.size() + ", the first missing="
                            + missing.keySet().stream().findFirst() + ", the first foreign="
                            + foreign.keySet().stream().findFirst());
        }
        if (comparedAs == null) {
            return;
        }
        long differing = expected.keySet().stream()
                .filter(id -> !Arrays.equals(expected.get(id), found.get(id)))
                .count();
        for (Map.Entry<String, byte[]> one : expected.entrySet()) {
            byte[] other = Objects.requireNonNull(found.get(one.getKey()), "none is missing");
            if (!Arrays.equals(one.getValue(), other)) {
                throw new AssertionError(what + "s differ in bytes: of=" + expected.size() + ", differing=" + differing
                        + "\nexpected " + text(comparedAs, one.getValue()) + "\nfound    " + text(comparedAs, other));
            }
        }
    }

    private static <R extends SpecificRecord> String text(Topic<R> topic, byte[] bytes) {
        return String.valueOf(read(topic.wire(), bytes));
    }

    private static <R extends SpecificRecord> R read(AvroWire<R> wire, byte[] bytes) {
        if (wire.decode(bytes) instanceof Decoded.Value<R> decoded) {
            return decoded.value();
        }
        throw new AssertionError("not a record of its topic: " + Arrays.toString(bytes));
    }

    /** What is committed on the output topics. */
    static final class Told {
        private final AvroWire<ConsignmentAssessed> assessedWire = Topics.CONSIGNMENTS_ASSESSED.wire();
        private final AvroWire<AlertRaised> alertWire = Topics.ALERTS_RAISED.wire();
        private final AvroWire<FilingRejected> rejectWire = Topics.FILINGS_REJECTED.wire();
        final Map<String, byte[]> assessments = new HashMap<>();
        final Map<String, byte[]> alerts = new HashMap<>();
        final Map<String, String> rejects = new HashMap<>();
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

        /** How many records are there once more, on all topics: none under exactly-once. */
        int duplicates() {
            return duplicates;
        }

        private void assessed(ConsumerRecord<byte[], byte[]> record) {
            byte[] before = assessments.put(read(assessedWire, record.value()).getAssessmentId(), record.value());
            duplicates += before == null ? 0 : 1;
            differing += before == null || Arrays.equals(before, record.value()) ? 0 : 1;
        }

        private void raised(ConsumerRecord<byte[], byte[]> record) {
            duplicates += alerts.put(read(alertWire, record.value()).toString(), record.value()) == null ? 0 : 1;
        }

        private void rejected(ConsumerRecord<byte[], byte[]> record) {
            FilingRejected reject = read(rejectWire, record.value());
            String input = reject.getTopic() + '/' + reject.getPartition() + '@' + reject.getOffset();
            duplicates += rejects.put(input, reject.getReason()) == null ? 0 : 1;
        }
    }
}
