// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Set;
import java.util.TreeSet;
import portolan.archive.ArchiveException;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.RuleSetRef;

/** Holds what a rule set would have made of an archive against what happened. */
final class WhatIf {
    private final LoadedArchive archive;
    private final RuleSet candidate;

    WhatIf(LoadedArchive archive, RuleSet candidate) {
        this.archive = archive;
        this.candidate = candidate;
    }

    WhatIfAnswer answer(List<WhatIfAnswer.MissingColumn> missing) throws ArchiveException {
        Judged judged = Judged.of(archive, candidate);
        Standing then = archive.then();
        Standing now = judged.standing(archive);
        LaneShiftTally tally = LaneShiftTally.of(archive, then, now);
        return new WhatIfAnswer(
                about(tally, missing),
                matrix(then, now),
                tally.offices(),
                tally.days(),
                threats(judged, then, now),
                new Moves(archive, judged, then, now).all(),
                HitCount.of(archive, then, now),
                WorkloadCount.of(tally, candidate),
                RuleCards.of(archive, judged, now));
    }

    private WhatIfAnswer.About about(LaneShiftTally tally, List<WhatIfAnswer.MissingColumn> missing) {
        LongSummaryStatistics moments = archive.rows().stream()
                .flatMapToLong(rows -> Arrays.stream(rows.assessedAt()))
                .summaryStatistics();
        return new WhatIfAnswer.About(
                archive.directory(),
                LocalDate.ofEpochDay(tally.firstDay()),
                LocalDate.ofEpochDay(tally.lastDay()),
                tally.lastDay() - tally.firstDay() + 1,
                Instant.ofEpochMilli(moments.getMin()),
                Instant.ofEpochMilli(moments.getMax()),
                archive.assessments(),
                archive.size(),
                archive.tenants(),
                used(),
                RuleSetRef.unsigned(candidate),
                missing,
                archive.rows().stream().mapToInt(Rows::moved).sum());
    }

    private List<WhatIfAnswer.Used> used() {
        int[] counts = new int[archive.texts().ruleSets().size()];
        for (Rows rows : archive.rows()) {
            for (int ruleSet : rows.ruleSets()) {
                counts[ruleSet]++;
            }
        }
        List<WhatIfAnswer.Used> used = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            used.add(new WhatIfAnswer.Used(archive.texts().ruleSets().get(i), counts[i]));
        }
        used.sort(Comparator.comparingInt(WhatIfAnswer.Used::assessments)
                .reversed()
                .thenComparing(each -> each.ruleSet().toString()));
        return used;
    }

    private WhatIfAnswer.LaneMatrix matrix(Standing then, Standing now) {
        Integer[][] counts = new Integer[Lane.values().length][Lane.values().length];
        for (Integer[] row : counts) {
            Arrays.fill(row, 0);
        }
        for (int i = 0; i < archive.size(); i++) {
            counts[then.lane(i)][now.lane(i)]++;
        }
        return new WhatIfAnswer.LaneMatrix(Arrays.stream(counts).map(List::of).toList());
    }

    private List<WhatIfAnswer.ThreatVolume> threats(Judged judged, Standing then, Standing now) {
        Names<String> assessed = archive.texts().threats();
        Set<String> names = new TreeSet<>(judged.threats());
        for (int i = 0; i < assessed.size(); i++) {
            names.add(assessed.get(i));
        }
        List<WhatIfAnswer.ThreatVolume> volumes = new ArrayList<>();
        for (String name : names) {
            int before = assessed.find(name);
            int after = judged.threats().indexOf(name);
            volumes.add(new WhatIfAnswer.ThreatVolume(
                    name,
                    before < 0 ? null : boxed(then.lanesOf(before)),
                    after < 0 ? null : boxed(now.lanesOf(after)),
                    before < 0 ? 0 : then.alertsOf(before),
                    after < 0 ? 0 : now.alertsOf(after)));
        }
        return volumes;
    }

    private static List<Integer> boxed(int[] counts) {
        return Arrays.stream(counts).boxed().toList();
    }
}
