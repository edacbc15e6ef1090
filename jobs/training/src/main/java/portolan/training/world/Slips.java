// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import portolan.schemas.avro.BillLevel;
import portolan.training.papers.PaperSet.Kind;
import portolan.training.papers.Papers;
import portolan.training.papers.Twist;

/** Honest slips on papers, of offenders and others alike. */
final class Slips {
    static final double SHARE = 0.22;

    private Slips() {}

    static void add(Draft draft, Dice dice) {
        if (draft.level == BillLevel.MASTER || !dice.chance(SHARE)) {
            return;
        }
        switch (dice.below(5)) {
            case 0 -> slip(draft, "grossKg", Kind.PACKING_LIST, typedOver(Papers.kilograms(draft.grams()), dice));
            case 1 -> slip(draft, "netKg", Kind.INVOICE, Papers.kilograms(draft.grams()));
            case 2 -> slip(draft, "consignee", Kind.INVOICE, abbreviated(draft.consignee));
            case 3 -> slip(draft, "shipper", Kind.CERTIFICATE_OF_ORIGIN, abbreviated(draft.shipper));
            default -> slip(draft, "packages", Kind.PACKING_LIST, Papers.count(draft.packages() + 1));
        }
    }

    private static void slip(Draft draft, String field, Kind kind, String instead) {
        boolean taken = draft.twists.stream().anyMatch(twist -> twist.field().equals(field) && twist.kind() == kind);
        if (!taken) {
            draft.twist(new Twist(field, kind, instead, true));
        }
    }

    /** Two digits that stand beside each other change places; of equal ones, one is typed otherwise. */
    private static String typedOver(String number, Dice dice) {
        char[] text = number.toCharArray();
        for (int i = 1; i < text.length; i++) {
            if (Character.isDigit(text[i]) && Character.isDigit(text[i - 1]) && text[i] != text[i - 1]) {
                char first = text[i - 1];
                text[i - 1] = text[i];
                text[i] = first;
                return new String(text);
            }
        }
        text[0] = (char) ('1' + dice.below(9));
        return new String(text);
    }

    private static String abbreviated(Firm firm) {
        String stem = firm.name().substring(0, firm.name().indexOf(' '));
        String form = firm.name().substring(firm.name().lastIndexOf(' '));
        return stem + form + ", " + firm.city() + " (" + firm.country() + ")";
    }
}
