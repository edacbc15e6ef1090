// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.party.NameKey;
import portolan.scoring.party.NameRegion;
import portolan.scoring.party.PartyTerms;
import portolan.scoring.party.ReadName;
import portolan.scoring.party.RegisteredNumber;

/**
 * Who a party is apart from how one filing spells it. Worked out once, when the filing is read, and carried from there:
 * every memory asks for the key, and normalising a name costs more than all of them together.
 *
 * @param nature what kind of somebody it is
 * @param key under which it is remembered: by its registered number, else by name and country; null when nothing may or
 *     can be remembered of it
 * @param byName the key that it has, or would have without its numbers; null when its name says nothing
 */
public record PartyIdentity(
        PartyNature nature,
        @Nullable PartyKey key,
        @Nullable PartyKey byName) {

    /**
     * Identifies a party.
     *
     * @param remembersPersons whether natural persons get a key
     */
    public static PartyIdentity of(
            @Nullable String name,
            List<PartyId> ids,
            PersonType personType,
            @Nullable Address address,
            boolean toOrder,
            boolean remembersPersons) {
        if (toOrder) {
            return new PartyIdentity(PartyNature.TO_ORDER, null, null);
        }
        boolean person = personType == PersonType.NATURAL;
        if (person && !remembersPersons) {
            return new PartyIdentity(PartyNature.NATURAL, null, null);
        }
        String country = address == null || address.country() == null ? "" : ReadName.plainOf(address.country());
        ReadName read = ReadName.of(name == null ? "" : name, NameRegion.of(country));
        PartyTerms.Kind kind = read.kind();
        PartyKey byNumber = byNumber(ids, country);
        PartyNature nature = person ? PartyNature.NATURAL : nature(kind);
        if (nature == PartyNature.TO_ORDER) {
            return new PartyIdentity(nature, null, null);
        }
        if (kind == PartyTerms.Kind.PLACEHOLDER) {
            // A number says who it is, whatever stands in place of the name.
            PartyNature known = byNumber == null || person ? nature : PartyNature.ORDINARY;
            return new PartyIdentity(known, byNumber, null);
        }
        PartyKey byName = byName(person ? NameKey.of(read.plain(), true) : read.key(), country, address);
        return new PartyIdentity(nature, byNumber != null ? byNumber : byName, byName);
    }

    /** Name and country; a name that many in a country may share counts with its town, where one is stated. */
    private static @Nullable PartyKey byName(NameKey name, String country, @Nullable Address address) {
        if (name.text().isEmpty()) {
            return null;
        }
        String text = name.text() + '|' + country;
        if (name.isWeak() && address != null && address.city() != null) {
            text = text + '|' + ReadName.of(address.city()).plain().replace(" ", "");
        }
        return PartyKey.ofText(text);
    }

    private static PartyNature nature(PartyTerms.Kind kind) {
        return switch (kind) {
            case TO_ORDER -> PartyNature.TO_ORDER;
            case BANK -> PartyNature.BANK;
            case FORWARDER -> PartyNature.FORWARDER;
            case PLACEHOLDER -> PartyNature.PLACEHOLDER;
            case NONE -> PartyNature.ORDINARY;
        };
    }

    /**
     * The key by the strongest register, whatever the order of filing: among several numbers of one register, the
     * smallest. Numbers of national and private registers mean something only beside the country.
     */
    private static @Nullable PartyKey byNumber(List<PartyId> ids, String country) {
        RegisteredNumber best = null;
        for (PartyId id : ids) {
            RegisteredNumber number = RegisteredNumber.of(id.scheme(), id.value());
            if (number != null && (best == null || number.compareTo(best) < 0)) {
                best = number;
            }
        }
        if (best == null) {
            return null;
        }
        String text = best.scheme() + ':' + best.number();
        return PartyKey.ofText(best.isWorldwide() || country.isEmpty() ? text : text + '|' + country);
    }

    /** The same party known to be a forwarder: it is the one who files as such. */
    public PartyIdentity asForwarder() {
        return nature == PartyNature.ORDINARY ? new PartyIdentity(PartyNature.FORWARDER, key, byName) : this;
    }
}
