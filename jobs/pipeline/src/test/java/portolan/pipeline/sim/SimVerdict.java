// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import portolan.pipeline.Delivery;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;

/** Compares what is committed with what must be. */
final class SimVerdict {
    private final SimOracle.Expected expected;
    private final SimResults results;
    private final Delivery delivery;

    SimVerdict(SimOracle.Expected expected, SimResults results, Delivery delivery) {
        this.expected = expected;
        this.results = results;
        this.delivery = delivery;
    }

    static String id(AlertRaised alert) {
        return alert.getConsignmentKey() + ' ' + alert.getThreat() + ' ' + alert.getState() + " at " + alert.getAt()
                + " by " + alert.getAssessmentId();
    }

    /** @throws SimFailure at the first difference, in words */
    void check() {
        check(Topics.CONSIGNMENTS_ASSESSED, ConsignmentAssessed::getAssessmentId);
        check(Topics.ALERTS_RAISED, SimVerdict::id);
        rejects();
    }

    private interface Identity<R> {
        String of(R written);
    }

    private <R extends SpecificRecord> void check(Topic<R> topic, Identity<R> identity) {
        Map<String, byte[]> must = expected.results().getOrDefault(topic.name(), Map.of());
        Map<String, byte[]> there = new TreeMap<>();
        AvroWire<R> wire = topic.wire();
        for (SimResults.Result result : results.on(topic.name())) {
            String id = identity.of(read(wire, result.value()));
            byte[] before = there.put(id, result.value());
            if (before != null && !Arrays.equals(before, result.value())) {
                throw new SimFailure("written twice, and not the same: " + topic.name() + ' ' + id
                        + difference(wire.decode(before), wire.decode(result.value())));
            }
            if (before != null && delivery == Delivery.EXACTLY_ONCE) {
                throw new SimFailure("committed twice: " + topic.name() + ' ' + read(wire, result.value()));
            }
        }
        for (Map.Entry<String, byte[]> one : must.entrySet()) {
            byte[] written = there.remove(one.getKey());
            if (written == null) {
                throw new SimFailure("missing: " + topic.name() + ' ' + read(wire, one.getValue()));
            }
            if (!Arrays.equals(written, one.getValue())) {
                throw new SimFailure("differs: " + topic.name() + ' ' + one.getKey()
                        + difference(wire.decode(one.getValue()), wire.decode(written)));
            }
        }
        if (!there.isEmpty()) {
            throw new SimFailure("must not be: " + topic.name() + ' '
                    + read(wire, there.values().iterator().next()));
        }
    }

    /** The fields in which two records differ. */
    static <R extends SpecificRecord> String difference(DecodeResult<R> one, DecodeResult<R> other) {
        R must = ((DecodeResult.Value<R>) one).value();
        R is = ((DecodeResult.Value<R>) other).value();
        StringBuilder difference = new StringBuilder();
        must.getSchema().getFields().forEach(field -> {
            String wanted = String.valueOf(must.get(field.pos()));
            String found = String.valueOf(is.get(field.pos()));
            if (!wanted.equals(found)) {
                difference
                        .append("\n  ")
                        .append(field.name())
                        .append("\n    must be ")
                        .append(wanted);
                difference.append("\n    is      ").append(found);
            } else if (field.name().equals("consignmentKey") || field.name().equals("input")) {
                difference.append("\n  ").append(field.name()).append(' ').append(wanted);
            }
        });
        return difference.toString();
    }

    private static <R extends SpecificRecord> R read(AvroWire<R> wire, byte[] value) {
        return ((DecodeResult.Value<R>) wire.decode(value)).value();
    }

    private void rejects() {
        Map<String, String> there = new TreeMap<>();
        List<SimResults.Result> written = results.on(Topics.FILINGS_REJECTED.name());
        AvroWire<FilingRejected> wire = Topics.FILINGS_REJECTED.wire();
        for (SimResults.Result result : written) {
            FilingRejected reject = read(wire, result.value());
            there.put(reject.getTopic() + '/' + reject.getPartition() + '@' + reject.getOffset(), reject.getReason());
        }
        if (delivery == Delivery.EXACTLY_ONCE && there.size() < written.size()) {
            throw new SimFailure(
                    "an input was rejected twice: rejects=" + written.size() + ", of inputs=" + there.size());
        }
        expected.unread().forEach((input, reason) -> {
            if (!reason.equals(there.remove(input))) {
                throw new SimFailure("neither read nor rejected: input=" + input + ", reason=" + reason);
            }
        });
        Map<String, Integer> refused = new TreeMap<>();
        there.values().forEach(reason -> refused.merge(reason, 1, Integer::sum));
        if (!refused.equals(expected.refused())) {
            throw new SimFailure("the ledger must have refused " + expected.refused() + ", rejected are " + refused
                    + " of " + new TreeSet<>(there.keySet()));
        }
    }
}
