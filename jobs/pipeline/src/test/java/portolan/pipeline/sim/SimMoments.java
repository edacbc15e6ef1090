// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import portolan.pipeline.JobSettings;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Leg;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topics;

/** When something happens by itself, or is over, to the millisecond: that is where one too many is seen. */
final class SimMoments {
    /** A script knows a moment so well. */
    private static final long ABOUT = Duration.ofMinutes(10).toMillis();

    private static final long MOST_LEAD = Duration.ofDays(20).toMillis();

    private final Duration retention;
    private final Duration memory;
    private final Duration beforeArrival;
    private final List<Duration> afterFiling;
    private final Map<String, NavigableSet<Long>> byBill = new HashMap<>();

    SimMoments(JobSettings settings) {
        retention = settings.ledger().retention();
        memory = settings.memory().retention();
        beforeArrival = settings.ledger().dueBeforeArrival();
        afterFiling =
                List.of(settings.ledger().dueAfterFiling(), settings.ledger().holdEarly(), retention, memory);
    }

    /** @param stamped by the broker */
    void sent(SimAct act, long stamped) {
        if (!act.topic().equals(Topics.CONTAINERS_MOVED.name())) {
            NavigableSet<Long> moments = byBill.computeIfAbsent(act.key(), unused -> new TreeSet<>());
            afterFiling.forEach(after -> moments.add(stamped + after.toMillis()));
            if (act.topic().equals(Topics.CONSIGNMENTS_FILED.name())
                    && Topics.CONSIGNMENTS_FILED.wire().decode(act.value()) instanceof DecodeResult.Value<Filing> of) {
                for (Leg leg : of.value().getRouting()) {
                    Instant eta = leg.getEta();
                    if (eta != null) {
                        moments.add(eta.minus(beforeArrival).toEpochMilli());
                        moments.add(eta.plus(retention).toEpochMilli());
                    }
                }
            }
        }
    }

    /** From then on a text holds. */
    void published(SimAct act, long now) {
        byBill.computeIfAbsent(act.topic(), unused -> new TreeSet<>()).add(now + act.number());
    }

    /** The same step, taking effect at the next moment of the bill that its key names, if it names one. */
    SimAct timed(SimAct act, long now) {
        int at = act.key().indexOf('@');
        if (at < 0) {
            return act;
        }
        Long moment = byBill.getOrDefault(act.key().substring(at + 1), new TreeSet<>())
                .ceiling(now + act.number());
        return new SimAct(
                act.kind(),
                act.afterMillis(),
                act.afterSteps(),
                act.topic(),
                act.key().substring(0, at),
                act.value(),
                moment == null || moment - now > MOST_LEAD ? act.number() : (int) (moment - now),
                act.what());
    }

    /** How long it is until the moment of a bill that the act is about, or a millisecond before or two after. */
    long gap(SimAct act, long now) {
        long wanted = now + act.afterMillis();
        NavigableSet<Long> moments = byBill.getOrDefault(act.key(), new TreeSet<>());
        Long moment = moments.ceiling(wanted - ABOUT);
        return moment == null || moment > wanted + ABOUT
                ? act.afterMillis()
                : Math.max(0, moment + act.number() % 4 - 1 - now);
    }
}
