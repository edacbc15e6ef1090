package portolan.benchmarks.bench;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Choices among the systems under test. */
final class Subjects {
    private Subjects() {}

    /** What there is to choose from, for the help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Subject.all().stream().map(Subject::name).iterator();
        }
    }

    static List<Subject> ofKinds(String... kinds) {
        return ofKinds(List.of(kinds));
    }

    static List<Subject> ofKinds(List<String> kinds) {
        return Subject.all().stream()
                .filter(subject -> kinds.contains(subject.kind()))
                .toList();
    }

    /** Whom others are set against in a result that has them: limits, and who does the engine's work in another way. */
    static List<Subject> references() {
        return Subject.all().stream()
                .filter(subject -> subject.isLimit() || subject.isPeer())
                .toList();
    }

    /** The same in an order that gives each another place with every repetition. */
    static <T> List<T> rotated(List<T> subjects, int repetition) {
        List<T> rotated = new ArrayList<>(subjects);
        java.util.Collections.rotate(rotated, -(repetition - 1));
        return rotated;
    }
}
