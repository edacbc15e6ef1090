// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.DEPARTURE;
import static portolan.scoring.Consignments.consignment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

class DecisionDeadlineTest {
    private static final Instant ARRIVAL = DEPARTURE.plus(Duration.ofDays(30));

    @Test
    void whatIsFiledCountsBeforeWhatCouldBeDerived() {
        Instant filed = Instant.parse("2026-03-09T12:00:00Z");

        assertThat(DecisionDeadline.of(consignment()
                        .deadlines(new Deadlines(null, null, filed))
                        .build()))
                .isEqualTo(filed);
    }

    @Test
    void containersOnTheDeepSeaAreDueADayBeforeLoading() {
        assertThat(due(consignment())).isEqualTo(DEPARTURE.minus(Duration.ofDays(1)));
        assertThat(due(consignment().inContainers())).isEqualTo(ARRIVAL.minus(Duration.ofHours(4)));
        assertThat(due(consignment().loadedAt("TRIST"))).as("short sea").isEqualTo(ARRIVAL.minus(Duration.ofHours(2)));
    }

    @ParameterizedTest
    @CsvSource({"AIR, 4", "RAIL, 2", "ROAD, 1", "INLAND, 2"})
    void otherModesAreDueSomeHoursBeforeArrival(TransportMode mode, int hours) {
        assertThat(due(consignment().by(mode))).isEqualTo(ARRIVAL.minus(Duration.ofHours(hours)));
    }

    @Test
    void aTrainOfLessThanTwoHoursIsDueOneHourBefore() {
        assertThat(due(consignment().by(TransportMode.RAIL).departing(ARRIVAL.minus(Duration.ofMinutes(90)), null)))
                .isEqualTo(ARRIVAL.minus(Duration.ofHours(1)));
    }

    @Test
    void whereTimeOrPlaceIsNotStatedNothingIsDerived() {
        assertThat(due(consignment().by(TransportMode.POST))).isNull();
        assertThat(due(consignment().by(TransportMode.AIR).routing())).isNull();
        assertThat(due(consignment().departing(null, null))).isNull();
        assertThat(due(consignment().routing())).isNull();
    }

    /** No decoder lets it in any more; a ledger of before may hold it. */
    @Test
    void beforeTheFirstTimeThereIsNoEarlierOne() {
        Instant first = Instant.ofEpochMilli(Long.MIN_VALUE);

        Instant due = due(consignment()
                .by(TransportMode.AIR)
                .routing(new Leg(2, LegFunction.DISCHARGE, "NLRTM", null, "NL", first, null, null, null)));

        assertThat(due).isEqualTo(first);
        assertThat(new LayoutReader(new LayoutWriter().instant(due).toBytes()).instant())
                .isEqualTo(first);
    }

    private static @Nullable Instant due(Draft draft) {
        return DecisionDeadline.of(draft.deadlines(null).build());
    }
}
