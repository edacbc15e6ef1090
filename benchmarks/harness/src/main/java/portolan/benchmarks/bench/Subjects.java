package portolan.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;

/** Choices among the systems under test. */
final class Subjects {
    private Subjects() {}

    static List<Subject> ofKinds(String... kinds) {
        List<String> wanted = List.of(kinds);
        return Subject.all().stream()
                .filter(subject -> wanted.contains(subject.kind()))
                .toList();
    }

    /** The same in an order that gives each another place with every repetition. */
    static List<Subject> rotated(List<Subject> subjects, int repetition) {
        List<Subject> rotated = new ArrayList<>(subjects);
        java.util.Collections.rotate(rotated, -(repetition - 1));
        return rotated;
    }
}
