// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

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

    /** What only moves filings: a result is read beside them. */
    static List<Subject> moving() {
        return Stream.of("discard", "bytes-to-kafka", "pass-through")
                .map(Subject::named)
                .toList();
    }

    /**
     * The same in the order of a repetition: every second one goes backwards through that of the one before, so that a
     * machine that grows slower does no more to one than to another; the next begins one later.
     */
    static <T> List<T> inTurn(List<T> steps, int repetition) {
        List<T> order = new ArrayList<>(steps);
        Collections.rotate(order, -((repetition - 1) / 2));
        if (repetition % 2 == 0) {
            Collections.reverse(order);
        }
        return order;
    }
}
