// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayPatternTest {
    @ParameterizedTest
    @CsvSource({
        "daily, daily, 7",
        "mon, mon, 1",
        "sun, sun, 1",
        "mon-fri, mon-fri, 5",
        "sat-sun, sat-sun, 2",
        "'mon,wed,fri', 'mon,wed,fri', 3",
        "'fri, mon , wed', 'mon,wed,fri', 3",
        "'sat,mon-wed', 'mon-wed,sat', 4",
        "'mon,tue', mon-tue, 2",
        "wed-wed, wed, 1",
        "mon-sun, daily, 7",
    })
    void readsDaysAndWritesThemInOneWay(String written, String canonical, int days) {
        DayPattern pattern = DayPattern.parse(written);

        assertThat(pattern).hasToString(canonical);
        assertThat(pattern.days()).hasSize(days);
    }

    @Test
    void readsWhatItWritesForEveryChoiceOfDays() {
        for (int choice = 1; choice < 128; choice++) {
            EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
            for (DayOfWeek day : DayOfWeek.values()) {
                if (((choice >> (day.getValue() - 1)) & 1) == 1) {
                    days.add(day);
                }
            }
            DayPattern pattern = new DayPattern(days);

            assertThat(DayPattern.parse(pattern.toString())).isEqualTo(pattern);
            for (DayOfWeek day : DayOfWeek.values()) {
                assertThat(pattern.contains(day)).as("%s on %s", pattern, day).isEqualTo(days.contains(day));
            }
        }
    }

    @Test
    void tellsWhetherTwoHoldADay() {
        DayPattern weekdays = DayPattern.parse("mon-fri");

        assertThat(weekdays.overlaps(DayPattern.parse("fri-sun"))).isTrue();
        assertThat(weekdays.overlaps(DayPattern.DAILY)).isTrue();
        assertThat(weekdays.overlaps(DayPattern.parse("sat-sun"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "monday | expected days like daily, mon, mon-fri or mon,wed,fri, found 'monday'",
                "dayly | expected days like daily, mon, mon-fri or mon,wed,fri, found 'dayly', did you mean 'daily'?",
                "Mon | expected days like daily, mon, mon-fri or mon,wed,fri, found 'Mon', did you mean 'mon'?",
                "mon,thr | expected days like daily, mon, mon-fri or mon,wed,fri, found 'thr' in 'mon,thr', did you"
                        + " mean 'thu'?",
                "mon-wed-fri | expected days like daily, mon, mon-fri or mon,wed,fri, found 'mon-wed-fri', did you"
                        + " mean 'mon-fri'?",
                "mon, | expected days like daily, mon, mon-fri or mon,wed,fri, found '' in 'mon,'",
                "mon-wed,tue | 'tue' is there twice in 'mon-wed,tue'",
                "fri-mon | the week goes from mon to sun, found 'fri-mon'; days on both sides of its end are written"
                        + " apart: fri-mon is 'mon,fri-sun'",
            })
    void saysWhatItExpected(String written, String message) {
        assertThatThrownBy(() -> DayPattern.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
