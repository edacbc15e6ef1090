// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reference;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import portolan.scoring.manifest.PartyId;

/**
 * A watch list as text: CSV under the header {@code id,name,country,city,street}, or JSON Lines with {@code id}, {@code
 * name}, {@code aliases}, {@code country}, {@code city}, {@code street}, {@code ids} and {@code imo}, of which every
 * entry needs a name, a number or an IMO number. Which of both it is, its first character says. Faults name file, line
 * and field.
 */
final class WatchlistFile {
    private static final List<String> HEADER = List.of("id", "name", "country", "city", "street");
    private static final Set<String> FIELDS =
            Set.of("id", "name", "aliases", "country", "city", "street", "ids", "imo");

    /** All published sanctions lists together have a quarter of it. */
    private static final int MOST_ENTRIES = 200_000;

    /** Names, or numbers, of one entry. */
    private static final int MOST_EACH = 100;

    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_LINE = 65_536;
    private static final int MOST_FAULTS = 10;
    private static final int IMO_DIGITS = 7;

    private final ReferenceFile file;
    private final List<String> faults;
    private final Consumer<WatchlistEntry> taker;
    private final Set<String> taken = new HashSet<>();

    private WatchlistFile(ReferenceFile file, Consumer<WatchlistEntry> taker, List<String> faults) {
        this.file = file;
        this.taker = taker;
        this.faults = faults;
    }

    /**
     * Hands out the entries in the order of the file; faults are added to the list.
     *
     * @param taker throws {@link IllegalArgumentException}, saying what is wrong with which field of an entry
     * @return how many entries there are
     */
    static int read(ReferenceFile file, Consumer<WatchlistEntry> taker, List<String> faults) {
        WatchlistFile list = new WatchlistFile(file, taker, faults);
        String text = file.text(faults);
        if (text.stripLeading().startsWith("{")) {
            list.readLines(text);
        } else if (!text.isBlank()) {
            new CsvFile(file, faults).rowsUnder(HEADER, list::addRow);
        }
        return list.taken.size();
    }

    private void addRow(List<String> row) {
        String id = required("id", row.get(0));
        text("street", row.get(4));
        add(id, List.of(required("name", row.get(1))), country(row.get(2)), text("city", row.get(3)), List.of(), null);
    }

    private void readLines(String text) {
        int faultsBefore = faults.size();
        int number = 0;
        int from = 0;
        while (from < text.length() && faults.size() < faultsBefore + MOST_FAULTS) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end;
            number++;
            try {
                readLine(number, text, from, to);
            } catch (IllegalArgumentException e) {
                faults.add(file.name() + ":" + number + ": " + e.getMessage());
            }
            from = to + 1;
        }
    }

    private void readLine(int number, String text, int from, int to) {
        if (to - from > LONGEST_LINE) {
            throw new IllegalArgumentException("a line may have " + LONGEST_LINE + " characters, has " + (to - from));
        }
        String line = text.substring(from, to).strip();
        if (!line.isEmpty()) {
            addObject(number, object(line));
        }
    }

    private static Map<?, ?> object(String line) {
        if (!line.startsWith("{")) {
            throw new IllegalArgumentException("must be a JSON object");
        }
        try {
            // A tab between two tokens is JSON and no YAML; inside a text, JSON has it escaped.
            Object root = new Load(LoadSettings.builder().build()).loadFromString(line.replace('\t', ' '));
            if (root instanceof Map<?, ?> object) {
                return object;
            }
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("must be a JSON object: " + firstLine(e.getMessage()), e);
        }
        throw new IllegalArgumentException("must be a JSON object");
    }

    private void addObject(int number, Map<?, ?> object) {
        for (Object field : object.keySet()) {
            if (!(field instanceof String name) || !FIELDS.contains(name)) {
                throw new IllegalArgumentException("unknown field '" + field + "'");
            }
        }
        // A list without identities is cited by its lines.
        String id = text("id", object.get("id"));
        List<String> names = new ArrayList<>();
        String name = text("name", object.get("name"));
        if (name != null) {
            names.add(name);
        }
        List<?> aliases = list("aliases", object.get("aliases"));
        for (int i = 0; i < aliases.size(); i++) {
            names.add(required("aliases[" + i + "]", aliases.get(i)));
        }
        text("street", object.get("street"));
        add(
                id == null ? "line " + number : id,
                names,
                country(object.get("country")),
                text("city", object.get("city")),
                ids(list("ids", object.get("ids"))),
                imo(text("imo", object.get("imo"))));
    }

    private void add(
            String id,
            List<String> names,
            @Nullable String country,
            @Nullable String city,
            List<PartyId> ids,
            @Nullable String imo) {
        if (names.isEmpty() && ids.isEmpty() && imo == null) {
            throw new IllegalArgumentException("name: is missing, and so are ids and imo");
        }
        if (taken.size() == MOST_ENTRIES) {
            throw new IllegalArgumentException("a watch list may have " + MOST_ENTRIES + " entries");
        }
        if (!taken.add(id)) {
            throw new IllegalArgumentException("id: listed twice: '" + id + "'");
        }
        taker.accept(new WatchlistEntry(id, names, country, city, ids, imo));
    }

    private static List<PartyId> ids(List<?> given) {
        List<PartyId> ids = new ArrayList<>(given.size());
        for (int i = 0; i < given.size(); i++) {
            String at = "ids[" + i + "]";
            if (!(given.get(i) instanceof Map<?, ?> object)
                    || !Set.of("scheme", "value").containsAll(object.keySet())) {
                throw new IllegalArgumentException(at + ": must be an object of scheme and value");
            }
            ids.add(new PartyId(
                    required(at + ".scheme", object.get("scheme")), required(at + ".value", object.get("value"))));
        }
        return ids;
    }

    private static List<?> list(String field, @Nullable Object given) {
        if (given == null) {
            return List.of();
        }
        if (!(given instanceof List<?> list)) {
            throw new IllegalArgumentException(field + ": must be a list");
        }
        if (list.size() > MOST_EACH) {
            throw new IllegalArgumentException(field + ": may have " + MOST_EACH + " entries, has " + list.size());
        }
        return list;
    }

    private static @Nullable String country(@Nullable Object given) {
        String code = text("country", given);
        if (code == null) {
            return null;
        }
        String upper = code.toUpperCase(Locale.ROOT);
        if (upper.length() != 2 || !isLetter(upper.charAt(0)) || !isLetter(upper.charAt(1))) {
            throw new IllegalArgumentException("country: must be two letters of ISO 3166-1: '" + code + "'");
        }
        return upper;
    }

    private static @Nullable String imo(@Nullable String given) {
        if (given == null) {
            return null;
        }
        String digits = Watchlist.digits(given);
        if (digits.length() != IMO_DIGITS) {
            throw new IllegalArgumentException("imo: must have " + IMO_DIGITS + " digits: '" + given + "'");
        }
        return digits;
    }

    private static String required(String field, @Nullable Object given) {
        String text = text(field, given);
        if (text == null) {
            throw new IllegalArgumentException(field + ": is missing");
        }
        return text;
    }

    /** The text without blanks around it; null when nothing stands there. */
    private static @Nullable String text(String field, @Nullable Object given) {
        if (given == null) {
            return null;
        }
        if (!(given instanceof String) && !(given instanceof Number)) {
            throw new IllegalArgumentException(field + ": must be a text");
        }
        String text = given.toString().strip();
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    field + ": may have " + LONGEST_TEXT + " characters, has " + text.length());
        }
        return text.isEmpty() ? null : text;
    }

    private static boolean isLetter(char letter) {
        return letter >= 'A' && letter <= 'Z';
    }

    private static String firstLine(@Nullable String message) {
        if (message == null) {
            return "";
        }
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }
}
