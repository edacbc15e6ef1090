// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.DEPARTURE;
import static portolan.scoring.Consignments.consignment;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.manifest.TransportMode;

class LateFilingTest {
    @Test
    void eachModeHasItsTimeLimit() {
        Instant arrival = DEPARTURE.plus(Duration.ofDays(30));
        assertThat(late(consignment().receivedAt(DEPARTURE.minus(Duration.ofHours(25)))))
                .isZero();
        Draft late = consignment().receivedAt(DEPARTURE.minus(Duration.ofHours(23)));
        assertThat(late(late)).isEqualTo(1);
        assertThat(late(late.equipment())).as("not in containers").isZero();
        assertThat(late(consignment().equipment().receivedAt(arrival.minus(Duration.ofHours(3)))))
                .isEqualTo(1);
        assertThat(late(consignment().by(TransportMode.ROAD).receivedAt(arrival.minus(Duration.ofMinutes(30)))))
                .isEqualTo(1);
        assertThat(late(consignment().by(TransportMode.POST).receivedAt(arrival)))
                .isNaN();
        assertThat(late(consignment().departing(null, null).deadlines(null))).isNaN();
    }

    private static double late(Draft draft) {
        return CaseReading.value(draft, Indicators.get("late_filing"));
    }
}
