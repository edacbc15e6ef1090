// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.vehicle;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.item;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.Consignments;
import portolan.scoring.kind.Memories;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.TransportDocument;

class VehicleMemoryTest {
    private static final String CHECKED = "1M8GDM9AXKP042788";
    private static final String WRONG = "1M8GDM9A1KP042788";
    private static final String EUROPEAN = "WVWZZZ1JZ3W386752";

    @Test
    void everyNumberOfADescriptionIsRememberedOnce() {
        assertThat(keys("870323", "2 CARS " + EUROPEAN + "," + CHECKED + " AND AGAIN " + EUROPEAN))
                .containsExactly("test|vehicle|" + EUROPEAN, "test|vehicle|" + CHECKED);
    }

    @Test
    void aWrongNumberIsRememberedOfNothingAndAnUncheckedOneOfVehiclesOnly() {
        assertThat(keys("870323", WRONG)).isEmpty();
        assertThat(keys("940360", EUROPEAN)).isEmpty();
        assertThat(keys("842952", EUROPEAN)).hasSize(1);
        assertThat(keys("940360", CHECKED)).hasSize(1);
        assertThat(keys(null, CHECKED)).hasSize(1);
        assertThat(keys("870323", null)).isEmpty();
    }

    @Test
    void ofAShiploadTheFirstEightAreRemembered() {
        StringBuilder ship = new StringBuilder();
        for (int i = 0; i < 9_999; i++) {
            ship.append("WVWZZZ1JZ3W38")
                    .append(String.valueOf(10_000 + i).substring(1))
                    .append(' ');
        }

        assertThat(keys("870323", ship.toString()))
                .hasSize(MemoryKind.MOST_KEYS)
                .startsWith("test|vehicle|WVWZZZ1JZ3W380000")
                .endsWith("test|vehicle|WVWZZZ1JZ3W380007");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void itAgreesWithATwinThatKeepsEveryBillWhileFourAreEnough(long seed) {
        Random random = new Random(seed);
        VehicleMemory memory = Memories.VEHICLE.unseen();
        List<Consignment> twin = new ArrayList<>();
        for (int step = 0; step < 500; step++) {
            if (!twin.isEmpty() && (twin.size() == VehicleMemory.MOST || random.nextInt(5) < 2)) {
                Memories.VEHICLE.retract(memory, "", twin.remove(random.nextInt(twin.size())));
            } else {
                Consignment bill =
                        consignment().id("H" + step).onDay(random.nextInt(90)).build();
                twin.add(bill);
                Memories.VEHICLE.learn(memory, "", bill);
            }
            memory = Memories.VEHICLE.read(Memories.VEHICLE.write(memory));

            assertThat(memory.uses())
                    .as("seed=" + seed + ", step=" + step)
                    .containsExactlyInAnyOrderElementsOf(
                            twin.stream().map(VehicleUse::of).toList())
                    .isSortedAccordingTo(Comparator.comparingLong(VehicleUse::received));
        }
        for (Consignment bill : twin) {
            Memories.VEHICLE.retract(memory, "", bill);
        }
        assertThat(Memories.VEHICLE.write(memory)).isEqualTo(Memories.VEHICLE.write(Memories.VEHICLE.unseen()));
    }

    @Test
    void theFifthPushesOutTheOldestWhoseRetractionThenTakesNothing() {
        VehicleMemory memory = Memories.VEHICLE.unseen();
        List<Consignment> bills = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            bills.add(consignment().id("H" + i).onDay(i).build());
            Memories.VEHICLE.learn(memory, "", bills.get(i));
        }
        Memories.VEHICLE.retract(memory, "", bills.get(0));

        assertThat(memory.uses()).extracting(VehicleUse::bill).containsExactly("H1", "H2", "H3", "H4");
    }

    @Test
    void theLongestBillsKeepWithinTheBound() {
        VehicleMemory memory = Memories.VEHICLE.unseen();
        for (int i = 0; i < VehicleMemory.MOST; i++) {
            Consignment bill = consignment().id("\uD83D\uDE9A".repeat(34) + i).build();
            Memories.VEHICLE.learn(memory, "", bill);
        }
        byte[] bytes = Memories.VEHICLE.write(memory);

        assertThat(bytes.length).isLessThan(810);
        assertThat(Memories.VEHICLE.read(bytes).uses()).isEqualTo(memory.uses());
    }

    @Test
    void masterAndHouseAreOfTheSameGoods() {
        VehicleUse house = VehicleUse.of(
                consignment().id("H1").consignedTo("NL1").loadedAt("BEANR").build());
        VehicleUse master = VehicleUse.of(Consignments.copyOf(
                        consignment().id("MAEU123456789").consignedTo("NL2").build())
                .master(new TransportDocument("", null, null, null))
                .build());

        assertThat(house.isOfTheSameGoods(master)).isTrue();
        assertThat(master.isOfTheSameGoods(house)).isTrue();
    }

    private static List<String> keys(@Nullable String hsCode, @Nullable String description) {
        GoodsItem item = item(1, hsCode, "CN", 1_500.0);
        return Memories.VEHICLE.keysOf(
                consignment().items(item).describedAs(description).build());
    }
}
