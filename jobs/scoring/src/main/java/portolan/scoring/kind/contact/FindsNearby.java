// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.contact;

import java.util.List;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.OffenceShare;
import portolan.scoring.reading.Wording;

/**
 * What inspections found with all who share a shipper's telephone number, e-mail or address, the shipper itself
 * included, where fewer than {@value #MANY} ever used it: a contact of few is a person's, one of many a business
 * centre's.
 *
 * <p>{@link #FINDS_NEAR_SHIPPER}: the share of offences among the examined, against all, shrunk with
 * {@value #PSEUDO_INSPECTIONS} pseudo-inspections: so few, since a find with one of two or three neighbours is much.
 * Of several contacts the largest counts. No reading where nothing was examined. Where {@code contact_offence_rate}
 * speaks of others, and of both sides of a bill, this sets an offender under a new name apart from a neighbour with a
 * clean past of its own.
 */
public final class FindsNearby {
    public static final Indicator FINDS_NEAR_SHIPPER = Indicator.named("finds_near_shipper");

    static final int MANY = 6;
    static final double PSEUDO_INSPECTIONS = 3;

    private FindsNearby() {}

    static void add(List<OffenceShare> shares, String contact, List<ContactUser> own, ContactMemory memory) {
        if (memory.everUsed() >= MANY || !isOfShipper(own)) {
            return;
        }
        Examined all = new Examined();
        List<ContactParty> parties = memory.parties();
        for (int i = 0; i < parties.size(); i++) {
            all.add(parties.get(i));
        }
        all.addShare(
                shares,
                FINDS_NEAR_SHIPPER,
                PSEUDO_INSPECTIONS,
                Wording.counted(parties.size(), "party", "parties") + " at " + contact + ": ");
    }

    private static boolean isOfShipper(List<ContactUser> own) {
        for (int i = 0; i < own.size(); i++) {
            if (!own.get(i).asConsignee()) {
                return true;
            }
        }
        return false;
    }
}
