// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.Locale;

/** The same name as another clerk types it. */
final class NameVariant {
    private static final int SCREEN_WIDTH = 35;

    private NameVariant() {}

    static String of(String name, Dice dice) {
        return switch (dice.below(6)) {
            case 0 -> name.replace(".", "").replace(",", "");
            case 1 -> capitalised(name);
            case 2 -> swapped(name, dice);
            case 3 -> name.length() > SCREEN_WIDTH ? name.substring(0, SCREEN_WIDTH) : name.replace(" ", "  ");
            case 4 ->
                name.replace(" TRADING", " TRDG")
                        .replace("INTERNATIONAL", "INTL")
                        .replace("LIMITED", "LTD")
                        .replace("CO., LTD.", "COMPANY LIMITED");
            default -> name.replace(' ', '-').replace(",-", ", ");
        };
    }

    private static String capitalised(String name) {
        StringBuilder text = new StringBuilder(name.length());
        boolean first = true;
        for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
            text.append(first ? Character.toUpperCase(c) : c);
            first = c == ' ';
        }
        return text.toString();
    }

    private static String swapped(String name, Dice dice) {
        int at = 1 + dice.below(Math.max(1, Math.min(name.length(), 12) - 2));
        char[] letters = name.toCharArray();
        char first = letters[at];
        letters[at] = letters[at - 1];
        letters[at - 1] = first;
        return new String(letters);
    }
}
