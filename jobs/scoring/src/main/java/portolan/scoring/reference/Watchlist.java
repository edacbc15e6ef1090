// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.Address;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyId;
import portolan.scoring.manifest.PersonType;
import portolan.scoring.party.PartyTerms;
import portolan.scoring.party.ReadName;
import portolan.scoring.party.RegisteredNumber;
import portolan.scoring.screening.NameIndex;

/**
 * Parties and ships to look out for, found by registered number, by name, or by IMO number; immutable.
 *
 * <p>A name is found by what it has in common with a listed one ({@link NameIndex}): the likeness from which it counts
 * as found depends on where the party is. A country is evidence and no key.
 *
 * <ul>
 *   <li>In the entry's country a name is found that is rather like; where one of both states none, it must be a little
 *       more so, and elsewhere more. No country forbids.
 *   <li>A name of few or common words is found in the entry's town only, or in the whole country when the entry has
 *       none.
 *   <li>A list does not say who is a natural person: every name is looked for among all. Where a filing does not say
 *       it either, a name without a legal form and a word of a trade is compared as a person's.
 *   <li>Numbers of national registers count in the entry's country, or everywhere when it has none.
 * </ul>
 */
public final class Watchlist {
    /** No entries, no file. */
    public static final Watchlist NONE = new Watchlist("", "");

    /** Bytes: read as a whole. */
    private static final long LONGEST = 128L << 20;

    /** Parties kept with what they were found to be. A power of two. */
    private static final int KEPT = 1 << 13;

    private static final char SEPARATOR = '|';

    /** Likeness of a name that is the listed one but for its spelling. */
    private static final float AS_IT_STANDS = 0.95f;

    private static final int PERCENT = 100;

    private final String name;
    private final String version;
    private final int size;
    private final List<WatchlistEntry> all = new ArrayList<>();
    private final Map<String, String> byNumber = new HashMap<>();
    private final NameIndex names;
    /** By the number of a listed name. */
    private final List<WatchlistEntry> entries = new ArrayList<>();

    private final Map<String, String> byImo = new HashMap<>();

    /** The regulars of a feed. A race costs a second look, no more: what is in an entry never changes. */
    private final @Nullable Screened[] recent;

    private Watchlist(String name, String version) {
        this.name = name;
        this.version = version;
        this.size = 0;
        this.names = new NameIndex();
        this.recent = new Screened[0];
    }

    private Watchlist(ReferenceFile file, String version, List<String> faults) {
        this.name = file.name();
        this.version = version;
        this.names = new NameIndex();
        this.size = WatchlistFile.read(file, this::add, faults);
        this.recent = new Screened[KEPT];
        names.close();
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

    /**
     * Reads a list that is at hand.
     *
     * @param name as readings tell it
     * @param version as assessments name it
     * @param faults those of the text are added, by name, line and field
     */
    public static Watchlist of(String name, String version, String text, List<String> faults) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return new Watchlist(new ReferenceFile(name, content), version, faults);
    }

    /** Stands for a list where nobody is looked up. */
    public static Watchlist named(String name, String version) {
        return new Watchlist(name, version);
    }

    private Watchlist(Watchlist of, Set<WatchlistEntry> without) {
        this.name = of.name;
        this.version = of.version;
        this.names = new NameIndex(of.names);
        for (WatchlistEntry entry : of.all) {
            if (!without.contains(entry)) {
                add(entry);
            }
        }
        this.size = all.size();
        this.recent = new Screened[KEPT];
        names.close();
    }

    /**
     * The entries that another version of the list lacks or has otherwise, to look up in: found where this list finds
     * them.
     *
     * @param before null where no version was in force
     */
    Watchlist since(@Nullable Watchlist before) {
        return before == null ? this : new Watchlist(this, new HashSet<>(before.all));
    }

    private void add(WatchlistEntry entry) {
        for (String called : entry.names()) {
            if (isNobody(called)) {
                throw new IllegalArgumentException("name or aliases: names nobody: '" + called + "'");
            }
            names.add(called);
            entries.add(entry);
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
        all.add(entry);
    }

    /** Whether a listed name is like enough to be found in its own country, or where neither side states one. */
    public static boolean isFound(NameIndex.Like like) {
        return like.likeness() >= Place.SAME.likeness
                && (like.bits() >= Place.SAME.bits || like.likeness() >= AS_IT_STANDS);
    }

    /** An entry, and by what it was found. */
    public record Match(String entry, String by) {}

    /** The file's name, or the version's; empty when there is none. */
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

    /** The entry that is this party: by its numbers in the order of filing, else the one whose name is most like. */
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
        if (called == null || party.toOrder() || isNobody(called)) {
            return null;
        }
        Best best = new Best(party);
        boolean person = party.personType() == PersonType.NATURAL
                || (party.personType() == PersonType.UNKNOWN
                        && ReadName.of(called).mayBePersons());
        int hash = 31 * called.hashCode() + (best.country == null ? 0 : best.country.hashCode());
        int place = (hash ^ (hash >>> 16)) & (KEPT - 1);
        Screened known = recent[place];
        if (known == null || !known.isOf(called, person, best.country, best.city)) {
            names.find(called, person, best);
            known = new Screened(called, person, best.country, best.city, best.match());
            recent[place] = known;
        }
        return known.match();
    }

    /** All that the answer depends on, and the answer. */
    private record Screened(
            String name,
            boolean person,
            @Nullable String country,
            @Nullable String city,
            @Nullable Match match) {
        boolean isOf(String called, boolean natural, @Nullable String in, @Nullable String town) {
            return name.equals(called)
                    && person == natural
                    && Objects.equals(country, in)
                    && Objects.equals(city, town);
        }
    }

    private static boolean isNobody(String name) {
        PartyTerms.Kind kind = ReadName.of(name).kind();
        return kind == PartyTerms.Kind.PLACEHOLDER || kind == PartyTerms.Kind.TO_ORDER;
    }

    /** How the places of a party and of an entry agree, and what is asked of the name then. */
    private enum Place {
        SAME("same country", 0.70f, 8),
        NEITHER("no country stated", 0.70f, 8),
        UNKNOWN("no country to compare", 0.74f, 10),
        OTHER("other country", 0.78f, 12);

        private final String told;
        private final float likeness;
        private final float bits;

        Place(String told, float likeness, float bits) {
            this.told = told;
            this.likeness = likeness;
            this.bits = bits;
        }
    }

    /** The listed name that exceeds most what its place asks for; of equal ones the first. */
    private final class Best implements NameIndex.Taker {
        private final @Nullable String country;
        private final @Nullable String city;
        private NameIndex.@Nullable Like best;
        private Place bestPlace = Place.UNKNOWN;

        Best(Party party) {
            Address address = party.address();
            country = address == null || address.country() == null ? null : ReadName.plainOf(address.country());
            city = address == null || address.city() == null ? null : plainCity(address.city());
        }

        @Override
        public void take(NameIndex.Like like) {
            WatchlistEntry entry = entries.get(like.name());
            Place place = place(entry);
            if (like.likeness() < place.likeness || (like.bits() < place.bits && !isAtHome(like, place, entry))) {
                return;
            }
            if (best == null || isBetter(like, place)) {
                best = like;
                bestPlace = place;
            }
        }

        private boolean isBetter(NameIndex.Like like, Place place) {
            NameIndex.Like than = best;
            if (than == null) {
                return true;
            }
            float exceeds = like.likeness() - place.likeness;
            float bestExceeds = than.likeness() - bestPlace.likeness;
            return exceeds != bestExceeds ? exceeds > bestExceeds : like.name() < than.name();
        }

        private Place place(WatchlistEntry entry) {
            if (country == null || entry.country() == null) {
                return country == null && entry.country() == null ? Place.NEITHER : Place.UNKNOWN;
            }
            return country.equals(entry.country()) ? Place.SAME : Place.OTHER;
        }

        /** A name that says little is found as it stands, where it is known to be. */
        private boolean isAtHome(NameIndex.Like like, Place place, WatchlistEntry entry) {
            return (place == Place.SAME || place == Place.NEITHER)
                    && like.likeness() >= AS_IT_STANDS
                    && (entry.city() == null || city == null || city.equals(plainCity(entry.city())));
        }

        @Nullable
        Match match() {
            NameIndex.Like found = best;
            if (found == null) {
                return null;
            }
            return new Match(
                    entries.get(found.name()).id(),
                    "name, " + StrictMath.round(PERCENT * found.likeness()) + " % like " + names.written(found.name())
                            + ", " + bestPlace.told);
        }
    }

    private static String plainCity(String city) {
        return ReadName.of(city).plain().replace(" ", "");
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
