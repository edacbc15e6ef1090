// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.sketch.FilerId;

/** For whom a rule can be suppressed, as texts that a suppression has one of, and a consignment a few. */
final class SuppressedFor {
    private static final char APART = '\n';

    private SuppressedFor() {}

    static String shipper(PartyKey shipper) {
        return "shipper" + APART + shipper.value();
    }

    static String consignee(PartyKey consignee) {
        return "consignee" + APART + consignee.value();
    }

    static String pair(PartyKey shipper, PartyKey consignee) {
        return "pair" + APART + shipper.value() + APART + consignee.value();
    }

    /**
     * A route.
     *
     * @param from of loading: a UN/LOCODE, or a country's two letters
     * @param to of discharge, likewise
     */
    static String route(String from, String to) {
        return "route" + APART + from + APART + to;
    }

    /** @param filer as {@link FilerId} has it */
    static String filer(String filer) {
        return "filer" + APART + filer;
    }

    /** All that suppressions of a consignment's rules can be for. */
    static List<String> all(Consignment consignment) {
        List<String> all = new ArrayList<>();
        List<PartyKey> shippers = keys(consignment.shipper());
        List<PartyKey> consignees = keys(consignment.consignee());
        for (PartyKey shipper : shippers) {
            all.add(shipper(shipper));
            consignees.forEach(consignee -> all.add(pair(shipper, consignee)));
        }
        consignees.forEach(consignee -> all.add(consignee(consignee)));
        for (String from : places(consignment.loading())) {
            places(consignment.discharge()).forEach(to -> all.add(route(from, to)));
        }
        String filer = FilerId.ofFiler(consignment);
        if (filer != null) {
            all.add(filer(filer));
        }
        return all;
    }

    /** Who states a number is meant by it, and by name and country as well. */
    private static List<PartyKey> keys(@Nullable Party party) {
        PartyKey key = PartyKey.of(party);
        PartyKey byName = PartyKey.byName(party);
        if (key == null) {
            return List.of();
        }
        return byName == null || byName.equals(key) ? List.of(key) : List.of(key, byName);
    }

    private static List<String> places(@Nullable Leg leg) {
        List<String> places = new ArrayList<>(2);
        if (leg != null && leg.locode() != null) {
            places.add(leg.locode().toUpperCase(Locale.ROOT));
        }
        String country = leg == null ? null : leg.countryOrOfLocode();
        if (country != null) {
            places.add(country.toUpperCase(Locale.ROOT));
        }
        return places;
    }
}
