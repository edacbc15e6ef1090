// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.PartyIdentity;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.party.RegisteredNumber;

/**
 * Parties and ships to look out for, found by registered number, by the party key of name and country, or by IMO
 * number; immutable.
 *
 * <p>What is on the list and what is filed meet under the same key, so that a name is found however it is spelled and
 * transliterated, as far as the key sees through it; what it does not see through is not found.
 *
 * <ul>
 *   <li>A name is found in the entry's country only. An entry without country is found by its numbers, and by its names
 *       among parties that state no country either.
 *   <li>An entry with a city is found under a short or generic name in that city only; one without, in the whole
 * country.
 *   <li>A list does not say who is a natural person: both readings of a name are looked for.
 *   <li>Numbers of national registers count in the entry's country, or everywhere when it has none.
 * </ul>
 */
public final class Watchlist {
    /** No entries, no file. */
    public static final Watchlist NONE = new Watchlist();

    /** Bytes: read as a whole. */
    private static final long LONGEST = 128L << 20;

    private static final char SEPARATOR = '|';

    private final String name;
    private final String version;
    private final int size;
    private final Map<String, String> byNumber = new HashMap<>();
    private final Map<String, String> byCompany = new HashMap<>();
    private final Map<String, String> byPerson = new HashMap<>();
    private final Map<String, String> byImo = new HashMap<>();

    private Watchlist() {
        this.name = "";
        this.version = "";
        this.size = 0;
    }

    private Watchlist(ReferenceFile file, String version, List<String> faults) {
        this.name = file.name();
        this.version = version;
        this.size = WatchlistFile.read(file, this::add, faults);
    }

    /**
     * Reads a list, plain or packed with gzip; faults, by file, line and field, are added to the list.
     *
     * @throws IOException when the file cannot be read
     */
    public static Watchlist load(Path path, List<String> faults) throws IOException {
        long bytes = Files.size(path);
        if (bytes > LONGEST) {
            faults.add(path.getFileName() + ": a watch list may have " + LONGEST + " bytes, has " + bytes);
            return NONE;
        }
        ReferenceFiles files = ReferenceFiles.bundled();
        ReferenceFile file = files.read(path, path.getFileName().toString());
        return new Watchlist(file, files.version(), faults);
    }

    private void add(WatchlistEntry entry) {
        Address address = new Address(null, entry.city(), null, entry.country(), null);
        for (String called : entry.names()) {
            PartyKey company = byName(called, PersonType.LEGAL, address);
            if (company == null) {
                throw new IllegalArgumentException("name or aliases: names nobody: '" + called + "'");
            }
            byCompany.putIfAbsent(company.value(), entry.id());
            // People move, and lists give many places for one: a town tells no two of them apart here.
            PartyKey person = byName(called, PersonType.NATURAL, withoutCity(address));
            if (person != null) {
                byPerson.putIfAbsent(person.value(), entry.id());
            }
        }
        for (PartyId id : entry.ids()) {
            RegisteredNumber number = RegisteredNumber.of(id.scheme(), id.value());
            if (number == null) {
                throw new IllegalArgumentException("ids: no number: '" + id.value() + "'");
            }
            byNumber.putIfAbsent(key(number, number.isWorldwide() ? null : entry.country()), entry.id());
        }
        if (entry.imo() != null) {
            byImo.putIfAbsent(entry.imo(), entry.id());
        }
    }

    /** An entry, and by what it was found. */
    public record Match(String entry, String by) {}

    /** The file's name; empty when there is none. */
    public String name() {
        return name;
    }

    /** The first hexadecimal digits of the SHA-256 of the file, unpacked; empty when there is none. */
    public String version() {
        return version;
    }

    /** How many entries it has. */
    public int size() {
        return size;
    }

    /** The first entry that is this party: by its numbers in the order of filing, else by name and country. */
    public @Nullable Match of(Party party) {
        Match match = byNumber.isEmpty() ? null : numbered(party);
        return match != null ? match : named(party);
    }

    /** The entry of a ship. */
    public @Nullable Match ofShip(String imo) {
        String entry = byImo.isEmpty() ? null : byImo.get(digits(imo));
        return entry == null ? null : new Match(entry, "IMO number");
    }

    private @Nullable Match numbered(Party party) {
        for (PartyId id : party.ids()) {
            RegisteredNumber number = RegisteredNumber.of(id.scheme(), id.value());
            if (number == null) {
                continue;
            }
            String entry = byNumber.get(key(number, null));
            Address address = party.address();
            if (entry == null && !number.isWorldwide() && address != null && address.country() != null) {
                entry = byNumber.get(key(number, address.country()));
            }
            if (entry != null) {
                return new Match(entry, number.scheme() + " number " + id.value());
            }
        }
        return null;
    }

    private @Nullable Match named(Party party) {
        String called = party.name();
        if (called == null || party.toOrder()) {
            return null;
        }
        String entry;
        if (party.personType() == PersonType.NATURAL) {
            // Not remembered by default, so that it carries no key; looking it up keeps nothing.
            PartyKey key = byName(called, PersonType.NATURAL, withoutCity(party.address()));
            entry = key == null ? null : byPerson.get(key.value());
        } else {
            PartyKey key = PartyKey.byName(party);
            entry = key == null ? null : company(key.value());
        }
        return entry == null ? null : new Match(entry, "name and country");
    }

    private @Nullable String company(String key) {
        String entry = byCompany.get(key);
        if (entry == null) {
            // A short or generic name with its town: the entry may have none.
            int town = key.lastIndexOf(SEPARATOR);
            if (town > key.indexOf(SEPARATOR)) {
                entry = byCompany.get(key.substring(0, town));
            }
        }
        return entry;
    }

    private static @Nullable PartyKey byName(String name, PersonType type, @Nullable Address address) {
        return PartyIdentity.of(name, List.of(), type, address, false, true).byName();
    }

    private static @Nullable Address withoutCity(@Nullable Address address) {
        return address == null ? null : new Address(null, null, null, address.country(), null);
    }

    private static String key(RegisteredNumber number, @Nullable String country) {
        String key = number.scheme() + ':' + number.number();
        return country == null ? key : key + SEPARATOR + country;
    }

    /** "IMO 9321483" and "9321483" are one number. */
    static String digits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter >= '0' && letter <= '9') {
                digits.append(letter);
            }
        }
        return digits.toString();
    }
}
