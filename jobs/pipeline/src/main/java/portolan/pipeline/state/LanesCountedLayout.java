// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import portolan.scoring.lanes.LaneCount;
import portolan.scoring.lanes.LanesCounted;
import portolan.scoring.lanes.OfficeCountsLayout;
import portolan.scoring.lanes.Trend;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.rules.DayPattern;
import portolan.scoring.rules.Lane;

/**
 * Layout of what an office's lanes came to; the rule set as in {@link OfficeCountsLayout}.
 *
 * <pre>
 *   v1     exceeded or null | tenant | office | signed epoch day | at | days | list of counts | rule set
 *   count  lane | signed selected | signed drawn | has budget | signed budget or 0 | drift | signed days | signed selected
 *          | signed budget
 * </pre>
 */
final class LanesCountedLayout {
    private LanesCountedLayout() {}

    static void write(LayoutWriter out, LanesCounted counted) {
        out.constant(counted.exceeded()).text(counted.tenant()).text(counted.office());
        out.signed(counted.day().toEpochDay()).instant(counted.at());
        out.text(counted.days().toString());
        out.list(counted.lanes(), LanesCountedLayout::writeCount);
        OfficeCountsLayout.writeRuleSet(out, counted.ruleSet());
    }

    private static void writeCount(LayoutWriter out, LaneCount count) {
        Integer budget = count.budget();
        Trend trend = count.trend();
        out.constant(count.lane()).signed(count.selected()).signed(count.drawn());
        out.flag(budget != null).signed(budget == null ? 0 : budget);
        out.constant(trend.drift())
                .signed(trend.days())
                .signed(trend.selected())
                .signed(trend.budget());
    }

    static LanesCounted read(LayoutReader in) {
        return new LanesCounted(
                in.nullableConstant(Lane.class),
                in.text(),
                in.text(),
                LocalDate.ofEpochDay(in.signed()),
                in.instant(),
                DayPattern.parse(in.text()),
                in.list(LanesCountedLayout::readCount),
                OfficeCountsLayout.readRuleSet(in));
    }

    private static LaneCount readCount(LayoutReader in) {
        return new LaneCount(
                in.constant(Lane.class),
                in.whole(),
                in.whole(),
                readBudget(in),
                new Trend(in.constant(Trend.Drift.class), in.whole(), in.signed(), in.signed()));
    }

    private static @Nullable Integer readBudget(LayoutReader in) {
        boolean stated = in.flag();
        int budget = in.whole();
        return stated ? budget : null;
    }
}
