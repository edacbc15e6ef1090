// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for what comes again and again, from 0 in the order in which it was first seen. For several threads. */
final class Names<T> {
    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> all = new ArrayList<>();

    synchronized int number(T of) {
        Integer known = numbers.get(of);
        if (known == null) {
            known = all.size();
            numbers.put(of, known);
            all.add(of);
        }
        return known;
    }

    /** The number of what is known; -1 of what was never seen. */
    synchronized int find(T of) {
        return numbers.getOrDefault(of, -1);
    }

    synchronized T get(int number) {
        return all.get(number);
    }

    /** All so far, by their numbers. */
    synchronized List<T> all() {
        return List.copyOf(all);
    }

    synchronized int size() {
        return all.size();
    }

    /** Numbers of a list's members, by their place in it. */
    int[] numbers(List<T> of) {
        return of.stream().mapToInt(this::number).toArray();
    }
}
