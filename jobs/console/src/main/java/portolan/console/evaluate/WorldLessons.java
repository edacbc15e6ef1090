// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.second.Lessons;
import portolan.scoring.second.Row;

/**
 * The whole truth of a feed as it teaches a prior: all offences and a tenth of what is clean, each as its last version was
 * read, but for the first weeks, and for what was withdrawn.
 */
public final class WorldLessons {
    private final WorldTruth truth;
    private final int overall;
    private final long from;
    private final Map<Integer, Map<String, Long>> moved = new HashMap<>();
    private final Map<Integer, Row> rows = new TreeMap<>();

    public WorldLessons(RuleSet ruleSet, WorldTruth truth) {
        this.truth = truth;
        this.overall = ruleSet.overall() == null ? 0 : ruleSet.threats().indexOf(ruleSet.overall());
        this.from = truth.lastOfTime(WorldJudge.FITTED).toEpochMilli();
    }

    /** Takes all that moved the overall score of a version. */
    public void hear(Assessment assessment) {
        int place = truth.place(assessment.key().value(), assessment.filingId());
        if (teaches(place)) {
            Map<String, Long> units = new TreeMap<>();
            for (Contribution each : assessment.threats().get(overall).contributions()) {
                units.put(each.rule(), Bits.toUnits(each.bits()));
            }
            moved.put(place, units);
        }
    }

    /**
     * Takes what memories say of the same version, after its assessment.
     *
     * @param orderTime epoch milliseconds
     */
    public void hear(String consignmentKey, long orderTime, float[] values) {
        int place = truth.place(consignmentKey, "");
        if (teaches(place)) {
            WorldTruth.Row of = truth.rows().get(place);
            rows.put(place, new Row(of.key(), orderTime, values, moved.getOrDefault(place, Map.of()), of.offence()));
        }
    }

    private boolean teaches(int place) {
        if (place < 0) {
            return false;
        }
        WorldTruth.Row of = truth.rows().get(place);
        return !of.withdrawn()
                && of.filedAt().toEpochMilli() >= from
                && (of.offence() || Lessons.isSampled(Lessons.spread(of.key())));
    }

    /** In the order of the truth. */
    public List<Row> rows() {
        return List.copyOf(rows.values());
    }
}
