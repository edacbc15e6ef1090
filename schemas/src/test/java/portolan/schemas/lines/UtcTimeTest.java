// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UtcTimeTest {
    @Test
    void saysWhatTheJdkSays() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            Instant time = Instant.ofEpochMilli(random.nextLong(-60_000_000_000_000L, 250_000_000_000_000L));
            if (i % 2 == 0) {
                time = Instant.ofEpochSecond(time.getEpochSecond());
            }
            String text = time.toString();

            assertThat(UtcTime.text(time)).isEqualTo(text);
            Instant parsed = UtcTime.parse(text);
            assertThat(parsed == null ? Instant.parse(text) : parsed).isEqualTo(time);
        }
    }

    @Test
    void readsTheUsualForms() {
        assertThat(UtcTime.parse("2026-03-01T08:30:00Z")).isEqualTo(Instant.parse("2026-03-01T08:30:00Z"));
        assertThat(UtcTime.parse("2026-03-01T08:30:00.125Z")).isEqualTo(Instant.parse("2026-03-01T08:30:00.125Z"));
    }

    @Test
    void readsTheDaysThatThereAreAndNoOthers() {
        for (LocalDate day = LocalDate.of(2023, 12, 1); day.getYear() < 2025; day = day.plusDays(1)) {
            assertThat(UtcTime.day(day.toString())).isEqualTo(day);
            assertThat(UtcTime.parse(day + "T00:00:00Z")).isEqualTo(Instant.parse(day + "T00:00:00Z"));
        }
        for (String none :
                new String[] {"2023-02-29", "2024-02-30", "2024-04-31", "2024-4-030", "2024-01-00", "24-01-01"}) {
            assertThat(UtcTime.day(none)).as(none).isNull();
        }
    }

    @Test
    void printsFinerTimesAndFarYearsAsTheJdkDoes() {
        for (Instant time : new Instant[] {Instant.MIN, Instant.MAX, Instant.EPOCH, Instant.ofEpochSecond(5, 1)}) {
            assertThat(UtcTime.text(time)).isEqualTo(time.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-03-01",
                "2026-03-01 08:30:00Z",
                "2026-03-01T08:30:00",
                "2026-03-01T08:30:00+",
                "2026-13-01T08:30:00Z",
                "2026-02-30T08:30:00Z",
                "2026-03-01T24:00:00Z",
                "2026-03-01T08:60:00Z",
                "2026-03-01T08:30:60Z",
                "2026-03-01T08:30:00,125Z",
                "2026-03-01T08:30:00.12xZ",
                "2o26-03-01T08:30:00Z",
                "٢٠٢٦-03-01T08:30:00Z"
            })
    void leavesEverythingElseToTheGeneralFormat(String text) {
        assertThat(UtcTime.parse(text)).isNull();
    }
}
