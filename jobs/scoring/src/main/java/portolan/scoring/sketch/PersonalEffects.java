// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;

/** Goods that are declared as somebody's own: personal effects, household goods, removal goods. */
public final class PersonalEffects {
    /** Upper case; a description that contains one of them, in any case, declares personal effects. */
    private static final String[] WORDS = {
        "PERSONAL EFFECT",
        "PERSONAL BELONGING",
        "HOUSEHOLD EFFECT",
        "HOUSEHOLD GOOD",
        "REMOVAL GOOD",
        "EFFETS PERSONNEL",
        "EFECTOS PERSONALES",
        "MENAJE DE CASA",
        "EFEITOS PESSOAIS",
        "UMZUGSGUT",
        "VERHUISGOED",
        "INBOEDEL"
    };

    /** Nobody's belongings need a longer list; a bill of 9,999 lines must not cost more. */
    private static final int MOST_ITEMS = 8;

    private static final int MOST_CHARACTERS = 120;

    private PersonalEffects() {}

    /** Whether one of the first {@value #MOST_ITEMS} items is described so. */
    public static boolean isDeclared(Consignment consignment) {
        int items = Math.min(MOST_ITEMS, consignment.items().size());
        for (int i = 0; i < items; i++) {
            GoodsItem item = consignment.items().get(i);
            if (says(item.description())) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(@Nullable String description) {
        if (description == null) {
            return false;
        }
        int end = Math.min(MOST_CHARACTERS, description.length());
        for (int at = 0; at < end; at++) {
            char first = description.charAt(at);
            boolean startsWord = at == 0 || !Character.isLetter(description.charAt(at - 1));
            if (startsWord && isFirst((char) (first & ~0x20)) && startsAny(description, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFirst(char letter) {
        return letter == 'P'
                || letter == 'H'
                || letter == 'R'
                || letter == 'E'
                || letter == 'M'
                || letter == 'U'
                || letter == 'V'
                || letter == 'I';
    }

    private static boolean startsAny(String description, int at) {
        for (String word : WORDS) {
            if (description.regionMatches(true, at, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
