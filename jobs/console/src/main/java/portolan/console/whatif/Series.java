// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import portolan.scoring.rules.Lane;
import portolan.tuning.WhatIfAnswer;

/**
 * Volumes over time, each point the mean of some days: single days where there are few, else weeks, so that Sundays do
 * not saw the line to pieces.
 */
final class Series {
    private static final int MOST_SINGLE_DAYS = 62;
    private static final int WEEK = 7;

    private final WhatIfAnswer answer;
    private final int daysEach;

    Series(WhatIfAnswer answer) {
        this.answer = answer;
        this.daysEach = answer.about().days() > MOST_SINGLE_DAYS ? WEEK : 1;
    }

    boolean isWeekly() {
        return daysEach == WEEK;
    }

    /** One point of time: what there was and would be in a lane, a day. */
    record Point(LocalDate from, double then, double now) {}

    /** All points of a lane; what is left of a week at the end is left out, since a few days are no week. */
    List<Point> of(Lane lane) {
        Map<LocalDate, WhatIfAnswer.Volume> byDay = new HashMap<>();
        answer.days().forEach(day -> byDay.put(day.day(), day.volume()));
        List<Point> points = new ArrayList<>();
        LocalDate end = answer.about().to();
        for (LocalDate from = answer.about().from();
                !from.plusDays(daysEach - 1L).isAfter(end);
                from = from.plusDays(daysEach)) {
            int then = 0;
            int now = 0;
            for (int i = 0; i < daysEach; i++) {
                WhatIfAnswer.Volume volume = byDay.get(from.plusDays(i));
                then += volume == null ? 0 : volume.then(lane);
                now += volume == null ? 0 : volume.now(lane);
            }
            points.add(new Point(from, (double) then / daysEach, (double) now / daysEach));
        }
        return points;
    }
}
