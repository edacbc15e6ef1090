// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.vehicle;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.RECEIVED_AT;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.kind.MemorySettings;
import portolan.scoring.kind.Remembering;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.reading.Reading;

class VehicleIndicatorsTest {
    private static final String VIN = "1M8GDM9AXKP042788";

    private final Remembering<VehicleMemory> remembering =
            new Remembering<>(VehicleKind.remembered(MemorySettings.DEFAULT));

    @Test
    void aNumberThatIsOnAnotherBillIsDuplicated() {
        remembering.learn(earlier("A", "CNSHA", "NLRTM"));

        assertThat(read(car()))
                .isEqualTo(new Reading(
                        Indicators.get("duplicated_vin"),
                        1,
                        "vehicle " + VIN + " is also on bill A from CNSHA to NLRTM, filed 90 days before"));
    }

    @Test
    void aNumberForTwoReceiversOnOneVoyageIsDuplicated() {
        remembering.learn(car().id("A").consignedTo("NL999"));

        assertThat(read(car()))
                .isEqualTo(new Reading(
                        Indicators.get("duplicated_vin"),
                        1,
                        "vehicle " + VIN + " is also on bill A from CNSHA to NLRTM, both filed on one day"));
    }

    @Test
    void theSameGoodsFiledAgainAreNoDuplicate() {
        remembering.learn(car().id("A").onDay(-3));

        assertThat(read(car()))
                .isEqualTo(new Reading(
                        Indicators.get("duplicated_vin"),
                        0,
                        "vehicle " + VIN + " is on 1 other bill, of the same goods or of a voyage before or after"));
    }

    @Test
    void aVehicleThatTravelsOnIsNoDuplicate() {
        remembering.learn(earlier("A", "USNYC", "CNNGB"));

        assertThat(read(car())).extracting(Reading::value).isEqualTo(0.0);
    }

    @Test
    void aNumberThatNoOtherBillStatesSaysNothing() {
        assertThat(read(car())).isNull();

        // An amended bill does not meet itself.
        remembering.learn(car());
        assertThat(remembering.measure(filed(car().build())).readings()).isEmpty();
    }

    private static Consignments.Draft car() {
        return consignment().carrying("870323").describedAs("USED CAR " + VIN);
    }

    /** Loaded 88 days and landed 58 days before this bill was filed, on another voyage. */
    private static Consignments.Draft earlier(String id, String from, String to) {
        return car().id(id)
                .onDay(-90)
                .conveyance(new Conveyance("IMO", "9321483", "EMMA MAERSK", "DK", "601W", "MAEU"))
                .routing(
                        leg(1, LegFunction.LOAD, from, null, RECEIVED_AT.minus(Duration.ofDays(88))),
                        leg(2, LegFunction.DISCHARGE, to, RECEIVED_AT.minus(Duration.ofDays(58)), null));
    }

    private static Leg leg(
            int seq, LegFunction function, String locode, @Nullable Instant arrives, @Nullable Instant departs) {
        return new Leg(seq, function, locode, null, null, arrives, departs, null, null);
    }

    private @Nullable Reading read(Consignments.Draft draft) {
        List<Reading> readings = remembering.measure(filed(draft.build())).readings();
        return readings.isEmpty() ? null : readings.get(0);
    }
}
