// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.box;
import static portolan.scoring.Consignments.consignment;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments.Draft;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.manifest.Seal;
import portolan.scoring.manifest.TransportMode;
import portolan.scoring.manifest.VehicleNumber;
import portolan.scoring.reading.Reading;

/** What a bill says of its boxes (catalogue 48, 59, 73) and of vehicles (53). */
class BoxAndVehicleTest {
    private static final String BOX = "CSQU3054383";
    private static final String OTHER_BOX = "APZU4812090";
    private static final String VIN = "1M8GDM9AXKP042788";

    @Test
    void aVerifiedMassWithinTheToleranceIsBelowOne() {
        assertThat(read("vgm_mismatch", consignment()))
                .isEqualTo(new Reading(
                        Indicators.get("vgm_mismatch"), 0, "CSQU3054383: verified 13800 kg, tare and cargo 13800 kg"));
        assertThat(value("vgm_mismatch", consignment().weighingKg(9_310))).isEqualTo(1);
        assertThat(value("vgm_mismatch", consignment().weighingKg(7_240))).isEqualTo(4);
    }

    @Test
    void aSharedBoxOrOneOfUnknownContentsIsNotHeldAgainstItsVerifiedMass() {
        assertThat(read("vgm_mismatch", consignment().equipment(unit(BOX, PackedStatus.LCL, 3_800.0, 13_800.0, true))))
                .isNull();
        assertThat(read("vgm_mismatch", consignment().inContainers(BOX, OTHER_BOX)))
                .isNull();
        assertThat(read("vgm_mismatch", consignment().weighingKg(null))).isNull();
        assertThat(read(
                        "vgm_mismatch",
                        consignment().equipment(unit(BOX, PackedStatus.FULL, 3_800.0, Double.POSITIVE_INFINITY, true))))
                .isNull();
    }

    @Test
    void anEmptyBoxMayWeighItsTareAndDunnage() {
        Draft empty = consignment().equipment(unit(BOX, PackedStatus.EMPTY, 3_800.0, null, false));

        assertThat(value("empty_with_weight", empty.weighingKg(4_000))).isEqualTo(0);
        assertThat(read("empty_with_weight", empty.weighingKg(9_000)))
                .isEqualTo(new Reading(Indicators.get("empty_with_weight"), 1, "CSQU3054383: 9000 kg, tare 3800 kg"));
        assertThat(value(
                        "empty_with_weight",
                        consignment()
                                .equipment(unit(BOX, PackedStatus.EMPTY, null, 9_000.0, false))
                                .weighingKg(null)))
                .isEqualTo(1);
        assertThat(read("empty_with_weight", consignment())).isNull();
    }

    @Test
    void aFullBoxWithoutSealIsSeenBesideSealedOnes() {
        Equipment open = unit(BOX, PackedStatus.FULL, 3_800.0, null, false);

        assertThat(read("seal_missing", consignment().equipment(box(OTHER_BOX), open)))
                .isEqualTo(new Reading(
                        Indicators.get("seal_missing"),
                        1,
                        "CSQU3054383 is full, without seal; 1 other container is sealed"));
        assertThat(value("seal_missing", consignment())).isEqualTo(0);
        assertThat(read("seal_missing", consignment().equipment(open)))
                .as("a feed without seals")
                .isNull();
        assertThat(read("seal_missing", consignment().by(TransportMode.ROAD).equipment(box(OTHER_BOX), open)))
                .isNull();
    }

    @Test
    void aVehicleHasItsNumberInDescriptionOrNowhere() {
        assertThat(read("vehicle_without_vin", vehicle("TOYOTA COROLLA 2014")))
                .isEqualTo(new Reading(
                        Indicators.get("vehicle_without_vin"),
                        1,
                        "item 1, HS 870323, states no vehicle identification number"));
        assertThat(value("vehicle_without_vin", vehicle("MCI COACH VIN:" + VIN + ".")))
                .isEqualTo(0);
        assertThat(read("vehicle_without_vin", vehicle("COACH 1M8GDM9A1KP042788")))
                .isEqualTo(new Reading(
                        Indicators.get("vehicle_without_vin"),
                        1,
                        "item 1, HS 870323, states 1M8GDM9A1KP042788, whose check digit is wrong"));
        assertThat(value("vehicle_without_vin", vehicle("VW GOLF WVWZZZ1JZ3W386752")))
                .as("no check digit is due in Europe")
                .isEqualTo(0);
    }

    @Test
    void vehiclesDeclaredAsSomethingElseAreSeen() {
        assertThat(read("vehicle_without_vin", consignment().carrying("940360").describedAs("FURNITURE " + VIN)))
                .isEqualTo(new Reading(
                        Indicators.get("vehicle_without_vin"),
                        1,
                        "item 1, declared as HS 940360, carries the vehicle identification number " + VIN));
        assertThat(value("vehicle_without_vin", consignment().carrying("940360").describedAs("1 unit used car")))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USED CAR PARTS",
                "SPARE TYRES FOR USED TRUCKS",
                "CAR WAX",
                "COTTON SHIRTS",
                "12345678901234567",
                "ORDER REFERENCEABCDEFGHKLMN",
                ""
            })
    void whatIsNoVehicleGivesNoReading(String description) {
        assertThat(read("vehicle_without_vin", consignment().carrying("940360").describedAs(description)))
                .isNull();
    }

    @Test
    void wordsWithOtherLettersAreNoNumbers() {
        assertThat(VehicleNumber.in("REF I1M8GDM9AXKP042788")).isNull();
        assertThat(VehicleNumber.in("x1M8GDM9AXKP042788")).isNull();
        assertThat(VehicleNumber.in("(" + VIN + ")")).isEqualTo(VIN);
        assertThat(VehicleNumber.hasRightCheckDigit(VIN)).isTrue();
    }

    private static Draft vehicle(String description) {
        return consignment().carrying("870323").describedAs(description);
    }

    private static Equipment unit(
            String id, PackedStatus status, @Nullable Double tareKg, @Nullable Double vgmKg, boolean sealed) {
        return new Equipment(
                id,
                "45G1",
                status,
                sealed ? List.of(new Seal("ML-CN0012345", "CA", null)) : List.of(),
                tareKg,
                vgmKg,
                null);
    }

    private static @Nullable Reading read(String indicator, Draft draft) {
        return CaseReading.of(draft, Indicators.get(indicator));
    }

    private static double value(String indicator, Draft draft) {
        return CaseReading.value(draft, Indicators.get(indicator));
    }
}
