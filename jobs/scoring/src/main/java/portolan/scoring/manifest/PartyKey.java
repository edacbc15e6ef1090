package portolan.scoring.manifest;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who a party is, apart from how its name is spelled: a registered number when one is filed, else the plain form of
 * name and country.
 *
 * @param value {@code SCHEME:NUMBER} or {@code NAME|COUNTRY}, upper case
 */
public record PartyKey(String value) {
    private static final Set<String> PLACEHOLDERS = Set.of(
            "", "N A", "NA", "NONE", "UNKNOWN", "PRIVATE", "SAME AS CONSIGNEE", "AS PER BILL", "TO ORDER", "TBA");

    /**
     * The key of a party, or null when nothing long-term may or can be remembered of it: natural persons, bills "to
     * order", placeholders, parties without name and number.
     */
    public static @Nullable PartyKey of(@Nullable Party party) {
        if (party == null || party.toOrder() || party.personType() == PersonType.NATURAL) {
            return null;
        }
        for (PartyId id : party.ids()) {
            String number = plain(id.value()).replace(" ", "");
            if (!number.isEmpty()) {
                return new PartyKey(plain(id.scheme()) + ':' + number);
            }
        }
        String name = plain(party.name() == null ? "" : party.name());
        if (PLACEHOLDERS.contains(name)) {
            return null;
        }
        Address address = party.address();
        String country = address == null || address.country() == null ? "" : plain(address.country());
        return new PartyKey(name + '|' + country);
    }

    /** Upper case, no diacritics, every run of anything but letters and digits one blank. */
    private static String plain(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); ) {
            int point = decomposed.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isLetterOrDigit(point)) {
                plain.appendCodePoint(point);
            } else if (Character.getType(point) != Character.NON_SPACING_MARK
                    && plain.length() > 0
                    && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            }
        }
        return plain.toString().strip().toUpperCase(Locale.ROOT);
    }
}
