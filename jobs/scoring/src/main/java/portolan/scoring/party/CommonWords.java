// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.party;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many of ten thousand names have a word, from the resource {@code portolan/party/common-words.csv}. */
public final class CommonWords {
    private static final String RESOURCE = "/portolan/party/common-words.csv";

    /** Names of which the shares tell. */
    public static final int NAMES = 10_000;

    /** A word that is not listed; one of three letters or fewer is oftener met by chance. */
    private static final int RARE = 2;

    private static final int RARE_BUT_SHORT = 12;
    private static final int SHORT = 3;
    private static final int GENERIC = 200;

    /** A legal form that is mistyped is not left out of the name. */
    private static final int MISTYPED_FORM = 1_000;

    private static final Map<String, Integer> SHARES = new HashMap<>();

    static {
        List<String> lines = PartyTerms.lines(RESOURCE);
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            for (String word : fields[2].split(" ", -1)) {
                SHARES.merge(word, Integer.parseInt(fields[1]), StrictMath::max);
            }
        }
    }

    private CommonWords() {}

    /** Whether many know the word: it is not taken for another that they know. */
    public static boolean isKnown(String word) {
        return SHARES.containsKey(word) || NameWords.isGeneric(word) || ComparedWords.isOne(word);
    }

    /** Names with the word among {@link #NAMES}, at least one. */
    public static int share(String word) {
        Integer share = SHARES.get(word);
        if (share != null) {
            return share;
        }
        if (NameWords.isGeneric(word)) {
            return GENERIC;
        }
        if (LegalForms.isNearOne(word)) {
            return MISTYPED_FORM;
        }
        return word.length() <= SHORT ? RARE_BUT_SHORT : RARE;
    }
}
