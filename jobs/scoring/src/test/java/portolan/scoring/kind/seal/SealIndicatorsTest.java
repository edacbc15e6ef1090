// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.RECEIVED_AT;
import static portolan.scoring.Consignments.box;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.filed;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.Consignments;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.kind.Memories;
import portolan.scoring.kind.Remembering;
import portolan.scoring.manifest.Conveyance;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.Seal;
import portolan.scoring.reading.Reading;

class SealIndicatorsTest {
    private final Remembering<SealMemory> remembering = new Remembering<>(SealKind.remembered());

    @Test
    void aSealOnAnotherBoxIsReused() {
        remembering.learn(consignment().id("A").inContainers("MSKU0000006").onDay(-41));

        assertThat(read(consignment()))
                .isEqualTo(new Reading(
                        Indicators.get("seal_reused"),
                        1,
                        "seal MLCN0012345 on CSQU3054383 was on MSKU0000006, filed 41 days before"));
    }

    @Test
    void aSealOfTheSameBoxOnAnotherVoyageIsReused() {
        remembering.learn(consignment()
                .id("A")
                .onDay(-90)
                .conveyance(new Conveyance("IMO", "9321483", "EMMA MAERSK", "DK", "601W", "MAEU"))
                .departing(RECEIVED_AT.minus(Duration.ofDays(88)), null));

        assertThat(read(consignment()))
                .isEqualTo(new Reading(
                        Indicators.get("seal_reused"),
                        1,
                        "seal MLCN0012345 on CSQU3054383 was on the same box on another voyage, filed 90 days before"));
    }

    @Test
    void otherBillsOfTheSameBoxAndVoyageAreNoReuse() {
        remembering.learn(consignment().id("A").onDay(-3));

        assertThat(read(consignment()))
                .isEqualTo(new Reading(
                        Indicators.get("seal_reused"),
                        0,
                        "seal MLCN0012345 was stated before, always on CSQU3054383 on this voyage"));
    }

    @Test
    void aNumberOfManyBoxesOrOfLongAgoOrNeverSeenSaysNothing() {
        assertThat(read(consignment())).isNull();

        remembering.learn(consignment().id("A").inContainers("MSKU0000006").onDay(-366));
        assertThat(read(consignment())).isNull();

        for (String number : List.of("MAEU6729907", "TGHU7599330", "TCLU4265773")) {
            assertThat(Memories.SEAL.keysOf(consignment().inContainers(number).build()))
                    .as(number)
                    .hasSize(1);
            remembering.learn(consignment().id(number).inContainers(number).onDay(-1));
        }
        assertThat(read(consignment())).isNull();
    }

    @Test
    void aBoxThatCustomsSealedAnewHasNotReusedItsSeal() {
        remembering.learn(consignment().id("A").inContainers("MSKU0000006").onDay(-41));
        Equipment plain = box("CSQU3054383");
        Equipment opened = new Equipment(
                plain.id(),
                plain.sizeType(),
                plain.packedStatus(),
                List.of(new Seal("ML-CN0012345", "CU", null)),
                plain.tareKg(),
                plain.vgmKg(),
                null);

        assertThat(Memories.SEAL.keysOf(consignment().equipment(opened).build()))
                .isEmpty();
    }

    private @Nullable Reading read(Consignments.Draft draft) {
        List<Reading> readings = remembering.measure(filed(draft.build())).readings();
        return readings.isEmpty() ? null : readings.get(0);
    }
}
