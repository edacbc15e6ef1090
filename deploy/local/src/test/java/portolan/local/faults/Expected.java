// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.indicator.filing.QualityReason;
import portolan.testing.Patience;

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
 * @param apart ids of assessments that lack evidence because an operator failed on it: they must say so, and are not
 *     compared in bytes
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
        int waiting,
        Set<String> apart) {

    /** In the place of an assessment that is apart. */
    static final byte[] NOT_COMPARED = {};

    /** The same but for the assessments. */
    Expected of(Map<String, byte[]> others) {
        return new Expected(
                inputs, others, alerts, rejects, refusedLater, dropped, withdrawals, outcomes, waiting, apart);
    }

    /** What of it was told at all. */
    Expected in(Told told) {
        Map<String, byte[]> assessed = new TreeMap<>(assessments);
        assessed.keySet().retainAll(told.assessments.keySet());
        Map<String, byte[]> raised = new TreeMap<>(alerts);
        raised.keySet().retainAll(told.alerts.keySet());
        Map<String, String> rejected = new TreeMap<>(rejects);
        rejected.keySet().retainAll(told.rejects.keySet());
        return new Expected(
                inputs, assessed, raised, rejected, refusedLater, dropped, withdrawals, outcomes, waiting, apart);
    }

    int rejected() {
        return rejects.size()
                + refusedLater.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Waits until all that must come is there; what is wrong or too much is not looked at. */
    void await(String bootstrap) throws InterruptedException {
        await(bootstrap, Patience.LASTS);
    }

    /** The same, within a time of its own: what a fault may have lost does not come. */
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
                assessed.next(told::assessed);
            } while (System.nanoTime() < deadline);
        }
        int missing = (int) assessments.keySet().stream()
                .filter(id -> !told.assessments.containsKey(id))
                .count();
        throw new AssertionError("not there within " + patience + ": assessments=" + assessments.size() + ", missing="
                + missing + ", rejects=" + rejected() + ", found=" + told.rejects.size());
    }

    /** Looks whether the output topics hold this, byte for byte, and nothing else. */
    void verify(String bootstrap) {
        verify(bootstrap, true);
    }

    /** The same, as far as the order of inputs lets it be known; each topic is committed by itself, alerts last. */
    void verify(String bootstrap, boolean bytes) {
        Told told = Told.on(bootstrap);
        long deadline = System.nanoTime() + Patience.LASTS.toNanos();
        while (bytes && !told.alerts.keySet().containsAll(alerts.keySet()) && System.nanoTime() < deadline) {
            told = Told.on(bootstrap);
        }
        verify(told, bytes);
    }

    /**
     * Looks whether this is what was told.
     *
     * @param bytes whether what is said must be the same, and not only of what it is said: of ordered mode
     */
    void verify(Told told, boolean bytes) {
        Map<String, byte[]> compared = new TreeMap<>(told.assessments);
        apart.forEach(id -> saysWhatIsMissing(id, compared.replace(id, NOT_COMPARED)));
        same("assessment", assessments, compared, bytes ? Topics.CONSIGNMENTS_ASSESSED : null);
        if (bytes) {
            same("alert", withoutApart(alerts), withoutApart(told.alerts), Topics.ALERTS_RAISED);
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
        if (told.differing() > 0) {
            throw new AssertionError("one id, two assessments: copies that differ=" + told.differing());
        }
    }

    private static void saysWhatIsMissing(String id, byte @Nullable [] found) {
        if (found == null) {
            throw new AssertionError("not assessed, though only evidence is missing: assessment=" + id);
        }
        ConsignmentAssessed assessed = Told.read(Topics.CONSIGNMENTS_ASSESSED.wire(), found);
        boolean isSaid = assessed.getDataQualityFindings().stream()
                .anyMatch(finding -> finding.toString().contains(QualityReason.MISSING_EVIDENCE.name()));
        if (!isSaid) {
            throw new AssertionError("does not say which evidence is missing: " + assessed);
        }
    }

    /** An alert of an assessment that lacks evidence says another score. */
    private Map<String, byte[]> withoutApart(Map<String, byte[]> all) {
        Map<String, byte[]> rest = new TreeMap<>(all);
        rest.keySet().removeIf(alert -> apart.stream().anyMatch(alert::contains));
        return rest;
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
        return topic.wire().decode(bytes) instanceof DecodeResult.Value<R> decoded
                ? String.valueOf(decoded.value())
                : HexFormat.of().formatHex(bytes);
    }
}
