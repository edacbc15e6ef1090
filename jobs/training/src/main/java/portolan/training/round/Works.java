// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** What everybody has done so far, in the order in which they came. */
final class Works {
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,60}");

    private final Map<String, Work> byTrainee = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if nobody can be called so, or only a bot */
    static void check(String trainee) {
        if (!NAME.matcher(trainee).matches() || trainee.startsWith(Bots.PREFIX)) {
            throw new IllegalArgumentException("a trainee's name has 1 to 60 small letters, digits, '.', '_' and '-',"
                    + " and does not start with '" + Bots.PREFIX + "': found '" + trainee + "'");
        }
    }

    boolean has(String trainee) {
        return byTrainee.containsKey(trainee);
    }

    List<String> all() {
        return List.copyOf(byTrainee.keySet());
    }

    /** Those who are no bots. */
    List<String> people() {
        return all().stream().filter(name -> !name.startsWith(Bots.PREFIX)).toList();
    }

    /** Those who are no bots, and did something. */
    List<String> workers() {
        return people().stream().filter(name -> !of(name).isIdle()).toList();
    }

    Work of(String trainee) {
        return byTrainee.getOrDefault(trainee, new Work());
    }

    /** Rules that were written, by who wrote them. */
    Map<String, String> rules() {
        Map<String, String> rules = new LinkedHashMap<>();
        byTrainee.forEach((trainee, work) -> {
            if (!work.rule().isEmpty()) {
                rules.put(trainee, work.rule());
            }
        });
        return rules;
    }

    void take(Entry entry) {
        byTrainee
                .computeIfAbsent(Objects.requireNonNullElse(entry.trainee(), ""), name -> new Work())
                .take(entry);
    }
}
