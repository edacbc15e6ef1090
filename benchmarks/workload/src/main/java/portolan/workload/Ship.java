// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/** A ship of a line's fleet; names and numbers are invented. */
record Ship(String imo, String name, String flag) {
    private static final int FLEET = 60;
    private static final String[] FIRST = {
        "NORDIC",
        "ATLANTIC",
        "PACIFIC",
        "ORIENT",
        "GOLDEN",
        "SILVER",
        "ROYAL",
        "EVER",
        "CORAL",
        "BALTIC",
        "IBERIAN",
        "POLAR"
    };
    private static final String[] SECOND = {
        "STAR", "TRADER", "EXPRESS", "PIONEER", "HORIZON", "BRIDGE", "SPIRIT", "GLORY", "HARMONY", "VENTURE", "DAWN",
        "CREST"
    };

    /** container_vessels.flag of load_generator_profile.json. */
    private static final Mix<String> FLAGS = new Mix<>(
            List.of("LR", "HK", "PA", "SG", "MT", "MH", "CN", "PT", "CY", "DK", "ID", "AG", "DE", "KR", "JP"),
            new double[] {
                0.1656, 0.1254, 0.1048, 0.101, 0.0718, 0.0604, 0.0581, 0.0478, 0.0375, 0.0267, 0.026, 0.0222, 0.0184,
                0.0114, 0.0112
            });

    static Ship of(long seed, Voyage voyage) {
        int place = (int) Long.remainderUnsigned(voyage.identity() >>> 5, FLEET);
        Dice dice = Dice.of(seed, Purpose.VESSEL, voyage.carrier().number() * (long) FLEET + place);
        String imo = CheckDigits.ship(900_000 + dice.below(99_999));
        return new Ship(imo, dice.oneOf(FIRST) + ' ' + dice.oneOf(SECOND), FLAGS.draw(dice));
    }
}
