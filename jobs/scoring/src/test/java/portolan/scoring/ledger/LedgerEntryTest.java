// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.RECEIVED_AT;
import static portolan.scoring.Consignments.box;
import static portolan.scoring.Consignments.consignment;
import static portolan.scoring.Consignments.item;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.GoodsItem;

final class LedgerEntryTest {
    /** As objects they take more than as bytes, and what is held is bounded by this figure. */
    @Test
    void isSaidToTakeNoLessThanItsBytesHoweverLargeItIs() {
        for (int many : new int[] {1, 10, 1_000}) {
            for (int length : new int[] {10, 10_000}) {
                LedgerEntry entry = of(large(many, length));

                assertThat(entry.roughBytes())
                        .as("%s items and boxes, %s characters", many, length)
                        .isGreaterThan(entry.write().length)
                        .isLessThan(20L * entry.write().length);
            }
        }
    }

    private static Consignment large(int many, int length) {
        return consignment()
                .items(IntStream.rangeClosed(1, many)
                        .mapToObj(seq -> item(seq, "620520", "CN", 10.0))
                        .toArray(GoodsItem[]::new))
                .equipment(IntStream.rangeClosed(1, many)
                        .mapToObj(seq -> box("MSKU" + (1_000_000 + seq)))
                        .toArray(Equipment[]::new))
                .describedAs("-".repeat(length))
                .build();
    }

    private static LedgerEntry of(Consignment consignment) {
        return LedgerEntry.unseen().live(consignment, RECEIVED_AT).entry();
    }
}
