// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CalendarTest {
    @Test
    void everyDayHoldsItsOwnWorkingTime() {
        int first = (int) LocalDate.of(2025, 1, 1).toEpochDay();
        for (int day = first; day < first + 400; day++) {
            double start = Calendar.startOf(day);
            double end = Calendar.startOf(day + 1);
            assertThat(end).isGreaterThan(start);
            assertThat(Calendar.dayOf(start + (end - start) / 2)).isEqualTo(day);
        }
    }

    @Test
    void weeksBeginOnMonday() {
        assertThat(Times.dayOfWeek((int) LocalDate.of(2025, 1, 6).toEpochDay())).isZero();
        assertThat(Times.dayOfWeek((int) LocalDate.of(2025, 1, 5).toEpochDay())).isEqualTo(6);
    }
}
