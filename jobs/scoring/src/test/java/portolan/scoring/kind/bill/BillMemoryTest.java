// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import portolan.scoring.kind.Memories;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.TransportDocument;

class BillMemoryTest {
    private static final Consignment HOUSE = consignment().build();
    private static final Consignment MASTER = consignment()
            .id("MAEU123456789")
            .level(BillLevel.MASTER)
            .master(null)
            .build();

    @Test
    void aMasterAndItsHouseMeetUnderTheCarriersDocument() {
        assertThat(Memories.BILL.keysOf(HOUSE))
                .isEqualTo(Memories.BILL.keysOf(MASTER))
                .containsExactly("test|bill|MAEU:MAEU123456789");
    }

    @Test
    void whatBelongsToNoMasterIsNotRemembered() {
        assertThat(Memories.BILL.keysOf(consignment().master(null).build())).isEmpty();
        assertThat(Memories.BILL.keysOf(consignment().level(BillLevel.STRAIGHT).build()))
                .isEmpty();
        assertThat(Memories.BILL.keysOf(consignment()
                        .master(new TransportDocument(" ", null, "MAEU", null))
                        .build()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void itAgreesWithATwinThatKeepsEveryBill(long seed) {
        Random random = new Random(seed);
        BillMemory memory = Memories.BILL.unseen();
        List<Consignment> twin = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            if (!twin.isEmpty() && random.nextInt(5) < 2) {
                Memories.BILL.retract(memory, "", twin.remove(random.nextInt(twin.size())));
            } else {
                Consignment bill = random.nextInt(4) == 0 ? MASTER : HOUSE;
                twin.add(bill);
                Memories.BILL.learn(memory, "", bill);
            }
            memory = Memories.BILL.read(Memories.BILL.write(memory));

            assertThat(memory.masters())
                    .as("seed %d", seed)
                    .isEqualTo(twin.stream().filter(MASTER::equals).count());
            assertThat(memory.houses())
                    .as("seed %d", seed)
                    .isEqualTo(twin.stream().filter(HOUSE::equals).count());
        }
        for (Consignment bill : twin) {
            Memories.BILL.retract(memory, "", bill);
        }
        assertThat(Memories.BILL.isEmpty(memory)).isTrue();
    }
}
