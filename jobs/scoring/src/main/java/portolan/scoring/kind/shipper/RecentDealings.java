// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.sketch.FilerId;
import portolan.scoring.sketch.Fingerprint;
import portolan.scoring.sketch.Latest;
import portolan.scoring.sketch.Place;

/**
 * Through whom, from where and under which contact the last consignments went, at most {@value
 * RecentConsignments#MOST}, each as a shortened {@link Fingerprint}: so that what a shipper does since it woke can be
 * told from what it did before.
 *
 * <p>An amended consignment counts as the latest.
 *
 * <pre>
 *   count consignments | for each, 2 octets each: filer, place of loading, contact; 0 is none
 * </pre>
 */
final class RecentDealings {
    private final Latest<Dealing> dealings;

    RecentDealings() {
        this(new Latest<>(RecentConsignments.MOST));
    }

    private RecentDealings(Latest<Dealing> dealings) {
        this.dealings = dealings;
    }

    private record Dealing(char filer, char place, char contact) {
        static Dealing of(Consignment consignment) {
            int contact = ContactPrints.first(consignment.shipper());
            return new Dealing(
                    print(FilerId.ofFiler(consignment)),
                    print(Place.ofLoading(consignment)),
                    contact == 0 ? 0 : Fingerprint.shortened(contact));
        }

        private static char print(@Nullable String of) {
            return of == null ? 0 : Fingerprint.shortened(Fingerprint.of(of));
        }
    }

    /** Who filed the last so many; nobody when not so many are known. */
    char[] filersOfLast(int many) {
        return last(Dealing::filer, many);
    }

    /** Where the last so many were loaded. */
    char[] placesOfLast(int many) {
        return last(Dealing::place, many);
    }

    /** Under which contact the last so many went: the first that each states. */
    char[] contactsOfLast(int many) {
        return last(Dealing::contact, many);
    }

    private char[] last(ToIntFunction<Dealing> print, int many) {
        return RecentConsignments.prints(many > dealings.size() ? List.of() : dealings.last(many), print);
    }

    boolean isEmpty() {
        return dealings.isEmpty();
    }

    void learn(Consignment consignment) {
        dealings.learn(Dealing.of(consignment));
    }

    void retract(Consignment consignment) {
        dealings.retract(Dealing.of(consignment));
    }

    void write(LayoutWriter writer) {
        dealings.write(writer, (to, one) -> to.two(one.filer).two(one.place).two(one.contact));
    }

    static RecentDealings read(LayoutReader reader) {
        return new RecentDealings(
                Latest.read(reader, RecentConsignments.MOST, from -> new Dealing(from.two(), from.two(), from.two())));
    }
}
