// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Request;
import portolan.desk.server.Words;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.ExerciseText;
import portolan.training.exercise.SearchTime;
import portolan.training.measure.Chance;
import portolan.training.world.Post;
import portolan.training.world.SchemeInfo;
import portolan.training.world.Schemes;

/**
 * What an exercise's text says, as fields to pick from.
 *
 * @param schemes all that can be planted at its post
 */
public record Picks(Exercise exercise, List<Choice> schemes) {
    /** Keys whose value is what the field of that name holds. */
    private static final Set<String> PLAIN =
            Set.of("world", "day", "past", "bills", "lookalikes", "budget", "minutes", "language");

    private static final Set<String> FLAGS = Set.of("live", "documents");
    private static final Set<String> LISTS = Set.of("aids", "questions");

    /**
     * A scheme that can be planted.
     *
     * @param offences of it; null where it is not in the exercise
     * @param traces of an offence, in words
     * @param tells of those, what no look-alike shows
     * @param alikes its look-alikes, in words
     */
    public record Choice(
            String label,
            String name,
            @Nullable Integer offences,
            List<String> traces,
            List<String> tells,
            List<String> alikes) {
        public Choice {
            traces = List.copyOf(traces);
            tells = List.copyOf(tells);
            alikes = List.copyOf(alikes);
        }
    }

    public Picks {
        schemes = List.copyOf(schemes);
    }

    static Picks of(Exercise exercise, Words words) {
        List<Choice> schemes = new ArrayList<>();
        for (SchemeInfo scheme : Schemes.at(exercise.order().post())) {
            schemes.add(new Choice(
                    scheme.label(),
                    words.say("scheme." + scheme.label()),
                    exercise.order().schemes().get(scheme.label()),
                    Asks.inWords(scheme.traces(), words),
                    Asks.inWords(scheme.tells(), words),
                    scheme.alikes().stream()
                            .map(alike -> words.say("alike." + alike))
                            .toList()));
        }
        return new Picks(exercise, schemes);
    }

    /** The length of the window as it is written, without its unit. */
    public String windowCount() {
        String window = exercise.window();
        return window.substring(0, window.length() - 1);
    }

    /** Days, hours or minutes: "d", "h", "m". */
    public String windowUnit() {
        String window = exercise.window();
        return window.substring(window.length() - 1);
    }

    /** In which its pages can be; empty for that of each browser. */
    public List<String> languages() {
        List<String> languages = new ArrayList<>(List.of(""));
        languages.addAll(Exercise.LANGUAGES);
        if (!languages.contains(exercise.language())) {
            languages.add(exercise.language());
        }
        return languages;
    }

    /** Look-alikes that are planted: a scheme without an offence has those of one. */
    public int alikes() {
        return exercise.order().alikes()
                * exercise.order().schemes().values().stream()
                        .mapToInt(offences -> Math.max(offences, 1))
                        .sum();
    }

    /** Offences that a blind picker finds on average. */
    public double blind() {
        return new Chance(exercise.order().bills(), exercise.order().offences(), exercise.budget()).expected();
    }

    /**
     * The text after somebody picked.
     *
     * @param key of what they picked
     * @param form all fields as they are now
     * @throws IllegalArgumentException if there is no such key
     */
    static String picked(String text, String key, Request form) {
        if (key.equals("exam")) {
            return form.value(key).equals("true") ? ExerciseText.asExam(text) : ExerciseText.asPractice(text);
        }
        boolean isLeftOut = (key.equals("language") && form.value(key).isEmpty())
                || (key.equals("search") && !form.value(key).equals("true"));
        if (isLeftOut) {
            return ExerciseText.without(text, key);
        }
        String changed = ExerciseText.with(text, key, value(key, form));
        // Another post has other schemes: what it cannot have goes.
        return key.equals("world") ? ExerciseText.with(changed, "schemes", schemes(form)) : changed;
    }

    private static String value(String key, Request form) {
        if (PLAIN.contains(key)) {
            return plain(form.value(key));
        }
        if (FLAGS.contains(key)) {
            return Boolean.toString(form.value(key).equals("true"));
        }
        if (LISTS.contains(key)) {
            List<String> chosen = form.values(key).stream().map(Picks::plain).toList();
            return chosen.isEmpty() && key.equals("aids")
                    ? "[none]"
                    : chosen.stream().collect(Collectors.joining(", ", "[", "]"));
        }
        return switch (key) {
            case "window" -> plain(form.value(key) + form.value("unit"));
            case "schemes" -> schemes(form);
            case "search" -> search(form);
            default -> throw new IllegalArgumentException("no such key to pick: key=" + key);
        };
    }

    /** A cost that the form does not say is the assumed one. */
    private static String search(Request form) {
        return costs(SearchTime.ASSUMED).entrySet().stream()
                .map(cost -> {
                    String said = plain(form.value("search." + cost.getKey()));
                    return cost.getKey() + ": " + (said.isEmpty() ? cost.getValue() : said);
                })
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static Map<String, Integer> costs(SearchTime search) {
        Map<String, Integer> costs = new LinkedHashMap<>();
        costs.put("minutes", search.minutes());
        costs.put("paper", search.paper());
        costs.put("place", search.place());
        costs.put("scan", search.scan());
        return costs;
    }

    /** Minutes of a search, as an exercise names them; those assumed where this one says none. */
    public Map<String, Integer> costs() {
        return costs(Objects.requireNonNullElse(exercise.search(), SearchTime.ASSUMED));
    }

    /** Of those that are ticked and that the post can have. */
    private static String schemes(Request form) {
        Map<String, String> planted = new TreeMap<>();
        List<String> ticked = form.values("scheme");
        for (SchemeInfo scheme : Schemes.at(Post.labelled(form.value("world")))) {
            if (ticked.contains(scheme.label())) {
                String offences = plain(form.value("offences." + scheme.label()));
                planted.put(scheme.label(), offences.isEmpty() ? "1" : offences);
            }
        }
        return planted.entrySet().stream()
                .map(one -> one.getKey() + ": " + one.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Nothing that would be more of a text than one value. */
    private static String plain(String value) {
        return value.replaceAll("[^A-Za-z0-9.+-]", "");
    }
}
