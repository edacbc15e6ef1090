// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.contact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Contact;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.PartyNature;
import portolan.scoring.party.BoundedText;
import portolan.scoring.sketch.KeyHash;

/**
 * The contacts of a consignment's shipper and consignee in a form that does not depend on how they are written.
 *
 * <p>Of each party count one telephone, one e-mail, the address, the name where a registered number stands beside it,
 * and of the shipper its customer. Parties without a key (natural persons, "to order"), forwarders and banks have none:
 * their contacts connect everybody.
 *
 * <p>A telephone is its digits with the country's calling code: as written after "+" or "00", else that of the party's
 * country, without the zeros that lead within a country. An address is street, place, postcode and country in capital
 * letters and digits. What is too short, or the same digit throughout, is no contact.
 */
public final class ContactKeys {
    private static final String KIND = "|contact|";
    private static final int LONGEST = 64;
    private static final int FEWEST_DIGITS = 7;
    private static final int MOST_DIGITS = 15;
    private static final int SHORTEST_STREET = 5;
    private static final int LONGEST_MAIL = 80;
    private static final char FIRST_BEYOND_ASCII = 0x80;
    private static final int ELSEWHERE = -1;
    private static final ContactType[] TYPES = ContactType.values();

    private static final Map<String, String> CALLING_CODES = callingCodes("AE971 AR54 AT43 AU61 BD880 BE32 BG359 BR55"
            + " CA1 CH41 CI225 CL56 CM237 CN86 CO57 CR506 CY357 CZ420 DE49 DK45 DO1 DZ213 EC593 EE372 EG20 ES34 ET251"
            + " FI358 FR33 GB44 GH233 GR30 GT502 HK852 HN504 HR385 HU36 ID62 IE353 IL972 IN91 IR98 IS354 IT39 JO962"
            + " JP81 KE254 KH855 KR82 KW965 LB961 LK94 LT370 LU352 LV371 MA212 MM95 MO853 MT356 MX52 MY60 NG234 NL31"
            + " NO47 NP977 NZ64 OM968 PA507 PE51 PH63 PK92 PL48 PT351 PY595 QA974 RO40 RS381 RU7 SA966 SE46 SG65 SI386"
            + " SK421 SN221 TH66 TN216 TR90 TW886 TZ255 UA380 UG256 US1 UY598 VE58 VN84 ZA27");

    private ContactKeys() {}

    /** At most {@value MemoryKind#MOST_KEYS} distinct keys; what tells most about who is behind a party first. */
    static List<String> of(Consignment consignment) {
        Party shipper = connected(consignment.shipper());
        Party consignee = connected(consignment.consignee());
        List<String> keys = new ArrayList<>(MemoryKind.MOST_KEYS);
        for (ContactType type : TYPES) {
            add(keys, consignment, type, shipper, consignee);
            if (type != ContactType.PARTNER) {
                add(keys, consignment, type, consignee, null);
            }
        }
        return keys;
    }

    private static void add(
            List<String> keys,
            Consignment consignment,
            ContactType type,
            @Nullable Party party,
            @Nullable Party customer) {
        String value = party == null || keys.size() == MemoryKind.MOST_KEYS ? null : value(type, party, customer);
        if (value != null) {
            String key = consignment.tenant() + KIND + type.name() + ':' + value;
            if (!keys.contains(key)) {
                keys.add(key);
            }
        }
    }

    /** The parties of the consignment that have this contact: shipper, consignee, seldom both. */
    public static List<ContactUser> users(Consignment consignment, String key) {
        ContactType type = type(key);
        int value = valueAt(key);
        Party shipper = connected(consignment.shipper());
        Party consignee = connected(consignment.consignee());
        ContactUser one =
                shipper != null && has(type, shipper, consignee, key, value) ? user(consignment, shipper, false) : null;
        ContactUser other = consignee != null && type != ContactType.PARTNER && has(type, consignee, null, key, value)
                ? user(consignment, consignee, true)
                : null;
        if (one != null && other != null) {
            return List.of(one, other);
        }
        if (one != null) {
            return List.of(one);
        }
        return other != null ? List.of(other) : List.of();
    }

    /** Whether the key, from there on, is the party's contact. */
    private static boolean has(ContactType type, Party party, @Nullable Party customer, String key, int from) {
        if (type == ContactType.ADDRESS) {
            return isAddress(party.address(), key, from);
        }
        String value = value(type, party, customer);
        return value != null && isRest(value, key, from);
    }

    private static boolean isRest(String value, String key, int from) {
        return value.length() == key.length() - from && key.startsWith(value, from);
    }

    /**
     * The same of an address, which takes longest to write: it is read beside the key instead. One that was cut is
     * written after all where its beginning agrees, for its hash.
     */
    private static boolean isAddress(@Nullable Address address, String key, int from) {
        if (address == null || address.street() == null || address.city() == null) {
            return false;
        }
        int end = Math.min(key.length(), from + LONGEST);
        int at = after(address.street(), key, from, end);
        if (at < from + SHORTEST_STREET) {
            return false;
        }
        at = after(address.city(), key, afterComma(key, at, end), end);
        at = after(address.postcode(), key, afterComma(key, at, end), end);
        at = after(address.country(), key, afterComma(key, at, end), end);
        if (at != end) {
            return false;
        }
        String whole = end == key.length() ? null : address(address);
        return end == key.length() || (whole != null && isRest(whole, key, from));
    }

    /**
     * Where the key goes on after this text, as an address writes it; {@link #ELSEWHERE} when it says something else.
     *
     * @param end of what is compared: more of the text is something else, unless the key was cut there
     */
    private static int after(@Nullable String text, String key, int from, int end) {
        int at = from;
        for (int i = 0; text != null && i < text.length() && at != ELSEWHERE; i++) {
            char character = written(text.charAt(i));
            at = character == 0 ? at : afterCharacter(character, key, at, end);
        }
        return at;
    }

    private static int afterComma(String key, int from, int end) {
        return from == ELSEWHERE ? ELSEWHERE : afterCharacter(',', key, from, end);
    }

    private static int afterCharacter(char character, String key, int at, int end) {
        if (at == end) {
            return end < key.length() ? end : ELSEWHERE;
        }
        return key.charAt(at) == character ? at + 1 : ELSEWHERE;
    }

    private static ContactUser user(Consignment consignment, Party party, boolean asConsignee) {
        PartyKey key = PartyKey.of(party);
        return ContactUser.of(key == null ? "" : key.value(), asConsignee, ContactMarks.of(consignment, party));
    }

    public static ContactType type(String key) {
        int from = key.indexOf(KIND) + KIND.length();
        for (ContactType type : TYPES) {
            String name = type.name();
            if (key.startsWith(name, from) && key.charAt(from + name.length()) == ':') {
                return type;
            }
        }
        throw new IllegalArgumentException("no contact's key: " + key);
    }

    /** The telephone number, e-mail, address, customer or name itself. */
    public static String value(String key) {
        return key.substring(valueAt(key));
    }

    private static int valueAt(String key) {
        return key.indexOf(':', key.indexOf(KIND)) + 1;
    }

    private static @Nullable Party connected(@Nullable Party party) {
        return PartyKey.of(party) == null
                        || party == null
                        || party.nature() == PartyNature.FORWARDER
                        || party.nature() == PartyNature.BANK
                ? null
                : party;
    }

    private static @Nullable String value(ContactType type, Party party, @Nullable Party customer) {
        return switch (type) {
            case TELEPHONE -> telephone(party);
            case MAIL -> mail(party);
            case ADDRESS -> address(party.address());
            case PARTNER -> key(PartyKey.of(customer));
            case NAME -> {
                PartyKey byName = PartyKey.byName(party);
                yield byName == null || byName.equals(PartyKey.of(party)) ? null : key(byName);
            }
        };
    }

    private static @Nullable String key(@Nullable PartyKey key) {
        return key == null ? null : bounded(key.value());
    }

    /** The party's first telephone number, in the form in which it is compared; null when it states none. */
    public static @Nullable String telephone(Party party) {
        Address address = party.address();
        for (int i = 0; i < party.contacts().size(); i++) {
            Contact contact = party.contacts().get(i);
            if (contact.value().indexOf('@') < 0) {
                String number = telephone(contact.value(), address == null ? null : address.country());
                if (number != null) {
                    return number;
                }
            }
        }
        return null;
    }

    /** A telephone in the form in which it is compared; null when it is none. */
    public static @Nullable String telephone(String text, @Nullable String country) {
        StringBuilder digits = new StringBuilder(MOST_DIGITS + 1);
        boolean international = false;
        boolean varied = false;
        for (int i = 0; i < text.length() && digits.length() <= MOST_DIGITS; i++) {
            char character = text.charAt(i);
            if (character == '+' && digits.length() == 0) {
                international = true;
            } else if (text.startsWith("(0)", i)) {
                // Written for both readers: the zero is dialled within the country only.
                i += 2;
            } else if (character >= '0' && character <= '9') {
                varied |= digits.length() > 1 && character != digits.charAt(1);
                digits.append(character);
            }
        }
        if (digits.length() < FEWEST_DIGITS || digits.length() > MOST_DIGITS || !varied) {
            return null;
        }
        if (digits.charAt(0) == '0' && digits.charAt(1) == '0') {
            return digits.substring(2);
        }
        String code = international || country == null ? null : CALLING_CODES.get(country);
        if (code == null) {
            return digits.toString();
        }
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        // Eleven digits that begin with the country's own code are an international number without its plus.
        boolean whole = from == 0 && digits.length() > 10 && digits.indexOf(code) == 0;
        return whole ? digits.toString() : code + digits.substring(from);
    }

    /** The party's first e-mail address, in the form in which it is compared; null when it states none. */
    public static @Nullable String mail(Party party) {
        for (int i = 0; i < party.contacts().size(); i++) {
            String value = party.contacts().get(i).value();
            int at = value.indexOf('@');
            if (at > 0 && value.length() <= LONGEST_MAIL && value.indexOf('.', at) > at + 1) {
                return bounded(value.strip().toLowerCase(Locale.ROOT));
            }
        }
        return null;
    }

    /** An address in the form in which it is compared; null when it has no street or no town. */
    public static @Nullable String address(@Nullable Address address) {
        if (address == null || address.street() == null || address.city() == null) {
            return null;
        }
        StringBuilder plain = new StringBuilder(LONGEST);
        append(plain, address.street());
        if (plain.length() < SHORTEST_STREET) {
            return null;
        }
        append(plain.append(','), address.city());
        append(plain.append(','), address.postcode());
        append(plain.append(','), address.country());
        return bounded(plain.toString());
    }

    private static void append(StringBuilder to, @Nullable String text) {
        for (int i = 0; text != null && i < text.length(); i++) {
            char character = written(text.charAt(i));
            if (character != 0) {
                to.append(character);
            }
        }
    }

    /** How a character of an address is written in its key; 0 when it is left out. */
    private static char written(char character) {
        if (character < FIRST_BEYOND_ASCII) {
            boolean small = character >= 'a' && character <= 'z';
            boolean plain = (character >= 'A' && character <= 'Z') || (character >= '0' && character <= '9');
            return small ? (char) (character - ('a' - 'A')) : plain ? character : 0;
        }
        return Character.isLetterOrDigit(character) ? Character.toUpperCase(character) : 0;
    }

    /** A long text keeps its beginning, to be read, and a hash, to be told from others. */
    private static String bounded(String text) {
        return text.length() <= LONGEST
                ? text
                : BoundedText.start(text, LONGEST) + '#' + Long.toHexString(KeyHash.of(text));
    }

    private static Map<String, String> callingCodes(String listed) {
        Map<String, String> codes = new HashMap<>();
        for (String entry : listed.split(" ", -1)) {
            codes.put(entry.substring(0, 2), entry.substring(2));
        }
        return Map.copyOf(codes);
    }
}
