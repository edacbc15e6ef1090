// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import portolan.console.evaluate.ScreeningReport.Row;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.party.ComparedWords;
import portolan.scoring.reference.Watchlist;
import portolan.scoring.screening.NameIndex;

/** How well names are found on a watch list, and parties are known again, by public sets of names. */
final class Screening {
    private static final long SEED = 40;

    /** Seed of the halves. */
    private static final long HALVES = 54L << 32;

    private static final String LISTED = "watch list";
    private static final String NONE = "-0-";

    /** Every so many names of the sanctions list are varied, or held out. */
    private static final int EVERY = 7;

    private final Path data;

    /** @param data has name-matching/open and sanctions, with their publishers' own files */
    Screening(Path data) {
        this.data = data;
    }

    ScreeningReport report() throws UnusableInputException, IOException {
        return new ScreeningReport(
                "mvn test -pl jobs/console -am -Dtest=ScreeningTest -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dportolan.screening=../../benchmarks/results",
                rows(),
                List.of(
                        "Halves by seed; pairs that share a name are in one. Weights were set on tune and variants;"
                                + " held out was judged once.",
                        "Many labels are guesses: Tom Cook is Tim Cook, Arif is Asif in one script only. Many"
                                + " misspelled persons lack a name. Many aliases are other names.",
                        "Party key: all pairs of one language, in both parts. Part judge was written before the"
                                + " tables and not looked at until they were done."));
    }

    private List<Row> rows() throws UnusableInputException, IOException {
        Path open = data.resolve("name-matching/open");
        NameSets sets = new NameSets(open);
        List<Row> rows = new ArrayList<>(pairs(sets));
        rows.addAll(copies(
                "companies (DNB)", "dnb", sets.companies(NameSets.NAMES), sets.companies(NameSets.COPIES), false));
        for (Map.Entry<String, List<NamedParty>> set : sets.persons().entrySet()) {
            List<NamedParty> originals = new ArrayList<>();
            List<NamedParty> copies = new ArrayList<>();
            Set<String> known = new HashSet<>();
            set.getValue().forEach(person -> (known.add(person.entity()) ? originals : copies).add(person));
            String key = set.getKey().replace("_dataset", "") + '-';
            rows.addAll(copies("persons (" + set.getKey() + ")", key, originals, copies, true));
        }
        rows.addAll(sanctions(sets));
        rows.addAll(regions());
        return rows;
    }

    /** Labelled pairs: whether the first is found on a list of all the second. */
    private static List<Row> pairs(NameSets sets) throws UnusableInputException {
        List<Map<String, String>> pairs = sets.rows(NameSets.CASES, List.of("schema", "name1", "name2", "is_match"));
        NameIndex index = new NameIndex();
        Map<String, String> sameHalf = new HashMap<>();
        for (Map<String, String> pair : pairs) {
            index.add(cell(pair, "name2"));
            String one = first(sameHalf, cell(pair, "name1"));
            String other = first(sameHalf, cell(pair, "name2"));
            if (!one.equals(other)) {
                sameHalf.put(one.compareTo(other) < 0 ? other : one, one.compareTo(other) < 0 ? one : other);
            }
        }
        index.close();
        Map<String, Row> rows = new LinkedHashMap<>();
        for (int i = 0; i < pairs.size(); i++) {
            Map<String, String> pair = pairs.get(i);
            boolean person = cell(pair, "schema").equals("Person");
            boolean found = finds(index, cell(pair, "name1"), person, i);
            String set = "labelled " + (person ? "persons" : "others") + half(first(sameHalf, cell(pair, "name1")));
            Row row = row(set, cell(pair, "is_match").equals("true"), found);
            rows.merge(row.set(), row, Row::plus);
        }
        return List.copyOf(rows.values());
    }

    /** The first of all names that stand in pairs with each other, whatever the case of their letters. */
    private static String first(Map<String, String> sameHalf, String name) {
        String first = name.toLowerCase(Locale.ROOT);
        while (sameHalf.containsKey(first)) {
            first = sameHalf.getOrDefault(first, first);
        }
        return first;
    }

    private static String half(String key) {
        return new SplittableRandom(HALVES ^ key.hashCode()).nextBoolean() ? ", tune" : ", held out";
    }

    private static Row row(String set, boolean same, boolean found) {
        return new Row(LISTED, set, 1, same ? 1 : 0, same && found ? 1 : 0, !same && found ? 1 : 0);
    }

    private static boolean finds(NameIndex index, String name, boolean person, int listed) {
        boolean[] found = new boolean[1];
        index.find(name, person, like -> found[0] |= like.name() == listed && Watchlist.isFound(like));
        return found[0];
    }

    /** The listed name that is found first; -1 when none is. */
    private static int best(NameIndex index, String name, boolean person) {
        NameIndex.Like[] best = new NameIndex.Like[1];
        index.find(name, person, like -> {
            NameIndex.Like than = best[0];
            if (Watchlist.isFound(like)
                    && (than == null
                            || like.likeness() > than.likeness()
                            || (like.likeness() == than.likeness() && like.name() < than.name()))) {
                best[0] = like;
            }
        });
        return best[0] == null ? -1 : best[0].name();
    }

    /**
     * Misspelled copies on a list of the originals.
     *
     * @param key by which an entity is put in a half, before its identity
     */
    private static List<Row> copies(
            String what, String key, List<NamedParty> originals, List<NamedParty> copies, boolean person) {
        NameIndex index = new NameIndex();
        Map<String, String> names = new HashMap<>();
        for (NamedParty original : originals) {
            if (!ComparedWords.of(original.name()).isEmpty()) {
                index.add(original.name());
                names.put(original.entity(), original.name());
            }
        }
        index.close();
        Map<String, Row> rows = new LinkedHashMap<>();
        for (NamedParty copy : copies) {
            int found = best(index, copy.name(), person);
            boolean right = found >= 0 && index.written(found).equals(names.get(copy.entity()));
            Row row = row("misspelled " + what + half(key + copy.entity()), true, right);
            rows.merge(row.set(), found >= 0 && !right ? row.plus(wrong(row.set())) : row, Row::plus);
        }
        return List.copyOf(rows.values());
    }

    private static Row wrong(String set) {
        return new Row(LISTED, set, 0, 0, 0, 1);
    }

    private record Listed(String entry, String name, boolean person) {}

    /** Variants of listed names, their doubles, and names of nobody listed. */
    private List<Row> sanctions(NameSets names) throws IOException, UnusableInputException {
        List<Listed> listed = new ArrayList<>();
        Map<String, Boolean> persons = new LinkedHashMap<>();
        for (List<String> line : lines("ofac_2021-07_sdn.csv.gz")) {
            if (line.size() > 2) {
                boolean person = line.get(2).equals("individual");
                persons.put(line.get(0), person);
                listed.add(new Listed(line.get(0), line.get(1), person));
            }
        }
        int primary = listed.size();
        List<Listed> heldOut = new ArrayList<>();
        for (List<String> line : lines("ofac_2021-07_alt.csv.gz")) {
            if (line.size() > 3 && !line.get(3).equals(NONE)) {
                Listed alias = new Listed(line.get(0), line.get(3), persons.getOrDefault(line.get(0), false));
                (Math.floorMod(alias.name().hashCode(), EVERY) == 0 ? heldOut : listed).add(alias);
            }
        }
        NameIndex index = new NameIndex();
        listed.forEach(name -> index.add(name.name()));
        index.close();
        List<Row> rows = new ArrayList<>();
        NameVariants variants = new NameVariants(SEED);
        Row all = new Row(LISTED, "variants, doubles and strangers together", 0, 0, 0, 0);
        int first = 0;
        for (NameVariants.Kind kind : NameVariants.Kind.values()) {
            Row row = new Row(
                    LISTED,
                    "variants (OFAC): " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    0,
                    0,
                    0,
                    0);
            for (int i = first; i < primary; i += EVERY) {
                Listed name = listed.get(i);
                row = row.plus(asked(index, listed, name, variants.of(kind, name.name())));
            }
            rows.add(row);
            all = all.plus(row);
            first++;
        }
        Row doubles = new Row(LISTED, "doubles that share a word (OFAC)", 0, 0, 0, 0);
        for (int i = 0; i + EVERY < primary; i += EVERY) {
            String name = NameVariants.doubleOf(
                    listed.get(i).name(), listed.get(i + EVERY).name());
            boolean found = best(index, name, listed.get(i).person()) >= 0;
            doubles = doubles.plus(new Row(LISTED, doubles.set(), 1, 0, 0, found ? 1 : 0));
        }
        Row strangers = new Row(LISTED, "strangers (DNB companies on OFAC)", 0, 0, 0, 0);
        for (Map<String, String> name : names.rows(NameSets.NAMES, List.of("company_name"))) {
            boolean found = best(index, cell(name, "company_name"), false) >= 0;
            strangers = strangers.plus(new Row(LISTED, strangers.set(), 1, 0, 0, found ? 1 : 0));
        }
        Row aliases = new Row(LISTED, "aliases held out (OFAC)", 0, 0, 0, 0);
        for (Listed alias : heldOut) {
            aliases = aliases.plus(asked(index, listed, alias, alias.name()));
        }
        rows.addAll(List.of(doubles, strangers, all.plus(doubles).plus(strangers), aliases));
        return rows;
    }

    private static Row asked(NameIndex index, List<Listed> listed, Listed name, String asked) {
        int found = best(index, asked, name.person());
        boolean right = found >= 0 && listed.get(found).entry().equals(name.entry());
        return new Row(LISTED, "", 1, 1, right ? 1 : 0, found >= 0 && !right ? 1 : 0);
    }

    private List<List<String>> lines(String file) throws IOException {
        Path path = data.resolve("sanctions").resolve(file);
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(NameSets.open(path), StandardCharsets.UTF_8))) {
            return reader.lines().map(NameSets::cells).toList();
        }
    }

    /** Companies of the region: all pairs of one language by the party key. */
    static List<Row> regions() throws IOException {
        Map<String, List<NamedParty>> sets = new LinkedHashMap<>();
        try (InputStream in = Screening.class.getResourceAsStream("/portolan/evaluate/region-names.csv");
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", 5))
                    .forEach(cells -> {
                        NamedParty party = NamedParty.company(cells[2], cells[4], cells[3]);
                        sets.computeIfAbsent(cells[0] + ' ' + cells[1], set -> new ArrayList<>())
                                .add(party);
                        sets.computeIfAbsent(cells[0] + " all", set -> new ArrayList<>())
                                .add(party);
                    });
        }
        List<Row> rows = new ArrayList<>();
        sets.forEach((set, parties) -> {
            NameTally tally = NameTally.ofEntities(set, parties);
            rows.add(row("party key", set, tally, tally.key()));
            if (set.endsWith(" all")) {
                rows.add(row("plain normaliser", set, tally, tally.plain()));
            }
        });
        return rows;
    }

    private static Row row(String way, String set, NameTally tally, NameTally.Hits hits) {
        return new Row(way, set, (int) tally.pairs(), (int) tally.same(), (int) hits.right(), (int) hits.wrong());
    }

    private static String cell(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }
}
