// SPDX-License-Identifier: Apache-2.0
package portolan.training.exercise;

import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import portolan.scoring.rules.Faults;
import portolan.scoring.rules.RuleText;
import portolan.scoring.rules.Section;
import portolan.training.world.Order;
import portolan.training.world.Post;
import portolan.training.world.SchemeInfo;
import portolan.training.world.Schemes;

/** Reads an exercise's text, and finds all that is wrong with it at once. */
final class ExerciseReader {
    static final List<String> KEYS = List.of(
            "seed",
            "world",
            "day",
            "past",
            "window",
            "bills",
            "schemes",
            "lookalikes",
            "budget",
            "minutes",
            "live",
            "aids",
            "documents",
            "questions",
            "search",
            "language",
            "exam",
            "salt",
            "by",
            "signature");
    private static final List<String> SEARCH_KEYS = List.of("minutes", "paper", "place", "scan");
    private static final Pattern WINDOW = Pattern.compile("([1-9][0-9]{0,4})([dhm])");
    private static final Pattern SEED = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SALT = Pattern.compile("([0-9a-f]{2}){16,64}");
    private static final int MOST_BILLS = 5_000;
    private static final int MOST_DAYS = 365;

    /** Of 'bills' times 'past': as many consignments as a class takes after sixty days, 800 after a year. */
    private static final int MOST_BEFORE = 300_000;

    private static final LocalDate FIRST_DAY = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(2100, 12, 31);
    private static final int MOST_ALIKES = 20;
    private static final int MOST_MINUTES = 480;
    private static final int LONGEST_WINDOW_DAYS = 14;

    private final Faults faults;
    private final Section section;

    private ExerciseReader(Faults faults, Section section) {
        this.faults = faults;
        this.section = section;
    }

    static Exercise read(String text, String name) throws UnusableExerciseException {
        RuleText source = new RuleText(name, text);
        Faults faults = new Faults(source);
        Node root = Section.parse(source, faults);
        Section section = root == null ? null : Section.of(root, "the exercise", faults, KEYS);
        Exercise exercise =
                section == null || !section.isPresent() ? null : new ExerciseReader(faults, section).exercise(name);
        if (exercise == null || !faults.isEmpty()) {
            throw new UnusableExerciseException(faults.inOrder());
        }
        return exercise;
    }

    private @Nullable Exercise exercise(String name) {
        Post post = post();
        LocalDate day = day();
        int past = whole("past", 0, MOST_DAYS, null);
        Duration window = window();
        int bills = whole("bills", 1, MOST_BILLS, null);
        Map<String, Integer> schemes = schemes(post);
        int alikes = whole("lookalikes", 0, MOST_ALIKES, 3);
        boolean papers = flag("documents");
        int budget = whole("budget", 1, Math.max(1, bills), null);
        int minutes = whole("minutes", 0, MOST_MINUTES, 0);
        boolean live = flag("live");
        if (live && minutes == 0) {
            at("live", "consignments arrive by the clock where 'live' is true: state 'minutes', or leave 'live' out");
        }
        Set<Aid> aids = words("aids", Aid.class, Aid::word, true);
        Set<Question> questions = words("questions", Question.class, Question::word, false);
        if (questions.contains(Question.PAPERS) && !papers) {
            at("questions", "'papers' asks for contradictions of documents: state 'documents: true'");
        }
        SearchTime search = search(questions);
        boolean exam = flag("exam");
        String salt = secret("salt", SALT, exam, "an exam", "16 to 64 bytes in hexadecimal");
        String seed = secret("seed", SEED, false, "practice", "32 bytes in hexadecimal");
        if (exam && !seed.isEmpty()) {
            at("seed", "an exam states no seed, who reads it knows the truth: leave it out, the passphrase gives it");
        }
        if (!exam && !salt.isEmpty()) {
            at("salt", "only an exam has a salt: state 'exam: true', or leave the salt out");
        }
        String language = language();
        String by = optional("by");
        String signature = optional("signature");
        if (by.isEmpty() != signature.isEmpty()) {
            at(by.isEmpty() ? "signature" : "by", "'by' and 'signature' stand together, or neither does");
        }
        if (post == null || day == null || window == null) {
            return null;
        }
        Order order = new Order(post, day, window, bills, past, schemes, alikes, papers);
        long before = bills * (long) past;
        if (before > MOST_BEFORE) {
            at(
                    "past",
                    "'bills' times 'past' is " + before + ", at most " + MOST_BEFORE
                            + " can be dealt: know fewer days, or" + " let fewer consignments arrive");
        }
        long needed = needed(order);
        if (needed > bills && bills > 0) {
            at(
                    "schemes",
                    "what is planted needs " + needed + " consignments: raise 'bills' from " + bills
                            + ", or plant less");
        }
        return new Exercise(
                name, order, budget, minutes, live, aids, questions, search, language, exam, salt, seed, by, signature);
    }

    /** A scheme without an offence still has the look-alikes of one; of air bills each may bring its master. */
    private static long needed(Order order) {
        long planted = 0;
        for (int offences : order.schemes().values()) {
            planted += offences + (long) Math.max(offences, 1) * order.alikes();
        }
        return order.post() == Post.TIRANA_AIR ? 2 * planted + 2 : planted;
    }

    private @Nullable Post post() {
        ScalarNode node = section.text("world");
        try {
            return node == null ? null : Post.labelled(node.getValue());
        } catch (IllegalArgumentException unknown) {
            faults.at(node, "expected one of " + labels() + " in 'world', found " + Section.kind(node));
            return null;
        }
    }

    private static String labels() {
        return Stream.of(Post.values()).map(Post::label).collect(Collectors.joining(", "));
    }

    private @Nullable LocalDate day() {
        section.required("day");
        LocalDate day = section.optionalDay("day");
        if (day != null && (day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY))) {
            at("day", "expected a day from " + FIRST_DAY + " to " + LAST_DAY + " in 'day', found " + day);
        }
        return day;
    }

    private @Nullable Duration window() {
        ScalarNode node = section.text("window");
        if (node == null) {
            return null;
        }
        Matcher window = WINDOW.matcher(node.getValue());
        if (window.matches()) {
            int count = Integer.parseInt(window.group(1));
            Duration length =
                    switch (window.group(2)) {
                        case "d" -> Duration.ofDays(count);
                        case "h" -> Duration.ofHours(count);
                        default -> Duration.ofMinutes(count);
                    };
            if (length.toDays() <= LONGEST_WINDOW_DAYS) {
                return length;
            }
        }
        faults.at(
                node,
                "expected a time of at most " + LONGEST_WINDOW_DAYS + " days like 90m, 12h or 3d in 'window', found "
                        + Section.kind(node));
        return null;
    }

    private Map<String, Integer> schemes(@Nullable Post post) {
        Map<String, Integer> schemes = new TreeMap<>();
        Node node = section.required("schemes");
        if (node == null) {
            return schemes;
        }
        List<String> known = (post == null ? Schemes.all() : Schemes.at(post))
                .stream().map(SchemeInfo::label).toList();
        for (Section.Entry entry :
                Section.of(node, "the schemes of this world", faults, known).entries()) {
            String label = entry.key().getValue();
            schemes.put(label, whole(entry.value(), "'" + label + "'", 0, MOST_BILLS));
        }
        return schemes;
    }

    private @Nullable SearchTime search(Set<Question> questions) {
        Node node = section.optional("search");
        if (node == null) {
            return null;
        }
        if (!questions.contains(Question.PLACES)) {
            at(
                    "search",
                    "'search' is what places and papers cost: name 'places' in 'questions', or leave 'search' out");
        }
        if (!questions.contains(Question.PICKS)) {
            at("search", "a search is of what was picked: name 'picks' in 'questions', or leave 'search' out");
        }
        Section costs = Section.of(node, "the minutes of a search", faults, SEARCH_KEYS);
        SearchTime assumed = SearchTime.ASSUMED;
        return new SearchTime(
                whole(costs, "minutes", 1, MOST_MINUTES, assumed.minutes()),
                whole(costs, "paper", 0, MOST_MINUTES, assumed.paper()),
                whole(costs, "place", 0, MOST_MINUTES, assumed.place()),
                whole(costs, "scan", 0, MOST_MINUTES, assumed.scan()));
    }

    private int whole(String key, int least, int most, @Nullable Integer otherwise) {
        return whole(section, key, least, most, otherwise);
    }

    /** @param otherwise what it is where it is missing; null where it must be stated */
    private int whole(Section of, String key, int least, int most, @Nullable Integer otherwise) {
        if (otherwise != null && of.optional(key) == null) {
            return otherwise;
        }
        Node node = of.required(key);
        return node == null ? least : whole(node, "'" + key + "'", least, most);
    }

    private int whole(Node node, String what, int least, int most) {
        double number = Section.number(node).orElse(Double.NaN);
        if (number >= least && number <= most && number == StrictMath.rint(number)) {
            return (int) number;
        }
        faults.at(
                node,
                "expected a whole number from " + least + " to " + most + " in " + what + ", found "
                        + Section.kind(node));
        return least;
    }

    private boolean flag(String key) {
        ScalarNode node = section.optionalText(key);
        if (node == null || node.getValue().equals("false")) {
            return false;
        }
        if (!node.getValue().equals("true")) {
            faults.at(node, "expected true or false in '" + key + "', found " + Section.kind(node));
        }
        return node.getValue().equals("true");
    }

    private <E extends Enum<E>> Set<E> words(String key, Class<E> type, Function<E, String> word, boolean mayBeNone) {
        Set<E> named = EnumSet.noneOf(type);
        Map<String, E> known = EnumSet.allOf(type).stream().collect(Collectors.toMap(word, value -> value));
        if (!mayBeNone && section.required(key) == null) {
            return named;
        }
        List<ScalarNode> nodes = Section.texts(section.optionalList(key), "'" + key + "'", faults);
        for (ScalarNode node : nodes) {
            E value = known.get(node.getValue());
            if (value != null) {
                named.add(value);
            } else if (!(mayBeNone && nodes.size() == 1 && node.getValue().equals("none"))) {
                faults.at(
                        node,
                        "expected some of "
                                + EnumSet.allOf(type).stream().map(word).collect(Collectors.joining(", ")) + " in '"
                                + key + "', found " + Section.kind(node));
            }
        }
        if (named.isEmpty() && !mayBeNone && faults.isEmpty()) {
            at(key, "an exercise asks something: name 'picks', for example");
        }
        return named;
    }

    private String language() {
        ScalarNode node = section.optionalText("language");
        if (node == null) {
            return "";
        }
        if (!Exercise.LANGUAGES.contains(node.getValue())) {
            faults.at(
                    node,
                    "expected one of " + String.join(", ", Exercise.LANGUAGES) + " in 'language', found "
                            + Section.kind(node));
        }
        return node.getValue();
    }

    private String secret(String key, Pattern pattern, boolean required, String of, String form) {
        ScalarNode node = required ? section.text(key) : section.optionalText(key);
        if (node == null) {
            return "";
        }
        if (!pattern.matcher(node.getValue()).matches()) {
            faults.at(
                    node,
                    "expected " + form + ", small letters, in '" + key + "' of " + of + ", found "
                            + Section.kind(node));
            return "";
        }
        return node.getValue();
    }

    private String optional(String key) {
        ScalarNode node = section.optionalText(key);
        return node == null ? "" : node.getValue();
    }

    private void at(String key, String message) {
        Node node = section.optional(key);
        if (node != null) {
            faults.at(node, message);
        }
    }
}
