// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.ColumnVerdicts;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.Threat;
import portolan.scoring.rules.Thresholds;

/** What differs between what an assessment came to and what the candidate makes of it, in the threat that decided. */
final class Differences {
    /** The name of a change that is none of bits: the score of then falls into another lane. */
    static final String THRESHOLDS = "thresholds";

    /** The name of a change that is none of a rule: one side knows no such threat. */
    static final String THREAT = "threat";

    /** The name of a change that is none of the score: drawn then or now, and not on the other side. */
    static final String DRAW = "draw";

    private final LoadedArchive archive;
    private final Judged judged;

    Differences(LoadedArchive archive, Judged judged) {
        this.archive = archive;
        this.judged = judged;
    }

    /**
     * The difference in one row.
     *
     * @param threat that decided
     * @param scoreThen in bits; NaN where the threat was not assessed
     * @param scoreNow in bits; NaN where the candidate does not know it
     * @param changes thresholds first, then the most bits
     */
    record Difference(String threat, double scoreThen, double scoreNow, List<WhatIfAnswer.Change> changes) {}

    /**
     * What differs.
     *
     * @param row its number among all
     * @param now whether the stricter lane is the candidate's: its threat decided
     */
    Difference of(int row, int consignment, boolean now) {
        int group = archive.group(row);
        Rows rows = archive.rows().get(group);
        int at = row - rows.first();
        ColumnVerdicts verdicts = judged.verdicts().get(group);
        String threat = now ? strictest(verdicts, at) : strictest(rows, at);
        Map<String, Long> before = then(rows, at, threat);
        Map<String, Long> after = now(rows, at, threat);
        List<WhatIfAnswer.Change> changes = new ArrayList<>();
        Map<String, Long> all = new LinkedHashMap<>(before);
        after.forEach(all::putIfAbsent);
        for (String what : all.keySet()) {
            long was = before.getOrDefault(what, 0L);
            long is = after.getOrDefault(what, 0L);
            if (was != is) {
                changes.add(new WhatIfAnswer.Change(what, Bits.ofUnits(was), Bits.ofUnits(is)));
            }
        }
        changes.sort(Comparator.comparingDouble((WhatIfAnswer.Change change) -> -Math.abs(change.now() - change.then()))
                .thenComparing(WhatIfAnswer.Change::what));
        if (now ? judged.drawn()[consignment] && verdicts.lane(at) != Lane.RED : rows.drawn()[at]) {
            changes = List.of(new WhatIfAnswer.Change(DRAW, 0, 0));
        } else if (before.isEmpty() || after.isEmpty()) {
            changes = List.of(new WhatIfAnswer.Change(THREAT, 0, 0));
        } else {
            changes = withThresholds(rows, at, threat, changes, sum(before), sum(after));
        }
        return new Difference(threat, sum(before), sum(after), changes);
    }

    /**
     * Thresholds alone, where the score of then falls under the candidate's where the score of now does; beside bits,
     * where these thresholds lead the same way and not as far, or further. The thresholds of then are not archived:
     * what bits alone would have done is unknown.
     */
    private List<WhatIfAnswer.Change> withThresholds(
            Rows rows, int at, String threat, List<WhatIfAnswer.Change> bits, double then, double now) {
        WhatIfAnswer.Change thresholds = new WhatIfAnswer.Change(THRESHOLDS, 0, 0);
        Threat of = judged.ruleSet().threats().get(judged.threats().indexOf(threat));
        int office = rows.offices()[at];
        Thresholds least =
                of.at(office < 0 ? null : archive.texts().offices().get(office), DayOfWeek.of(rows.days()[at]));
        int before = rows.threats().lane(archive.texts().threats().find(threat), at);
        int between = least.lane(Bits.unitsOf(then)).place();
        int after = least.lane(Bits.unitsOf(now)).place();
        if (bits.isEmpty() || (between == after && between != before)) {
            return List.of(thresholds);
        }
        boolean isOfBoth = between != before && between > before == after > before && after != before;
        return isOfBoth ? Stream.concat(Stream.of(thresholds), bits.stream()).toList() : bits;
    }

    private static double sum(Map<String, Long> shares) {
        return shares.isEmpty()
                ? Double.NaN
                : Bits.ofUnits(
                        shares.values().stream().mapToLong(units -> units).sum());
    }

    private String strictest(ColumnVerdicts verdicts, int row) {
        int strictest = 0;
        for (int threat = 1; threat < judged.threats().size(); threat++) {
            if (verdicts.lane(threat, row).compareTo(verdicts.lane(strictest, row)) < 0) {
                strictest = threat;
            }
        }
        return judged.threats().get(strictest);
    }

    /** Of two as strict, the first by name: numbers hang on which file was read first. */
    private String strictest(Rows rows, int at) {
        Names<String> threats = archive.texts().threats();
        String strictest = "none";
        int place = Integer.MAX_VALUE;
        for (int threat = 0; threat < threats.size(); threat++) {
            int lane = rows.threats().lane(threat, at);
            boolean isFirst = lane == place && threats.get(threat).compareTo(strictest) < 0;
            if (lane >= 0 && (lane < place || isFirst)) {
                strictest = threats.get(threat);
                place = lane;
            }
        }
        return strictest;
    }

    private Map<String, Long> then(Rows rows, int at, String threat) {
        Rows.Contributions all = rows.contributions();
        int number = archive.texts().threats().find(threat);
        Map<String, Long> shares = new LinkedHashMap<>();
        for (int i = all.starts()[at]; i < all.starts()[at + 1]; i++) {
            if (all.threats()[i] == number) {
                shares.put(archive.texts().rules().get(all.rules()[i]), (long) all.units()[i]);
            }
        }
        return shares;
    }

    private Map<String, Long> now(Rows rows, int at, String threat) {
        int place = judged.threats().indexOf(threat);
        Map<String, Long> shares = new LinkedHashMap<>();
        if (place >= 0) {
            judged.judge(rows, at, place).shares().forEach(share -> shares.put(share.name(), share.units()));
        }
        return shares;
    }
}
