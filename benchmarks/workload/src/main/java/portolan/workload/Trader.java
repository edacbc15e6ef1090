// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.Contact;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyId;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.PersonType;

/**
 * Somebody who sends, receives or forwards goods: name, address, numbers.
 *
 * @param number tax or customs number, null when it is never filed
 * @param phone null when it is never filed
 * @param mail null when it is never filed
 */
record Trader(
        Country country,
        String name,
        boolean natural,
        Country.City city,
        String street,
        String house,
        @Nullable PartyId number,
        @Nullable String phone,
        @Nullable String mail) {

    private static final String[] TRADES = {
        "TRADING", "IMPORT", "EXPORT", "GROUP", "INTERNATIONAL", "ENTERPRISES", "PRODUCTS", "SOLUTIONS", "SUPPLY",
        "COMMODITIES", "INDUSTRIES", "HOLDING", "MERCHANTS", "PARTNERS", "BROTHERS", "SERVICES", "COMMERCE", "SOURCING"
    };
    private static final String[] GIVEN = {
        "ANNA", "MARIA", "JOHN", "ALI", "WEI", "LI", "PETER", "AHMED", "SARA", "JOSE", "KEVIN", "FATIMA", "IVAN",
        "LUCIA"
    };

    /**
     * Makes the one trader there is for these dice.
     *
     * @param trade word for what it deals in, blank for nothing in particular
     * @param numbered chance that it has a number
     */
    static Trader draw(Country country, boolean natural, String trade, double numbered, IdScheme scheme, Dice dice) {
        String name = natural ? person(country, dice) : company(country, trade, dice);
        Country.City city = country.cities().get(dice.below(country.cities().size()));
        String street = country.streets().get(dice.below(country.streets().size()));
        String house = Integer.toString(1 + dice.below(480));
        long digits = dice.next() >>> 1;
        PartyId number = !natural && dice.chance(numbered)
                ? new PartyId(scheme, country.code() + CheckDigits.digits(digits, 10))
                : null;
        String phone = dice.chance(0.4) ? '+' + country.dial() + CheckDigits.digits(digits / 7, 9) : null;
        String mail = dice.chance(0.3) ? mail(name, natural, country, digits) : null;
        return new Trader(country, name, natural, city, street, house, number, phone, mail);
    }

    /** The same trader at another's address. */
    Trader at(Trader other) {
        return new Trader(country, name, natural, other.city, other.street, other.house, number, phone, mail);
    }

    Trader reachedBy(@Nullable String otherPhone, @Nullable String otherMail) {
        return new Trader(country, name, natural, city, street, house, number, otherPhone, otherMail);
    }

    /** A telephone number of its country. */
    static String phone(Country country, Dice dice) {
        return '+' + country.dial() + CheckDigits.digits(dice.next() >>> 1, 9);
    }

    private static String mail(String name, boolean natural, Country country, long digits) {
        StringBuilder word = new StringBuilder(16);
        for (int i = 0; i < name.length() && word.length() < 12; i++) {
            char c = Character.toLowerCase(name.charAt(i));
            if (c >= 'a' && c <= 'z') {
                word.append(c);
            }
        }
        String number = CheckDigits.digits(digits / 13, 3);
        if (natural || digits % 5 == 0) {
            return word + number + "@gmail.com";
        }
        return "sales@" + word + number + '.' + country.code().toLowerCase(java.util.Locale.ROOT);
    }

    /** The trader as a party of a filing, under a name that may be spelled another way. */
    Party as(PartyRole role, String spelling, boolean withNumber, boolean withContacts) {
        Party party = new Party();
        party.setRole(role);
        party.setRawName(spelling);
        party.setIds(number != null && withNumber ? List.of(number) : List.of());
        party.setPersonType(natural ? PersonType.NATURAL : PersonType.LEGAL);
        Address address = new Address();
        address.setLine1(street);
        address.setNumber(house);
        address.setCity(city.name());
        address.setPostcode(city.postcode().isEmpty() ? null : city.postcode());
        address.setCountry(country.code());
        party.setAddress(address);
        List<Contact> contacts = new ArrayList<>(2);
        if (phone != null && withContacts) {
            contacts.add(new Contact("TE", phone));
        }
        if (mail != null && withContacts) {
            contacts.add(new Contact("EM", mail));
        }
        party.setContacts(contacts);
        party.setIsToOrder(false);
        return party;
    }

    private static String person(Country country, Dice dice) {
        List<String> surnames = country.surnames();
        return dice.oneOf(GIVEN) + ' ' + (char) ('A' + dice.below(26)) + ". "
                + surnames.get(dice.below(surnames.size()));
    }

    private static String company(Country country, String trade, Dice dice) {
        List<String> words = country.words();
        StringBuilder name = new StringBuilder(48);
        int parts = 2 + dice.below(2);
        for (int i = 0; i < parts; i++) {
            if (i > 0 && !country.joined()) {
                name.append(' ');
            }
            name.append(words.get(dice.below(words.size())));
        }
        name.append(' ')
                .append(!trade.isEmpty() && dice.chance(0.6) ? trade : dice.oneOf(TRADES))
                .append(' ');
        return name.append(
                        country.legalForms().get(dice.below(country.legalForms().size())))
                .toString();
    }
}
