// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.RuleSetRef;
import portolan.tuning.Hits;
import portolan.tuning.Proportion;
import portolan.tuning.RuleCard;
import portolan.tuning.WhatIfAnswer;

/** Answers as they could come from an archive of two weeks, made by hand. */
final class Answers {
    static final Hits FAIR = new Hits(
            new Hits.Part(200, new Proportion(80, 190)),
            new Hits.Part(40, new Proportion(2, 38)),
            new Hits.Part(60, new Proportion(5, 20)),
            new Hits.Part(9_700, new Proportion(3, 380)),
            405,
            400,
            new Proportion(4, 50),
            new Proportion(1, 6));

    static final Hits UNFAIR = new Hits(
            FAIR.kept(),
            FAIR.lost(),
            new Hits.Part(60, new Proportion(1, 2)),
            new Hits.Part(9_700, new Proportion(0, 38)),
            405,
            40,
            Proportion.NONE,
            Proportion.NONE);

    static final Hits UNDRAWN = new Hits(
            FAIR.kept(),
            FAIR.lost(),
            new Hits.Part(60, Proportion.NONE),
            new Hits.Part(9_700, Proportion.NONE),
            0,
            0,
            Proportion.NONE,
            Proportion.NONE);

    private static final LocalDate FIRST = LocalDate.parse("2026-03-02");
    private static final RuleSetRef THEN = new RuleSetRef("harbour", 7, "a".repeat(64), false);
    private static final RuleSetRef CANDIDATE = new RuleSetRef("harbour", 8, "b".repeat(64), true);

    private Answers() {}

    static WhatIfAnswer usual() {
        return with(FAIR, List.of());
    }

    static WhatIfAnswer with(Hits hits, List<WhatIfAnswer.MissingColumn> missing) {
        WhatIfAnswer.Volume day = new WhatIfAnswer.Volume(List.of(17, 30, 40, 627), List.of(18, 36, 40, 620));
        List<WhatIfAnswer.DayVolume> days = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            days.add(new WhatIfAnswer.DayVolume(FIRST.plusDays(i), day));
        }
        return new WhatIfAnswer(
                new WhatIfAnswer.About(
                        Path.of("target/archive"),
                        FIRST,
                        FIRST.plusDays(13),
                        14,
                        Instant.parse("2026-03-02T00:00:12Z"),
                        Instant.parse("2026-03-15T23:59:48Z"),
                        12_000,
                        10_000,
                        List.of("default"),
                        List.of(
                                new WhatIfAnswer.Used(THEN, 11_000),
                                new WhatIfAnswer.Used(new RuleSetRef("baseline", 3, "c".repeat(64), true), 1_000)),
                        CANDIDATE,
                        missing,
                        1_000),
                new WhatIfAnswer.LaneMatrix(List.of(
                        List.of(200, 40, 0, 0),
                        List.of(0, 420, 0, 0),
                        List.of(0, 0, 560, 0),
                        List.of(60, 40, 0, 8_680))),
                List.of(
                        new WhatIfAnswer.OfficeVolume(
                                "default", null, new WhatIfAnswer.Volume(List.of(4, 2, 0, 180), List.of(4, 2, 0, 180))),
                        new WhatIfAnswer.OfficeVolume(
                                "default",
                                "DEHAM",
                                new WhatIfAnswer.Volume(List.of(100, 200, 300, 4_000), List.of(130, 260, 300, 3_910))),
                        new WhatIfAnswer.OfficeVolume(
                                "default",
                                "NLRTM",
                                new WhatIfAnswer.Volume(List.of(136, 218, 260, 4_600), List.of(126, 238, 260, 4_590)))),
                days,
                List.of(
                        new WhatIfAnswer.ThreatVolume(
                                "narcotics", List.of(100, 50, 20, 9_830), List.of(120, 50, 20, 9_810), 100, 120),
                        new WhatIfAnswer.ThreatVolume("piracy", null, List.of(3, 0, 0, 9_997), 0, 3),
                        new WhatIfAnswer.ThreatVolume("revenue", List.of(140, 370, 540, 8_950), null, 140, 0)),
                List.of(
                        new WhatIfAnswer.Move(
                                Lane.RED,
                                Lane.YELLOW,
                                40,
                                2,
                                40,
                                List.of(
                                        new WhatIfAnswer.Reason("thresholds", 30, 0),
                                        new WhatIfAnswer.Reason("low-value", 10, -1.25)),
                                List.of(example("MSCU:1:2026", List.of(new WhatIfAnswer.Change("thresholds", 0, 0))))),
                        new WhatIfAnswer.Move(
                                Lane.GREEN,
                                Lane.RED,
                                60,
                                5,
                                60,
                                List.of(
                                        new WhatIfAnswer.Reason("new-shipper", 60, 2.5),
                                        new WhatIfAnswer.Reason("draw", 1, 0)),
                                List.of(
                                        example("MSCU:2:2026", List.of(new WhatIfAnswer.Change("new-shipper", 0, 2.5))),
                                        new WhatIfAnswer.Example(
                                                "default",
                                                "MSCU:3:2026",
                                                null,
                                                FIRST,
                                                "piracy",
                                                Double.NaN,
                                                1,
                                                List.of(new WhatIfAnswer.Change("new-shipper", 0, 2.5))))),
                        new WhatIfAnswer.Move(Lane.GREEN, Lane.YELLOW, 40, 0, 20, List.of(), List.of())),
                hits,
                List.of(
                        new WhatIfAnswer.Workload("default", "DEHAM", "mon-fri", Lane.RED, 10, 10, 8, 9.3, 6, 12, 0.3),
                        new WhatIfAnswer.Workload("default", "DEHAM", "sat-sun", Lane.RED, 4, 20, 8, 9.3, 6, 12, 0)),
                List.of(
                        card("new-shipper", 900, new Proportion(60, 300), RuleCard.State.USED, "low-value", 0.4),
                        card("low-value", 400, new Proportion(20, 200), RuleCard.State.DECAYED, "new-shipper", 0.95),
                        card("seldom", 30, new Proportion(1, 9), RuleCard.State.SUBSUMED, "new-shipper", 1),
                        card("never", 0, Proportion.NONE, RuleCard.State.DEAD, null, 0)));
    }

    /** Nothing in it at all. */
    static WhatIfAnswer empty() {
        return new WhatIfAnswer(
                new WhatIfAnswer.About(
                        Path.of("target/archive"),
                        FIRST,
                        FIRST,
                        1,
                        Instant.parse("2026-03-02T00:00:00Z"),
                        Instant.parse("2026-03-02T23:59:59Z"),
                        0,
                        0,
                        List.of(),
                        List.of(),
                        CANDIDATE,
                        List.of(),
                        0),
                new WhatIfAnswer.LaneMatrix(
                        List.of(List.of(0, 0, 0, 0), List.of(0, 0, 0, 0), List.of(0, 0, 0, 0), List.of(0, 0, 0, 0))),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Hits(none(), none(), none(), none(), 0, 0, Proportion.NONE, Proportion.NONE),
                List.of(),
                List.of());
    }

    private static Hits.Part none() {
        return new Hits.Part(0, Proportion.NONE);
    }

    private static WhatIfAnswer.Example example(String key, List<WhatIfAnswer.Change> changes) {
        return new WhatIfAnswer.Example("default", key, "DEHAM", FIRST.plusDays(1), "narcotics", -2.5, 0, changes);
    }

    private static RuleCard card(
            String rule, int fired, Proportion found, RuleCard.State state, @Nullable String like, double likeShare) {
        List<RuleCard.Quarter> quarters = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            quarters.add(new RuleCard.Quarter(
                    2_500,
                    fired / 4,
                    new Proportion(found.found() / (i + 1), Math.max(found.found(), found.of() / 4))));
        }
        return new RuleCard(
                rule,
                List.of("narcotics"),
                10_000,
                fired,
                found,
                new Proportion(94, 678),
                new Proportion(Math.min(1, found.found()), Math.min(10, found.of())),
                quarters,
                state,
                like,
                likeShare);
    }
}
