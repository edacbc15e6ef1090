// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.sketch.FilerId;
import portolan.scoring.sketch.Fingerprint;
import portolan.scoring.sketch.Place;

/**
 * Through whom, from where and under which contact the last consignments went, at most {@value
 * RecentConsignments#MOST}, the latest last, each as a shortened {@link Fingerprint}: so that what a shipper does since
 * it woke can be told from what it did before.
 *
 * <p>An amended consignment counts as the latest. One that was pushed out does not come back when another is retracted.
 *
 * <pre>
 *   count consignments | for each, 2 octets each: filer, place of loading, contact; 0 is none
 * </pre>
 */
final class RecentDealings {
    private static final int SORTS = 3;
    private static final int FILER = 0;
    private static final int PLACE = 1;
    private static final int CONTACT = 2;
    private static final char[] NOBODY = {};

    private char[] prints = NOBODY;

    RecentDealings() {}

    /** Who filed the last so many; nobody when not so many are known. */
    char[] filersOfLast(int many) {
        return last(FILER, many);
    }

    /** Where the last so many were loaded. */
    char[] placesOfLast(int many) {
        return last(PLACE, many);
    }

    /** Under which contact the last so many went: the first that each states. */
    char[] contactsOfLast(int many) {
        return last(CONTACT, many);
    }

    private char[] last(int sort, int many) {
        int size = prints.length / SORTS;
        if (many > size) {
            return NOBODY;
        }
        char[] last = new char[many];
        for (int i = 0; i < many; i++) {
            last[i] = prints[(size - many + i) * SORTS + sort];
        }
        return last;
    }

    boolean isEmpty() {
        return prints.length == 0;
    }

    void learn(Consignment consignment) {
        char[] one = printsOf(consignment);
        boolean full = prints.length == RecentConsignments.MOST * SORTS;
        char[] longer = Arrays.copyOfRange(prints, full ? SORTS : 0, prints.length + SORTS);
        System.arraycopy(one, 0, longer, longer.length - SORTS, SORTS);
        prints = longer;
    }

    void retract(Consignment consignment) {
        char[] one = printsOf(consignment);
        for (int at = prints.length - SORTS; at >= 0; at -= SORTS) {
            if (Arrays.equals(prints, at, at + SORTS, one, 0, SORTS)) {
                char[] shorter = Arrays.copyOf(prints, prints.length - SORTS);
                System.arraycopy(prints, at + SORTS, shorter, at, shorter.length - at);
                prints = shorter;
                return;
            }
        }
    }

    private static char[] printsOf(Consignment consignment) {
        int contact = ContactPrints.first(consignment.shipper());
        return new char[] {
            print(FilerId.ofFiler(consignment)),
            print(Place.ofLoading(consignment)),
            contact == 0 ? 0 : Fingerprint.shortened(contact)
        };
    }

    private static char print(@Nullable String of) {
        return of == null ? 0 : Fingerprint.shortened(Fingerprint.of(of));
    }

    void write(LayoutWriter writer) {
        writer.count(prints.length / SORTS);
        for (char print : prints) {
            writer.octet(print >>> 8).octet(print);
        }
    }

    static RecentDealings read(LayoutReader reader) {
        RecentDealings read = new RecentDealings();
        int size = reader.size();
        int tooMany = Math.max(0, size - RecentConsignments.MOST);
        read.prints = new char[(size - tooMany) * SORTS];
        for (int i = 0; i < size * SORTS; i++) {
            char print = (char) ((reader.octet() << 8) | reader.octet());
            if (i >= tooMany * SORTS) {
                read.prints[i - tooMany * SORTS] = print;
            }
        }
        return read;
    }
}
