// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.consignee;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembering;
import portolan.scoring.reading.Reading;

class ConsigneeIndicatorsTest {
    private final Remembering<?> consignee = new Remembering<>(ConsigneeKind.remembered(MemorySettings.DEFAULT));

    @Test
    void manySmallConsignmentsOfOneWeekAreASplitDelivery() {
        for (int day = 0; day < 5; day++) {
            consignee.learn(consignment().onDay(day).worth(140, "EUR"));
        }

        assertThat(measured(consignee, consignment().onDay(5).worth(149.5, "EUR"))
                        .get(Indicators.get("splitting")))
                .isEqualTo(new Reading(
                        Indicators.get("splitting"),
                        6,
                        "6 consignments to this consignee within 7 days, each below 150 EUR, together 849.5 EUR"));
        assertThat(measured(consignee, consignment().onDay(11).worth(140, "EUR"))
                        .value(Indicators.get("splitting")))
                .isZero();
        assertThat(measured(consignee, consignment().onDay(5).worth(5_000, "EUR"))
                        .get(Indicators.get("splitting")))
                .isNull();
    }

    @Test
    void theHigherThresholdAndAnotherCurrencyAreWatchedToo() {
        for (int day = 0; day < 3; day++) {
            consignee.learn(consignment().onDay(day).worth(130_000, "JPY"));
        }

        Reading reading = measured(consignee, consignment().onDay(3).worth(150_000, "JPY"))
                .get(Indicators.get("splitting"));

        assertThat(reading)
                .isEqualTo(new Reading(
                        Indicators.get("splitting"),
                        4,
                        "4 consignments to this consignee within 7 days, each below 1000 EUR, together 540000 JPY"));
    }

    /** A firm that was taken over, or its name used: not one that buys again where it always bought. */
    @Test
    void whoReceivedNothingForMonthsAndThenFromAStrangerWoke() {
        for (int day = 0; day < 60; day += 10) {
            consignee.learn(worth(day).shippedBy("1"));
        }
        Draft stranger = worth(200).shippedBy("2");

        assertThat(measured(consignee, stranger).get(Indicators.get("consignee_woke")))
                .isEqualTo(new Reading(
                        Indicators.get("consignee_woke"),
                        5 * StrictMath.log((50 + 150) / 50.0) / StrictMath.log(2),
                        "150 days without a consignment to this consignee, before that one every 10 days, and none from"
                                + " this shipper"));
        assertThat(measured(consignee, worth(200).shippedBy("1")).value(Indicators.get("consignee_woke")))
                .isZero();
        assertThat(measured(consignee, worth(60).shippedBy("2")).value(Indicators.get("consignee_woke")))
                .isZero();

        consignee.learn(stranger);
        assertThat(measured(consignee, worth(220).shippedBy("2")).value(Indicators.get("consignee_woke")))
                .as("a second one from the same")
                .isEqualTo(10);
        assertThat(measured(consignee, worth(300).shippedBy("3")).value(Indicators.get("consignee_woke")))
                .as("a season by now")
                .isZero();
    }

    private static Draft worth(int day) {
        return consignment().onDay(day).worth(5_000, "EUR");
    }

    @Test
    void twoSmallOrdersAreNoSplit() {
        consignee.learn(consignment().worth(140, "EUR"));

        assertThat(measured(consignee, consignment().worth(140, "EUR")).value(Indicators.get("splitting")))
                .isZero();
    }

    @Test
    void partsThatClusterBelowARoundValueSurpriseWhoeverShipsThem() {
        consignee.learn(consignment().shippedBy("ORCHID").onDay(0).worth(9_100, "USD"));
        consignee.learn(consignment().shippedBy("LOTUS").onDay(1).worth(9_790, "USD"));

        Reading reading = measured(
                        consignee, consignment().shippedBy("ORCHID").onDay(3).worth(9_450, "USD"))
                .get(Indicators.get("below_value_line"));

        // Both others of both, each with 0.06.
        assertThat(reading)
                .isEqualTo(
                        new Reading(
                                Indicators.get("below_value_line"),
                                -2 * StrictMath.log(0.06) / StrictMath.log(2),
                                "3 of 3 consignments within 7 days just below 10000 USD, 2 shippers, together 28340; 0 just above; earlier 0 of 0 around it"));
        assertThat(line(consignment().onDay(3).worth(10_400, "USD")))
                .as("above the line")
                .isZero();
        assertThat(line(consignment().onDay(3).worth(9_450, "EUR")))
                .as("of another currency")
                .isZero();
        assertThat(line(consignment().onDay(20).worth(9_450, "USD")))
                .as("weeks later")
                .isZero();
    }

    @Test
    void smallLotsOfAnyValueAndOrdersOfAnOldHabitSurpriseNobody() {
        for (int day = 0; day < 6; day++) {
            consignee.learn(consignment().onDay(day).worth(2_700 + 2_000 * day, "USD"));
        }
        assertThat(line(consignment().onDay(6).worth(9_450, "USD")))
                .as("one of six near ones is below the line too, another just above")
                .isLessThan(1);

        for (int week = 2; week < 16; week++) {
            consignee.learn(consignment().onDay(7L * week).worth(9_400, "USD"));
        }
        assertThat(line(consignment().onDay(106).worth(9_500, "USD")))
                .as("always orders for that")
                .isLessThan(0.7);
    }

    private double line(Draft draft) {
        return measured(consignee, draft).value(Indicators.get("below_value_line"));
    }

    private static Readings measured(Remembering<?> remembering, Draft draft) {
        return Readings.of(remembering.measure(filed(draft.build())).readings());
    }
}
