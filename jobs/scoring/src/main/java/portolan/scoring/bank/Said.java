// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyKey;

/**
 * A consignment with what most fields ask for, looked for once.
 *
 * @param goods the heaviest item with a code, else the first; it stands for all
 * @param shipper who ships, where it is somebody who can be remembered
 * @param receiver who receives, likewise
 * @param word the longest word that describes the goods, which tells most of them; null where none has four letters
 * @param wordNext the next longest
 */
record Said(
        Consignment bill,
        @Nullable GoodsItem goods,
        @Nullable Party shipper,
        @Nullable Party receiver,
        @Nullable String word,
        @Nullable String wordNext) {
    static final int SUBHEADING = 6;
    private static final int SHORTEST_WORD = 4;
    private static final int LONGEST_READ = 300;

    static Said of(Consignment bill) {
        GoodsItem goods = heaviest(bill.items());
        String text = goods == null || goods.description() == null ? "" : goods.description();
        String word = longest(text, null);
        return new Said(
                bill,
                goods,
                known(bill.shipper()),
                known(bill.receiver()),
                word,
                word == null ? null : longest(text, word));
    }

    /** The longest word of a text but one, in capitals; of several the first in the alphabet. */
    private static @Nullable String longest(String text, @Nullable String but) {
        int end = Math.min(text.length(), LONGEST_READ);
        String longest = null;
        for (int from = 0, at = 0; at <= end; at++) {
            if (at < end && Character.isLetter(text.charAt(at))) {
                continue;
            }
            int length = at - from;
            if (length >= SHORTEST_WORD && (longest == null || length >= longest.length())) {
                String word = text.substring(from, at).toUpperCase(Locale.ROOT);
                boolean isLonger = longest == null
                        || word.length() > longest.length()
                        || (word.length() == longest.length() && word.compareTo(longest) < 0);
                longest = isLonger && !word.equals(but) ? word : longest;
            }
            from = at + 1;
        }
        return longest;
    }

    private static @Nullable Party known(@Nullable Party party) {
        return PartyKey.of(party) == null ? null : party;
    }

    private static @Nullable GoodsItem heaviest(List<GoodsItem> items) {
        GoodsItem heaviest = null;
        for (int i = 0; i < items.size(); i++) {
            GoodsItem item = items.get(i);
            if (hasCode(item) && (heaviest == null || massKg(item) > massKg(heaviest))) {
                heaviest = item;
            }
        }
        return heaviest != null || items.isEmpty() ? heaviest : items.get(0);
    }

    private static double massKg(GoodsItem item) {
        Double mass = item.massKg();
        return mass == null ? 0 : mass;
    }

    private static boolean hasCode(GoodsItem item) {
        String code = item.hsCode();
        if (code == null || code.length() < SUBHEADING) {
            return false;
        }
        for (int i = 0; i < SUBHEADING; i++) {
            if (code.charAt(i) < '0' || code.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The first digits of the goods' code; null where they have none. */
    @Nullable
    String code(int digits) {
        String code = goods == null || !hasCode(goods) ? null : goods.hsCode();
        return code == null ? null : code.substring(0, digits);
    }
}
