// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.consignee;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Readings;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembering;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;

class ConsigneeIndicatorsTest {
    private final Remembering<?> consignee = new Remembering<>(ConsigneeKind.remembered(MemorySettings.DEFAULT));

    @Test
    void manySmallConsignmentsOfOneWeekAreASplitDelivery() {
        for (int day = 0; day < 5; day++) {
            consignee.learn(consignment().onDay(day).worth(140, "EUR"));
        }

        assertThat(measured(consignee, consignment().onDay(5).worth(149.5, "EUR"))
                        .get(Indicator.SPLITTING))
                .isEqualTo(new Reading(
                        Indicator.SPLITTING,
                        6,
                        "6 consignments to this consignee within 7 days, each below 150 EUR, together 849.5 EUR"));
        assertThat(measured(consignee, consignment().onDay(11).worth(140, "EUR"))
                        .value(Indicator.SPLITTING))
                .isZero();
        assertThat(measured(consignee, consignment().onDay(5).worth(5_000, "EUR"))
                        .get(Indicator.SPLITTING))
                .isNull();
    }

    @Test
    void theHigherThresholdAndAnotherCurrencyAreWatchedToo() {
        for (int day = 0; day < 3; day++) {
            consignee.learn(consignment().onDay(day).worth(130_000, "JPY"));
        }

        Reading reading = measured(consignee, consignment().onDay(3).worth(150_000, "JPY"))
                .get(Indicator.SPLITTING);

        assertThat(reading)
                .isEqualTo(new Reading(
                        Indicator.SPLITTING,
                        4,
                        "4 consignments to this consignee within 7 days, each below 1000 EUR, together 540000 JPY"));
    }

    @Test
    void twoSmallOrdersAreNoSplit() {
        consignee.learn(consignment().worth(140, "EUR"));

        assertThat(measured(consignee, consignment().worth(140, "EUR")).value(Indicator.SPLITTING))
                .isZero();
    }

    private static Readings measured(Remembering<?> remembering, Draft draft) {
        return Readings.of(remembering.measure(filed(draft.build())).readings());
    }
}
