// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.bank;

import java.util.List;
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
 */
record Said(
        Consignment bill,
        @Nullable GoodsItem goods,
        @Nullable Party shipper,
        @Nullable Party receiver) {
    static final int SUBHEADING = 6;

    static Said of(Consignment bill) {
        return new Said(bill, heaviest(bill.items()), known(bill.shipper()), known(bill.receiver()));
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
