// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.List;

/** Where the revenue of an offence is taken from. */
enum Revenue {
    /** What the inspections report as recovered. */
    RECOVERED("recovered"),
    /** Declared value x duty rate, where no inspection reports any. */
    ESTIMATED("estimated"),
    /** Nothing says what an offence is worth. */
    UNKNOWN("");

    private final String word;

    Revenue(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Revenue of(List<Examined> consignments) {
        boolean estimated = false;
        for (Examined each : consignments) {
            if (each.offence() && each.recovered() > 0) {
                return RECOVERED;
            }
            estimated |= each.offence() && each.duty() > 0;
        }
        return estimated ? ESTIMATED : UNKNOWN;
    }

    /** What finding it is worth: nothing unless it is an offence. */
    double of(Examined consignment) {
        if (!consignment.offence()) {
            return 0;
        }
        double amount =
                switch (this) {
                    case RECOVERED -> consignment.recovered();
                    case ESTIMATED -> consignment.duty();
                    case UNKNOWN -> 0;
                };
        return amount > 0 ? amount : 0;
    }
}
