// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import portolan.schemas.avro.Lane;

/**
 * How a shadow compares with the champion beside which it judged, of the inputs that both judged.
 *
 * @param champion as messages name it: "baseline v11"
 * @param from order time of the first input, and {@code to} of the last
 * @param sameLane of those compared, whose whole is in the same lane
 * @param sameScore of those compared, whose threats are the same and have the same scores
 * @param alone assessments of the shadow of which no champion's was found
 * @param lanes how many are in which lane, by the champion's and in it by the shadow's
 * @param alerts by office and lane
 * @param alertsBeyond alerts in none of these lines, because there were too many
 * @param rules those that come to other bits, the one with most differences first
 * @param disagreements the last of those compared whose whole is in another lane, the last first
 */
public record ShadowReport(
        String champion,
        String shadow,
        Instant from,
        Instant to,
        long compared,
        long sameLane,
        long sameScore,
        long alone,
        Map<Lane, Map<Lane, Long>> lanes,
        List<AlertLine> alerts,
        long alertsBeyond,
        List<RuleLine> rules,
        List<Disagreement> disagreements) {
    /** How many of them are kept. */
    static final int MOST_DISAGREEMENTS = 200;

    /** In another lane first: that is what somebody has to do. */
    static final Comparator<RuleLine> MOST_DIFFERENT_FIRST = Comparator.comparingLong(RuleLine::inAnotherLane)
            .thenComparingLong(RuleLine::assessments)
            .reversed()
            .thenComparing(RuleLine::rule);

    /** Less is no rate that anybody could plan by. */
    private static final Duration SHORTEST = Duration.ofHours(1);

    public ShadowReport {
        lanes = Map.copyOf(lanes);
        alerts = List.copyOf(alerts);
        rules = List.copyOf(rules);
        disagreements = List.copyOf(disagreements);
    }

    /**
     * Alerts of one lane at one office; an alert counts once, in the strictest lane it was in.
     *
     * @param office empty where it is not known
     */
    public record AlertLine(String office, Lane lane, long champion, long shadow) {}

    /**
     * A rule, the prior or a cap that comes to other bits in both.
     *
     * @param inAnotherLane of those assessments, whose whole is in another lane, for whatever reason
     * @param meanBits the shadow's bits less the champion's, over all threats, in the mean of these assessments
     */
    public record RuleLine(String rule, long assessments, long inAnotherLane, double meanBits) {}

    /**
     * One input on which they disagree.
     *
     * @param at order time
     * @param bits the shadow's score less the champion's, in the threat where that is most
     * @param rules those that come to other bits, the one with most first
     */
    public record Disagreement(
            String tenant,
            String consignmentKey,
            Instant at,
            Lane champion,
            Lane shadow,
            double bits,
            List<String> rules) {
        public Disagreement {
            rules = List.copyOf(rules);
        }
    }

    public long inLanes(Lane byChampion, Lane byShadow) {
        return lanes.getOrDefault(byChampion, Map.of()).getOrDefault(byShadow, 0L);
    }

    /** Of those compared, which the shadow puts into a stricter lane. */
    public long stricter() {
        return lanes.entrySet().stream()
                .flatMap(from -> from.getValue().entrySet().stream()
                        .filter(to -> to.getKey().compareTo(from.getKey()) < 0))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** Whether it lasted so long that a number a day means something. */
    boolean hasRates() {
        return Duration.between(from, to).compareTo(SHORTEST) >= 0;
    }

    double aDay(long count) {
        return count
                * (double) Duration.ofDays(1).toMillis()
                / Math.max(1, Duration.between(from, to).toMillis());
    }
}
