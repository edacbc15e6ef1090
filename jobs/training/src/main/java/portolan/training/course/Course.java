// SPDX-License-Identifier: Apache-2.0
package portolan.training.course;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import portolan.scoring.rules.Faults;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleText;
import portolan.scoring.rules.Section;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.UnusableExerciseException;

/** The course of three days: ten sessions, the last of which is the test. */
public final class Course {
    private static final List<String> NAMES =
            List.of("papers", "vessel", "history", "ring", "crossing", "air", "search", "engine", "rule", "test");
    private static final List<String> GUIDE_KEYS = List.of("title", "aim", "minutes", "say", "look");

    private Course() {}

    /** All sessions, in their order. */
    public static List<Session> sessions() {
        List<Session> sessions = new ArrayList<>();
        for (int number = 1; number <= NAMES.size(); number++) {
            sessions.add(session(number));
        }
        return sessions;
    }

    /**
     * One session.
     *
     * @param number from 1 to 10
     * @throws IllegalArgumentException if there is none
     */
    public static Session session(int number) {
        if (number < 1 || number > NAMES.size()) {
            throw new IllegalArgumentException("the course has sessions 1 to " + NAMES.size() + ": session=" + number);
        }
        String name = NAMES.get(number - 1);
        String file = String.format(Locale.ROOT, "%02d-%s", number, name);
        return new Session(number, name, exercise(file, name), guides(file));
    }

    private static Exercise exercise(String file, String name) {
        try {
            return Exercise.parse(read(file + ".yaml"), name);
        } catch (UnusableExerciseException e) {
            throw new IllegalStateException("a bundled exercise has faults:\n" + e.getMessage(), e);
        }
    }

    private static Map<String, Guide> guides(String file) {
        RuleText text = new RuleText(file + ".guide.yaml", read(file + ".guide.yaml"));
        Faults faults = new Faults(text);
        Node root = Objects.requireNonNull(Section.parse(text, faults), "a guide is YAML");
        Map<String, Guide> guides = new HashMap<>();
        for (Section.Entry language : Section.open(root, "the guide", faults).entries()) {
            Section guide = Section.of(language.value(), "a guide", faults, GUIDE_KEYS);
            guides.put(
                    language.key().getValue(),
                    new Guide(
                            text(guide, "title"),
                            text(guide, "aim"),
                            (int) Section.number(Objects.requireNonNull(guide.required("minutes")))
                                    .orElse(0),
                            texts(guide, "say", faults),
                            texts(guide, "look", faults)));
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException("a bundled guide has faults:\n"
                    + String.join(
                            "\n",
                            faults.inOrder().stream().map(RuleIssue::render).toList()));
        }
        return guides;
    }

    private static String text(Section section, String key) {
        ScalarNode node = section.text(key);
        return node == null ? "" : node.getValue().strip().replaceAll("\\s+", " ");
    }

    private static List<String> texts(Section section, String key, Faults faults) {
        return Section.texts(section.optionalList(key), "'" + key + "'", faults).stream()
                .map(node -> node.getValue().strip().replaceAll("\\s+", " "))
                .toList();
    }

    private static String read(String file) {
        try (InputStream in = Course.class.getResourceAsStream("/portolan/training/course/" + file)) {
            if (in == null) {
                throw new IllegalStateException("the build left out a resource: course/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a bundled resource: course/" + file, e);
        }
    }
}
