// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Party;
import portolan.scoring.party.ReadName;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.Reference;

/**
 * An address at which nobody can be found: 1 when the shipper or consignee has an address without street and post
 * box, with its country in the place of the city, or without postcode in a country that uses them, else 0.
 *
 * <p>No reading when neither party has more of an address than a country or free text: that is how the feed is.
 */
final class IncompleteAddress extends CaseIndicator {
    /** Our own list, not checked against a publication. */
    private static final Set<String> WITHOUT_POSTCODES = Set.of(
            "AE", "AG", "AO", "AW", "BF", "BI", "BJ", "BO", "BS", "BW", "BZ", "CD", "CF", "CG", "CI", "CK", "CM", "DJ",
            "DM", "ER", "FJ", "GA", "GD", "GH", "GM", "GQ", "GY", "HK", "JM", "KI", "KM", "KN", "KP", "LY", "ML", "MO",
            "MR", "MW", "NR", "NU", "PA", "QA", "RW", "SB", "SC", "SL", "SO", "SR", "SS", "ST", "SY", "TD", "TG", "TK",
            "TL", "TO", "TT", "TV", "UG", "VU", "YE", "ZW");

    /** City-states, whose city is rightly the country. */
    private static final Set<String> CITY_STATES =
            Set.of("SG", "HK", "MO", "MC", "LU", "GI", "DJ", "PA", "KW", "VA", "SM");

    private static final Map<String, String> COUNTRIES = countries();

    private static Map<String, String> countries() {
        Map<String, String> names = new HashMap<>();
        for (String code : Locale.getISOCountries()) {
            names.put(
                    code,
                    ReadName.of(new Locale("", code).getDisplayCountry(Locale.ENGLISH))
                            .plain());
        }
        return names;
    }

    IncompleteAddress() {
        super("incomplete_address");
    }

    @Override
    protected @Nullable Reading of(CaseEvent event, Reference reference) {
        Party shipper = event.live().shipper();
        Party consignee = event.live().consignee();
        @Nullable String shippersFault = fault(shipper);
        if (shipper != null && shippersFault != null && !shippersFault.isEmpty()) {
            return hit(shipper, shippersFault);
        }
        @Nullable String consigneesFault = fault(consignee);
        if (consignee != null && consigneesFault != null && !consigneesFault.isEmpty()) {
            return hit(consignee, consigneesFault);
        }
        return shippersFault == null && consigneesFault == null
                ? null
                : reading(0, "addresses of shipper and consignee complete");
    }

    /** Whether a city may be the country's code or name: nearly every one is told from both by its first letter. */
    private static boolean mayName(String city, String country) {
        char first = city.isEmpty() ? 0 : city.charAt(0);
        boolean small = first >= 'a' && first <= 'z';
        char capital = small ? (char) (first - ('a' - 'A')) : first;
        if (capital < 'A' || capital > 'Z') {
            return true;
        }
        String name = COUNTRIES.get(country);
        return country.indexOf(capital) == 0 || (name != null && name.indexOf(capital) == 0);
    }

    private Reading hit(Party party, String fault) {
        return reading(1, Wording.role(party.role()) + ' ' + fault);
    }

    /** What the address lacks; empty when nothing, null when there is none to judge. */
    private static @Nullable String fault(@Nullable Party party) {
        Address address = party == null || party.toOrder() ? null : party.address();
        if (address == null || (address.street() == null && address.city() == null && address.postcode() == null)) {
            return null;
        }
        String country = address.country() == null ? "" : address.country().toUpperCase(Locale.ROOT);
        if (address.city() != null && mayName(address.city(), country) && !CITY_STATES.contains(country)) {
            String city = ReadName.of(address.city()).plain();
            if (!city.isEmpty() && (city.equals(country) || city.equals(COUNTRIES.get(country)))) {
                return "has its country as city: " + address.city();
            }
        }
        if (address.street() == null && address.rawText() == null) {
            return "has neither street nor post box";
        }
        if (address.postcode() == null && COUNTRIES.containsKey(country) && !WITHOUT_POSTCODES.contains(country)) {
            return "has no postcode, usual in " + country;
        }
        return "";
    }
}
