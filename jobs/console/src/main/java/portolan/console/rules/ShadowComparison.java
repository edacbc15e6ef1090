// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.console.kafka.Offices;
import portolan.schemas.avro.InputPosition;
import portolan.schemas.avro.Lane;

/**
 * What a shadow made of the inputs that a champion judged, added up. Grows with the alerts and not with the
 * assessments; of alerts, {@value #MOST_ALERTS} are told apart.
 */
final class ShadowComparison {
    private static final int MOST_ALERTS = 100_000;

    /** Of one disagreement, so many are named. */
    private static final int MOST_RULES = 5;

    private final String champion;
    private final String shadow;
    private final AlertLanes alertLanes;
    private final Map<Lane, Map<Lane, Long>> lanes = new EnumMap<>(Lane.class);
    private final Map<String, Difference> rules = new TreeMap<>();
    private final Map<Alert, Raised> alerts = new LinkedHashMap<>();
    private final Deque<ShadowReport.Disagreement> disagreements = new ArrayDeque<>();
    private long compared;
    private long sameLane;
    private long sameScore;
    private long alertsBeyond;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;

    /** From which lane on a rule set, by the hash of its text, raises alerts. */
    interface AlertLanes {
        boolean raises(String hash, Lane lane);
    }

    /** One alert has one identity, however often its consignment is amended. */
    private record Alert(String tenant, String consignmentKey, String threat) {}

    /** The strictest lane in which each raised it; null where it did not. */
    private static final class Raised {
        private final InputPosition filed;
        private final Map<Boolean, Lane> strictest = new HashMap<>();

        Raised(InputPosition filed) {
            this.filed = filed;
        }
    }

    private static final class Difference {
        private long assessments;
        private long inAnotherLane;
        private double bits;
    }

    /** Alerts of both, of one lane at one office. */
    private static final class Alerts {
        private long champion;
        private long shadow;
    }

    ShadowComparison(String champion, String shadow, AlertLanes alertLanes) {
        this.champion = champion;
        this.shadow = shadow;
        this.alertLanes = alertLanes;
    }

    void add(JudgedInput byChampion, JudgedInput byShadow) {
        compared++;
        from = Math.min(from, byChampion.orderTime());
        to = Math.max(to, byChampion.orderTime());
        boolean isSameLane = byChampion.lane() == byShadow.lane();
        sameLane += isSameLane ? 1 : 0;
        lanes.computeIfAbsent(byChampion.lane(), unseen -> new EnumMap<>(Lane.class))
                .merge(byShadow.lane(), 1L, Long::sum);
        Set<String> threats = new TreeSet<>(byChampion.threats().keySet());
        threats.addAll(byShadow.threats().keySet());
        Map<String, Double> differing = new HashMap<>();
        boolean isSameScore = true;
        for (String threat : threats) {
            JudgedInput.OfThreat then = byChampion.threats().get(threat);
            JudgedInput.OfThreat now = byShadow.threats().get(threat);
            isSameScore &= then != null && now != null && then.score() == now.score();
            differences(then == null ? Map.of() : then.bits(), now == null ? Map.of() : now.bits(), differing);
            raise(byChampion, threat, then, false);
            raise(byShadow, threat, now, true);
        }
        sameScore += isSameScore ? 1 : 0;
        if (!isSameLane) {
            disagree(byChampion, byShadow, differing);
        }
        differing.forEach((rule, bits) -> {
            Difference difference = rules.computeIfAbsent(rule, unseen -> new Difference());
            difference.assessments++;
            difference.inAnotherLane += isSameLane ? 0 : 1;
            difference.bits += bits;
        });
    }

    private void disagree(JudgedInput byChampion, JudgedInput byShadow, Map<String, Double> differing) {
        double most = 0;
        for (Map.Entry<String, JudgedInput.OfThreat> threat : byShadow.threats().entrySet()) {
            JudgedInput.OfThreat then = byChampion.threats().get(threat.getKey());
            double by = threat.getValue().score() - (then == null ? 0 : then.score());
            most = Math.abs(by) > Math.abs(most) ? by : most;
        }
        List<String> rules = differing.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, Double> each) -> -Math.abs(each.getValue()))
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_RULES)
                .map(Map.Entry::getKey)
                .toList();
        if (disagreements.size() == ShadowReport.MOST_DISAGREEMENTS) {
            disagreements.removeLast();
        }
        disagreements.addFirst(new ShadowReport.Disagreement(
                byChampion.tenant(),
                byChampion.consignmentKey(),
                Instant.ofEpochMilli(byChampion.orderTime()),
                byChampion.lane(),
                byShadow.lane(),
                most,
                rules));
    }

    private static void differences(Map<String, Double> then, Map<String, Double> now, Map<String, Double> differing) {
        Set<String> names = new HashSet<>(then.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            double by = now.getOrDefault(name, 0.0) - then.getOrDefault(name, 0.0);
            if (by != 0) {
                differing.merge(name, by, Double::sum);
            }
        }
    }

    private void raise(JudgedInput by, String threat, JudgedInput.@Nullable OfThreat of, boolean isShadow) {
        if (of == null || !alertLanes.raises(by.hash(), of.lane())) {
            return;
        }
        Alert alert = new Alert(by.tenant(), by.consignmentKey(), threat);
        if (alerts.size() >= MOST_ALERTS && !alerts.containsKey(alert)) {
            alertsBeyond++;
            return;
        }
        alerts.computeIfAbsent(alert, unseen -> new Raised(by.filed()))
                .strictest
                .merge(isShadow, of.lane(), (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    String shadow() {
        return shadow;
    }

    /**
     * @param offices asked once for each consignment with an alert
     * @param alone assessments of the shadow without one of a champion
     */
    ShadowReport report(Offices offices, long alone) {
        List<ShadowReport.RuleLine> lines = new ArrayList<>();
        rules.forEach((rule, of) ->
                lines.add(new ShadowReport.RuleLine(rule, of.assessments, of.inAnotherLane, of.bits / of.assessments)));
        lines.sort(ShadowReport.MOST_DIFFERENT_FIRST);
        return new ShadowReport(
                champion,
                shadow,
                Instant.ofEpochMilli(from),
                Instant.ofEpochMilli(to),
                compared,
                sameLane,
                sameScore,
                alone,
                lanes,
                alertLines(offices),
                alertsBeyond,
                lines,
                List.copyOf(disagreements));
    }

    private List<ShadowReport.AlertLine> alertLines(Offices offices) {
        Map<String, String> asked = new HashMap<>();
        Map<String, Map<Lane, Alerts>> byOffice = new TreeMap<>();
        alerts.forEach((alert, raised) -> {
            String office = asked.computeIfAbsent(
                    alert.tenant() + '\n' + alert.consignmentKey(),
                    unseen -> Objects.requireNonNullElse(offices.of(raised.filed), ""));
            Map<Lane, Alerts> here = byOffice.computeIfAbsent(office, unseen -> new EnumMap<>(Lane.class));
            raised.strictest.forEach((isShadow, lane) -> {
                Alerts count = here.computeIfAbsent(lane, unseen -> new Alerts());
                count.champion += isShadow ? 0 : 1;
                count.shadow += isShadow ? 1 : 0;
            });
        });
        List<ShadowReport.AlertLine> lines = new ArrayList<>();
        byOffice.forEach((office, byLane) -> byLane.forEach(
                (lane, count) -> lines.add(new ShadowReport.AlertLine(office, lane, count.champion, count.shadow))));
        return lines;
    }
}
