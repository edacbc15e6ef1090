// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.workload.FactTable;

/**
 * A kind of goods as it is usually shipped.
 *
 * @param kg median of a consignment
 * @param euroPerKg usual price
 * @param setPoint degrees Celsius; null for what is not cooled
 */
record Goods(
        String hs6,
        double kg,
        double sigma,
        double euroPerKg,
        double kgPerPackage,
        String packageType,
        double kgPerM3,
        @Nullable String undg,
        @Nullable Integer setPoint,
        List<String> wordings) {
    private static final Map<String, Goods> ALL = load();

    private static Map<String, Goods> load() {
        Map<String, Goods> all = new HashMap<>();
        for (List<String> row : FactTable.read(Goods.class, "goods.txt")) {
            all.put(
                    row.get(0),
                    new Goods(
                            row.get(0),
                            Double.parseDouble(row.get(1)),
                            Double.parseDouble(row.get(2)),
                            Double.parseDouble(row.get(3)),
                            Double.parseDouble(row.get(4)),
                            row.get(5),
                            Double.parseDouble(row.get(6)),
                            row.get(7).equals("-") ? null : row.get(7),
                            row.get(8).equals("-") ? null : Integer.valueOf(row.get(8)),
                            List.of(row.get(9).split(";", -1))));
        }
        return all;
    }

    static Goods of(String hs6) {
        return Objects.requireNonNull(ALL.get(hs6), () -> "no such goods: " + hs6);
    }
}
