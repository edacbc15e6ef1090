// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.DEPARTURE;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Readings;
import portolan.scoring.manifest.TransportMode;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

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
        List<Reading> readings = new LateFiling().of(filed(draft.build()), Reference.bundled());
        return Readings.of(readings).value(Indicator.LATE_FILING);
    }
}
