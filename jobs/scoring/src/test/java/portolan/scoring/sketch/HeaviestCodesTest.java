// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Part;

class HeaviestCodesTest {
    @Test
    void theHeaviestCodesAreThoseOfTheirTwinWhateverTheNumberOfItems() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            Consignment bill = bill(random, random.nextInt(round % 10 == 0 ? 400 : 30), 40);
            for (int digits : new int[] {HeaviestCodes.HEADING, HeaviestCodes.SUBHEADING}) {
                String where = "seed 3, round " + round + ", digits " + digits;
                List<String> codes = twin(bill, digits);
                assertThat(HeaviestCodes.of(bill, digits)).as(where).isEqualTo(codes);
                for (String code : codes) {
                    assertThat(HeaviestCodes.heaviestItem(bill, code)).as(where).isSameAs(twinItem(bill, code));
                }
            }
        }
    }

    /** Sixteen times the items take some sixteen times as long, and not 256 times: of this thread's processor. */
    @Test
    void aBillOfManyItemsIsWeighedInTimeThatGrowsWithItsItems() {
        Consignment small = bill(new Random(1), 4_000, 800_000);
        Consignment large = bill(new Random(2), 64_000, 800_000);
        long ofSmall = Long.MAX_VALUE;
        long ofLarge = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            // Of lists that this thread was not asked about before, each time.
            ofSmall = Math.min(ofSmall, nanosToWeigh(small.only(Set.of(Part.ITEMS))));
            ofLarge = Math.min(ofLarge, nanosToWeigh(large.only(Set.of(Part.ITEMS))));
        }

        assertThat((double) ofLarge / ofSmall)
                .as("64,000 items %d ns, 4,000 items %d ns", ofLarge, ofSmall)
                .isLessThan(100);
    }

    private static long nanosToWeigh(Consignment bill) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        List<String> codes = HeaviestCodes.of(bill, HeaviestCodes.SUBHEADING);
        long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        assertThat(codes).hasSize(MemoryKind.MOST_KEYS);
        return after - before;
    }

    private static Consignment bill(Random random, int items, int codes) {
        GoodsItem[] goods = new GoodsItem[items];
        for (int i = 0; i < items; i++) {
            goods[i] = new GoodsItem(
                    i,
                    null,
                    code(random, codes),
                    null,
                    random.nextInt(5) == 0 ? null : (double) random.nextInt(50),
                    null,
                    null,
                    List.of(),
                    List.of(),
                    null,
                    null,
                    null,
                    List.of());
        }
        return consignment().items(goods).build();
    }

    private static @Nullable String code(Random random, int codes) {
        return switch (random.nextInt(12)) {
            case 0 -> null;
            case 1 -> "62";
            case 2 -> "ABCDEF";
            case 3 -> "6205AB";
            default -> Integer.toString(100_000 + 17 * random.nextInt(codes) % 900_000);
        };
    }

    private static List<String> twin(Consignment bill, int digits) {
        Map<String, Double> masses = new TreeMap<>();
        for (GoodsItem item : bill.items()) {
            String code = item.hsCode();
            if (code != null && code.length() >= 6 && code.substring(0, digits).matches("[0-9]+")) {
                masses.merge(code.substring(0, digits), massKg(item), Double::sum);
            }
        }
        List<String> codes = new ArrayList<>(masses.keySet());
        codes.sort(Comparator.comparing((String code) -> -masses.getOrDefault(code, 0.0))
                .thenComparing(code -> code));
        return codes.subList(0, Math.min(8, codes.size()));
    }

    private static @Nullable GoodsItem twinItem(Consignment bill, String code) {
        return bill.items().stream()
                .filter(item -> item.hsCode() != null
                        && item.hsCode().length() >= 6
                        && item.hsCode().startsWith(code))
                .reduce((one, other) -> massKg(other) > massKg(one) ? other : one)
                .orElse(null);
    }

    private static double massKg(GoodsItem item) {
        Double mass = item.massKg();
        return mass == null ? 0 : mass;
    }
}
