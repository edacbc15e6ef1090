// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.scoring.layout.LayoutException;
import portolan.scoring.manifest.Position;
import portolan.scoring.rules.Budget;
import portolan.scoring.rules.DayPattern;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.RuleSetRef;

class OfficeCountsTest {
    private static final LocalDate MONDAY = LocalDate.parse("2025-03-03");
    private static final Budget WEEKDAYS =
            new Budget(DayPattern.parse("mon-fri"), Map.of(Lane.RED, 2, Lane.YELLOW, 20));
    private static final RuleSetRef RULES = new RuleSetRef("test", 3, "abc", false);

    private OfficeCounts counts = new OfficeCounts("default", "DEHAM");

    @Test
    void saysOnceADayThatABudgetIsExceeded() {
        List<LanesCounted> news = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            news.addAll(add(MONDAY, Lane.RED, i == 0));
        }
        take(MONDAY, Lane.RED);
        news.addAll(add(MONDAY, Lane.RED, false));
        news.addAll(add(MONDAY, Lane.BLUE, false));

        assertThat(news).singleElement().satisfies(exceeded -> {
            assertThat(exceeded.exceeded()).isEqualTo(Lane.RED);
            assertThat(exceeded.lanes().get(0)).isEqualTo(new LaneCount(Lane.RED, 3, 1, 2, Trend.UNKNOWN));
            assertThat(exceeded.warnings())
                    .containsExactly("budget exceeded: office=DEHAM, day=2025-03-03, red: 3 selected, 1 of them drawn"
                            + " by exploration, budget 2 a day on mon-fri; rule set test version 3."
                            + " New thresholds: portolan rules budget");
        });
        assertThat(close(MONDAY).lanes())
                .extracting(LaneCount::lane, LaneCount::selected, LaneCount::drawn, LaneCount::budget)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Lane.RED, 5, 1, 2),
                        org.assertj.core.groups.Tuple.tuple(Lane.YELLOW, 0, 0, 20),
                        org.assertj.core.groups.Tuple.tuple(Lane.BLUE, 1, 0, null));
    }

    @Test
    void closesADayAnHourAfterItsEndAndTakesNothingForItThen() {
        add(MONDAY, Lane.RED, false);
        long closing = OfficeCounts.closing(MONDAY);

        assertThat(closing)
                .isEqualTo(java.time.Instant.parse("2025-03-04T01:00:00Z").toEpochMilli());
        assertThat(counts.closeUntil(closing - 1)).isEmpty();
        assertThat(counts.closeUntil(closing)).singleElement().matches(LanesCounted::isDay);
        assertThat(counts.takes(change(MONDAY, Lane.RED, false, WEEKDAYS))).isFalse();
        assertThat(counts.takes(change(MONDAY, Lane.RED, false, null))).isFalse();
        assertThat(counts.takes(change(MONDAY.plusDays(1), Lane.RED, false, WEEKDAYS)))
                .isTrue();
        assertThat(counts.isForgotten(closing)).isFalse();
        assertThat(counts.isForgotten(counts.forgottenAt())).isTrue();
    }

    @Test
    void tellsADriftFromFiveDaysOnAndNamesThem() {
        List<LanesCounted> days = new ArrayList<>();
        for (LocalDate day : weekdays(6)) {
            days.add(day(day, 5));
        }

        assertThat(days)
                .extracting(day -> day.lanes().get(0).trend())
                .containsExactly(
                        new Trend(Trend.Drift.NONE, 1, 5, 2),
                        new Trend(Trend.Drift.NONE, 2, 10, 4),
                        new Trend(Trend.Drift.NONE, 3, 15, 6),
                        new Trend(Trend.Drift.NONE, 4, 20, 8),
                        new Trend(Trend.Drift.OVER, 5, 25, 10),
                        new Trend(Trend.Drift.OVER, 6, 30, 12));
        assertThat(days.get(5).lanes().get(1).trend()).isEqualTo(new Trend(Trend.Drift.UNDER, 6, 0, 120));
        assertThat(days.get(5).lanes().get(2).trend()).isEqualTo(Trend.UNKNOWN);
        assertThat(days.get(5).warnings())
                .containsExactly(
                        "budget drifts: office=DEHAM, red: 30 selected in the last 6 days of mon-fri, budget 12,"
                                + " more than the office can look at; rule set test version 3."
                                + " New thresholds: portolan rules budget",
                        "budget drifts: office=DEHAM, yellow: 0 selected in the last 6 days of mon-fri, budget 120,"
                                + " the office could look at more; rule set test version 3."
                                + " New thresholds: portolan rules budget");
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
                    days, selected, budget, drift
                    4,         400,      4,  NONE
                    5,          16,     16,  NONE
                    5,          28,     16,  NONE
                    5,          29,     16,  OVER
                    5,           4,     16,  NONE
                    5,           3,     16, UNDER
                    28,      11000,  10000,  NONE
                    28,      11001,  10000,  OVER
                    28,       8999,  10000, UNDER
                    5,           0,      0,  NONE
                    5,           1,      0,  OVER
                    """)
    void driftsBeyondATenthAndThreeRootsOfTheBudget(int days, long selected, long budget, Trend.Drift drift) {
        assertThat(Trend.of(days, selected, budget).drift()).isEqualTo(drift);
    }

    @Test
    void countsADayOnWhichNothingWasSelectedAsSuch() {
        day(MONDAY, 2);
        LanesCounted friday = day(MONDAY.plusDays(4), 2);

        assertThat(friday.lanes().get(0).trend()).isEqualTo(new Trend(Trend.Drift.NONE, 5, 4, 10));
        LanesCounted nextMonday = day(MONDAY.plusDays(7), 2);
        assertThat(nextMonday.lanes().get(0).trend())
                .as("the weekend has no budget")
                .isEqualTo(new Trend(Trend.Drift.NONE, 6, 6, 12));
    }

    @Test
    void comparesDaysOfTheSameCapacityOnlyAndForgetsPatternsThatWereReplaced() {
        for (LocalDate day : weekdays(4)) {
            day(day, 2);
        }
        LocalDate next = weekdays(5).get(4);
        Budget more = new Budget(DayPattern.parse("mon-fri"), Map.of(Lane.RED, 9, Lane.YELLOW, 20));
        counts.count(change(next, Lane.RED, false, more));
        LanesCounted changed = close(next);

        assertThat(changed.lanes().get(0).trend()).isEqualTo(new Trend(Trend.Drift.NONE, 1, 1, 9));
        assertThat(changed.lanes().get(1).trend().days())
                .as("yellow has what it had")
                .isEqualTo(5);

        LocalDate monday = MONDAY.plusDays(7);
        counts.count(change(monday, Lane.RED, false, new Budget(DayPattern.DAILY, Map.of(Lane.RED, 9))));
        assertThat(close(monday).lanes().get(0).trend().days()).isEqualTo(1);
        assertThat(counts.closed).hasSize(1);
    }

    @Test
    void keepsNoMoreThanItLooksAt() {
        for (LocalDate day : weekdays(100)) {
            day(day, 2);
        }

        assertThat(counts.closed).hasSize(Trend.MOST_DAYS);
        assertThat(OfficeCountsLayout.write(counts).length).isLessThan(1_000);
        assertThat(day(weekdays(101).get(100), 2).lanes().get(0).trend())
                .isEqualTo(new Trend(Trend.Drift.NONE, 28, 56, 56));
    }

    /** Against a list of everything, asked anew for each number. */
    @Test
    void countsAsAListOfAllChangesDoes() {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            counts = new OfficeCounts("default", "DEHAM");
            List<LaneChange> all = new ArrayList<>();
            Map<LocalDate, LanesCounted> told = new TreeMap<>();
            for (int i = 0; i < 400; i++) {
                LocalDate day = MONDAY.plusDays(i / 20 + random.nextInt(2));
                Lane lane = OfficeCounts.LANES.get(random.nextInt(3));
                LaneChange change = change(day, lane, random.nextBoolean(), random.nextInt(4) > 0 ? daily() : null);
                counts.closeUntil(OfficeCounts.closing(MONDAY.plusDays(i / 20 - 1)))
                        .forEach(counted -> told.put(counted.day(), counted));
                if (change.by() < 0 && count(all, day, lane, change.drawn()) == 0) {
                    continue;
                }
                assertThat(counts.takes(change)).as("seed %s", seed).isTrue();
                counts.count(change);
                all.add(change);
                counts = OfficeCountsLayout.read(OfficeCountsLayout.write(counts));
            }
            counts.closeUntil(Long.MAX_VALUE).forEach(counted -> told.put(counted.day(), counted));

            assertThat(told).hasSizeGreaterThan(15);
            for (LanesCounted counted : told.values()) {
                for (LaneCount count : counted.lanes()) {
                    int drawn = count(all, counted.day(), count.lane(), true);
                    int others = count(all, counted.day(), count.lane(), false);
                    assertThat(count.selected())
                            .as("seed %s: %s", seed, counted)
                            .isEqualTo(drawn + others);
                    assertThat(count.drawn()).as("seed %s: %s", seed, counted).isEqualTo(drawn);
                }
            }
        }
    }

    private static int count(List<LaneChange> all, LocalDate day, Lane lane, boolean drawn) {
        return all.stream()
                .filter(each -> each.day().equals(day) && each.lane() == lane && each.drawn() == drawn)
                .mapToInt(LaneChange::by)
                .sum();
    }

    @Test
    void readsWhatVersionOneWroteAndRefusesTheFuture() {
        day(MONDAY, 3);
        add(MONDAY.plusDays(1), Lane.RED, true);
        byte[] written = OfficeCountsLayout.write(counts);

        assertThat(HexFormat.of().formatHex(written)).isEqualTo(PINNED);
        OfficeCounts read = OfficeCountsLayout.read(written);
        assertThat(OfficeCountsLayout.write(read)).isEqualTo(written);
        written[0] = 9;
        assertThatThrownBy(() -> OfficeCountsLayout.read(written)).isInstanceOf(LayoutException.class);
    }

    private static final String PINNED =
            "010864656661756c7406444548414d01ecba0201eeba02086d6f6e2d667269042801057465737406046162630002020000000000000001ecba02086d6f6e2d667269042801060000";

    private static Budget daily() {
        return new Budget(DayPattern.DAILY, Map.of(Lane.RED, 5));
    }

    private static List<LocalDate> weekdays(int count) {
        List<LocalDate> days = new ArrayList<>();
        for (LocalDate day = MONDAY; days.size() < count; day = day.plusDays(1)) {
            if (WEEKDAYS.days().contains(day.getDayOfWeek())) {
                days.add(day);
            }
        }
        return days;
    }

    private LanesCounted day(LocalDate day, int red) {
        for (int i = 0; i < red; i++) {
            add(day, Lane.RED, false);
        }
        return close(day);
    }

    private LanesCounted close(LocalDate day) {
        List<LanesCounted> news = counts.closeUntil(OfficeCounts.closing(day));
        assertThat(news).hasSize(1);
        return news.get(0);
    }

    private List<LanesCounted> add(LocalDate day, Lane lane, boolean drawn) {
        return counts.count(change(day, lane, drawn, WEEKDAYS));
    }

    private void take(LocalDate day, Lane lane) {
        counts.count(change(day, lane, false, null));
    }

    private static LaneChange change(LocalDate day, Lane lane, boolean drawn, @Nullable Budget budget) {
        long noon = OfficeCounts.closing(day) - 13 * 3_600_000L;
        Position position = new Position(noon, Position.Input.FILING, "filings", 0, 1);
        return new LaneChange("default", "DEHAM", day, lane, drawn, budget, RULES, position);
    }
}
