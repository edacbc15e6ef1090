// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.console.screen.Screen;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.LaneCount;
import portolan.schemas.avro.LaneDrift;
import portolan.schemas.avro.LanesCounted;
import portolan.schemas.avro.LanesCountedKind;
import portolan.schemas.avro.RuleSetRef;

class LanesTableTest {
    private static final Screen SCREEN = Screen.endless(100);

    @Test
    void showsEachDayOfAnOfficeAgainstItsBudget() {
        LanesTable table = new LanesTable();
        table.take(counted("NLRTM", 3, true, 7, LaneDrift.NONE));
        table.take(counted("DEHAM", 3, false, 41, LaneDrift.NONE));
        table.take(counted("DEHAM", 2, true, 1_240, LaneDrift.OVER));

        assertThat(table.lines(SCREEN))
                .containsExactly(
                        "DEHAM             red                     yellow                  blue",
                        "  2026-03-02 Mon  1,240 of 40, 2 drawn, over 5                       6 of 7",
                        "  2026-03-03 Tue  41 of 40, 2 drawn       5                       6 of 7                  at 01:00Z",
                        "",
                        "NLRTM             red                     yellow                  blue",
                        "  2026-03-03 Tue  7 of 40, 2 drawn        5                       6 of 7");
    }

    @Test
    void showsFinalCountsOnceTheyAreThereHoweverOftenTheyCome() {
        LanesTable table = new LanesTable();
        LanesCounted over = counted("DEHAM", 2, true, 44, LaneDrift.NONE);
        table.take(over);
        table.take(counted("DEHAM", 2, false, 41, LaneDrift.NONE));
        table.take(over);

        assertThat(table.lines(SCREEN))
                .hasSize(2)
                .last()
                .asString()
                .contains("44 of 40")
                .doesNotContain(" at ");
    }

    private static LanesCounted counted(String office, int day, boolean isDay, int red, LaneDrift drift) {
        return LanesCounted.newBuilder()
                .setKind(isDay ? LanesCountedKind.DAY : LanesCountedKind.EXCEEDED)
                .setTenant("default")
                .setOffice(office)
                .setDay(LocalDate.of(2026, 3, day))
                .setAt(Instant.parse("2026-03-04T01:00:00Z"))
                .setDays("mon-fri")
                .setExceeded(isDay ? null : Lane.RED)
                .setLanes(List.of(
                        new LaneCount(Lane.RED, red, 2, 40, drift, 5, 10L, 10L),
                        new LaneCount(Lane.YELLOW, 5, 0, null, LaneDrift.NONE, 0, 0L, 0L),
                        new LaneCount(Lane.BLUE, 6, 0, 7, LaneDrift.NONE, 5, 10L, 10L)))
                .setRuleset(new RuleSetRef("test", 1, "abc", false))
                .build();
    }
}
