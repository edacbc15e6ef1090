// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container as a bill describes it.
 *
 * @param sealedBy who put the first seal there, UN/EDIFACT 9303
 * @param empty whether the bill declares it empty
 * @param vgmKg verified gross mass, null when not filed
 */
record Box(
        String number,
        boolean valid,
        String sizeType,
        boolean shared,
        @Nullable Integer temperature,
        List<String> seals,
        String sealedBy,
        boolean empty,
        int tareKg,
        @Nullable Integer vgmKg) {

    /** baplie.size_type of load_generator_profile.json, by what the boxes are for. */
    private static final Mix<String> SHORT = new Mix<>(
            List.of("22G1", "2200", "2251", "2270", "2261"), new double[] {0.486, 0.0148, 0.0033, 0.0033, 0.0016});

    private static final Mix<String> LONG = new Mix<>(
            List.of("45G1", "42G1", "4351", "4260", "4251", "4300", "9500", "42U1", "4361"),
            new double[] {0.3136, 0.0443, 0.0263, 0.0049, 0.0016, 0.0016, 0.0016, 0.0016, 0.0016});

    private static final Mix<String> REFRIGERATED = new Mix<>(
            List.of("4532", "4530", "4536", "2230", "45R1", "2232"),
            new double[] {0.0722, 0.0066, 0.0049, 0.0049, 0.0033, 0.0016});

    /** From this mass on goods are dense enough for short boxes. */
    private static final double DENSE_KG = 17_000;

    /** baplie_all: heaviest full box 37.2 t; at the 99th percentile 32.4 t. */
    static final double PAYLOAD_KG = 28_000;

    static boolean dense(Goods goods) {
        return goods.kg() >= DENSE_KG;
    }

    static String sizeType(boolean refrigerated, boolean dense, Dice dice) {
        if (refrigerated) {
            return REFRIGERATED.draw(dice);
        }
        return (dice.chance(dense ? 0.92 : 0.28) ? SHORT : LONG).draw(dice);
    }

    static int tare(String sizeType, Dice dice) {
        int usual = sizeType.charAt(0) == '2' ? 2_200 : sizeType.charAt(1) == '5' ? 3_900 : 3_750;
        boolean refrigerated = sizeType.charAt(2) == 'R' || sizeType.charAt(2) == '3';
        return usual + (refrigerated ? 750 : 0) + 10 * dice.below(15);
    }

    Box renumbered(String right) {
        boolean sound =
                CheckDigits.withIso6346(right.substring(0, right.length() - 1)).equals(right);
        return new Box(right, sound, sizeType, shared, temperature, seals, sealedBy, empty, tareKg, vgmKg);
    }

    Box resealed(List<String> others, String by) {
        return new Box(number, valid, sizeType, shared, temperature, others, by, empty, tareKg, vgmKg);
    }

    Box weighing(int kg) {
        return verified(vgmKg == null ? null : tareKg + kg);
    }

    Box verified(@Nullable Integer mass) {
        return new Box(number, valid, sizeType, shared, temperature, seals, sealedBy, empty, tareKg, mass);
    }

    Box declaredEmpty() {
        return new Box(number, valid, sizeType, shared, temperature, seals, sealedBy, true, tareKg, vgmKg);
    }
}
