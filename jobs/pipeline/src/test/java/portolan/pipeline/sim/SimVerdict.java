// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import portolan.pipeline.Delivery;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingRejected;
import portolan.schemas.avro.LanesCounted;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.KafkaTopic;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;

/** Compares what is committed with what must be, as it is committed. */
final class SimVerdict {
    private final SimOracle oracle;
    private final SimResults results;
    private final Delivery delivery;
    private final boolean arrival;
    private final Map<String, Map<String, byte[]>> there = new TreeMap<>();
    private final Map<String, Integer> seen = new TreeMap<>();

    /** Up to this order time something is committed. */
    private long newest = Long.MIN_VALUE + 1;

    /** @param arrival whether inputs are handled as they come: then watermarks say when a day is closed */
    SimVerdict(SimOracle oracle, SimResults results, Delivery delivery, boolean arrival) {
        this.arrival = arrival;
        this.oracle = oracle;
        this.results = results;
        this.delivery = delivery;
    }

    static String id(AlertRaised alert) {
        return alert.getConsignmentKey() + ' ' + alert.getThreat() + ' ' + alert.getState() + " at " + alert.getAt()
                + " by " + alert.getAssessmentId();
    }

    static String id(LanesCounted counted) {
        return counted.getOffice() + ' ' + counted.getDay() + ' ' + counted.getKind() + ' ' + counted.getExceeded()
                + " at " + counted.getAt();
    }

    /**
     * What was committed since it was asked last.
     *
     * @param settled whether a checkpoint has all of its results, and nothing else is committed
     * @param passed up to this order time it has all
     * @throws SimFailure at the first difference, in words
     */
    void soFar(boolean settled, long passed) {
        look(Topics.CONSIGNMENTS_ASSESSED, ConsignmentAssessed::getAssessmentId);
        look(Topics.ALERTS_RAISED, SimVerdict::id);
        look(Topics.ALERTS_URGENT, SimVerdict::id);
        if (!arrival) {
            look(Topics.LANES_COUNTED, SimVerdict::id);
        }
        if (settled && delivery == Delivery.EXACTLY_ONCE) {
            // What has the newest time waits for the same barrier as what follows it in that millisecond.
            long until = Math.max(passed, newest - 1);
            all(until);
            missing(Topics.LANES_COUNTED, until);
        }
    }

    /** At the end. */
    void check() {
        soFar(false, Long.MIN_VALUE);
        all(Long.MAX_VALUE);
        if (!arrival) {
            missing(Topics.LANES_COUNTED, oracle.newest());
        }
        rejects();
        audits();
    }

    private void all(long until) {
        missing(Topics.CONSIGNMENTS_ASSESSED, until);
        missing(Topics.ALERTS_RAISED, until);
        missing(Topics.ALERTS_URGENT, until);
    }

    private interface Identity<R> {
        String of(R written);
    }

    private Map<String, byte[]> there(KafkaTopic topic) {
        return there.computeIfAbsent(topic.name(), unused -> new TreeMap<>());
    }

    private <R extends SpecificRecord> void look(Topic<R> topic, Identity<R> identity) {
        AvroWire<R> wire = topic.wire();
        List<SimResults.Result> all = results.on(topic.name());
        for (SimResults.Result result : all.subList(seen.getOrDefault(topic.name(), 0), all.size())) {
            String id = identity.of(read(wire, result.value()));
            byte[] before = there(topic).put(id, result.value());
            if (before != null && !Arrays.equals(before, result.value())) {
                throw new SimFailure("written twice, and not the same: " + topic.name() + ' ' + id
                        + difference(wire.decode(before), wire.decode(result.value())));
            }
            if (before != null && delivery == Delivery.EXACTLY_ONCE) {
                throw new SimFailure("committed twice: " + topic.name() + ' ' + read(wire, result.value()));
            }
            SimOracle.Must must = oracle.on(topic).get(id);
            if (must == null) {
                throw new SimFailure("must not be: " + topic.name() + ' ' + read(wire, result.value()));
            }
            if (!Arrays.equals(result.value(), must.value())) {
                throw new SimFailure("differs: " + topic.name() + ' ' + id
                        + difference(wire.decode(must.value()), wire.decode(result.value())));
            }
            newest = Math.max(newest, must.at());
        }
        seen.put(topic.name(), all.size());
    }

    private <R extends SpecificRecord> void missing(Topic<R> topic, long until) {
        oracle.on(topic).forEach((id, must) -> {
            if (must.at() <= until && !there(topic).containsKey(id)) {
                throw new SimFailure("missing: " + topic.name() + ' ' + read(topic.wire(), must.value()));
            }
        });
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
        oracle.unread().forEach((input, reason) -> {
            if (!reason.equals(there.remove(input))) {
                throw new SimFailure("neither read nor rejected: input=" + input + ", reason=" + reason);
            }
        });
        Map<String, Integer> refused = new TreeMap<>();
        there.values().forEach(reason -> refused.merge(reason, 1, Integer::sum));
        if (!refused.equals(oracle.refused())) {
            throw new SimFailure("the ledger must have refused " + oracle.refused() + ", rejected are " + refused
                    + " of " + new TreeSet<>(there.keySet()));
        }
    }

    /**
     * Where records came late nobody can say what must be. Still each filing that creates or replaces was assessed or
     * rejected, or another one said the same of it: that is once too often, and only counted.
     */
    void nothingVanished(SimKafka kafka) {
        Set<String> known = new TreeSet<>();
        for (SimResults.Result result : results.on(Topics.CONSIGNMENTS_ASSESSED.name())) {
            ConsignmentAssessed assessed = read(Topics.CONSIGNMENTS_ASSESSED.wire(), result.value());
            known.add(assessed.getFilingId() + " v" + assessed.getFilingVersion());
        }
        Set<String> rejected = new TreeSet<>();
        for (SimResults.Result result : results.on(Topics.FILINGS_REJECTED.name())) {
            FilingRejected reject = read(Topics.FILINGS_REJECTED.wire(), result.value());
            rejected.add(reject.getTopic() + '/' + reject.getPartition() + '@' + reject.getOffset());
        }
        Map<String, String> said = new TreeMap<>();
        for (SimPartition partition : kafka.partitions(Topics.CONSIGNMENTS_FILED.name())) {
            for (SimPartition.Entry entry : partition.shown()) {
                String at = partition.name().topic() + '/' + partition.name().partition() + '@' + entry.offset();
                DecodeResult<Filing> decoded =
                        Topics.CONSIGNMENTS_FILED.wire().decode(Objects.requireNonNull(entry.value()));
                if (decoded instanceof DecodeResult.Value<Filing> value) {
                    Filing filing = value.value();
                    String id = filing.getFilingId() + " v" + filing.getFilingVersion();
                    if (filing.getEventKind() == EventKind.CREATE || filing.getEventKind() == EventKind.REPLACE) {
                        said.putIfAbsent(id, filing.getEventKind() + " at " + at);
                    }
                    if (rejected.contains(at)) {
                        known.add(id);
                    }
                }
            }
        }
        said.keySet().removeAll(known);
        if (!said.isEmpty()) {
            throw new SimFailure("came late somewhere, and neither assessed nor rejected: " + said);
        }
    }

    /** Each step once with what became of it; the first one to say that a text cannot be kept says so once. */
    private void audits() {
        AvroWire<RuleSetAudited> wire = Topics.RULESETS_AUDITED.wire();
        List<String> said = new ArrayList<>(results.on(Topics.RULESETS_AUDITED.name()).stream()
                .map(result -> read(wire, result.value()))
                .map(one -> one.getInput() + ' ' + one.getAccepted())
                .sorted()
                .toList());
        List<String> must = oracle.audited().stream().sorted().toList();
        if (delivery == Delivery.AT_LEAST_ONCE) {
            said = said.stream().distinct().toList();
            must = must.stream().distinct().toList();
        }
        if (!said.equals(must)) {
            throw new SimFailure("steps are audited otherwise: must be " + must + ", are " + said);
        }
    }
}
