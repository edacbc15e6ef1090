// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of goods as it is shipped.
 *
 * @param hs6 blank for what has no tariff code of its own, as household goods
 * @param cargo how it may travel: F full boxes, L part load, A air; the first is the commonest
 * @param kg median mass, for full boxes per box
 * @param seasonFrom first month of the season, 1 to 12
 * @param seasonTo last month of the season, before {@code seasonFrom} when it spans the new year
 * @param temperature set point in degrees Celsius, null for dry goods
 * @param undg UN number, null for harmless goods
 */
record Goods(
        String hs6,
        String cargo,
        double kg,
        double sigma,
        double usdPerKg,
        List<String> origins,
        int seasonFrom,
        int seasonTo,
        @Nullable Integer temperature,
        String packageType,
        int kgPerPackage,
        @Nullable String undg,
        List<String> wordings,
        double weight) {
    boolean inSeason(int month) {
        return seasonFrom <= seasonTo
                ? month >= seasonFrom && month <= seasonTo
                : month >= seasonFrom || month <= seasonTo;
    }

    /** A word for a firm's name that deals in such goods, by chapter of the tariff. */
    String trade(Dice dice) {
        if (hs6.isEmpty()) {
            return "";
        }
        int chapter = Integer.parseInt(hs6, 0, 2, 10);
        for (Trade trade : TRADES) {
            if (chapter <= trade.lastChapter()) {
                return trade.words().get(dice.below(trade.words().size()));
            }
        }
        return "";
    }

    private record Trade(int lastChapter, List<String> words) {}

    private static final List<Trade> TRADES = List.of(
            new Trade(5, List.of("FOODS", "SEAFOOD", "MEAT")),
            new Trade(6, List.of("FLOWERS", "FLORA")),
            new Trade(8, List.of("FRUIT", "AGRO", "FARMS", "FRESH")),
            new Trade(15, List.of("AGRO", "COMMODITIES", "FOODS")),
            new Trade(24, List.of("FOODS", "FOOD INDUSTRIES", "BEVERAGES")),
            new Trade(27, List.of("MINERALS", "STONE")),
            new Trade(38, List.of("CHEMICALS", "PHARMA", "LABORATORIES")),
            new Trade(40, List.of("PLASTICS", "POLYMERS", "RUBBER")),
            new Trade(43, List.of("LEATHER", "BAGS")),
            new Trade(49, List.of("TIMBER", "PAPER", "WOOD")),
            new Trade(60, List.of("TEXTILES", "FABRICS")),
            new Trade(63, List.of("GARMENTS", "FASHION", "APPAREL")),
            new Trade(67, List.of("FOOTWEAR", "ACCESSORIES")),
            new Trade(71, List.of("CERAMICS", "GLASS", "STONE")),
            new Trade(83, List.of("METALS", "HARDWARE", "STEEL")),
            new Trade(84, List.of("MACHINERY", "ENGINEERING")),
            new Trade(85, List.of("ELECTRONICS", "TECHNOLOGY")),
            new Trade(89, List.of("AUTO PARTS", "MOTORS")),
            new Trade(92, List.of("OPTICS", "INSTRUMENTS", "MEDICAL")),
            new Trade(97, List.of("HOME", "TOYS", "SPORTS", "FURNITURE")));
}
