// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A lookup: the past share of offences under a key, (offences + smoothing x base rate) / (examined + smoothing), from
 * outcomes that were known when the consignment was filed. A key it never saw has the base rate so far. A consignment
 * with several keys has the highest share of them.
 */
final class PastShare {
    private final List<Examined> consignments;
    private final List<Lesson> lessons;
    private final int[][] keysOfConsignments;
    private final int[][] keysOfLessons;
    private final int keys;

    /**
     * @param consignments by time of filing
     * @param lessons by the time when they became known
     */
    PastShare(Function<Traits, Set<String>> keys, List<Examined> consignments, List<Lesson> lessons) {
        this.consignments = consignments;
        this.lessons = lessons;
        Map<String, Integer> numbers = new HashMap<>();
        // Only keys that something was learned under can tell one consignment from another.
        this.keysOfLessons = new int[lessons.size()][];
        for (int i = 0; i < keysOfLessons.length; i++) {
            List<Integer> learned = new ArrayList<>();
            for (String key : keys.apply(lessons.get(i).traits())) {
                learned.add(numbers.computeIfAbsent(key, unseen -> numbers.size()));
            }
            keysOfLessons[i] = ints(learned);
        }
        this.keysOfConsignments = new int[consignments.size()][];
        for (int i = 0; i < keysOfConsignments.length; i++) {
            List<Integer> asked = new ArrayList<>();
            boolean unseen = false;
            for (String key : keys.apply(consignments.get(i).traits())) {
                Integer number = numbers.get(key);
                if (number != null) {
                    asked.add(number);
                } else {
                    unseen = true;
                }
            }
            if (unseen) {
                asked.add(-1);
            }
            keysOfConsignments[i] = ints(asked);
        }
        this.keys = numbers.size();
    }

    private static int[] ints(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether it learned anything that could tell one consignment from another. */
    boolean isEmpty() {
        return keys == 0;
    }

    /** The share of each consignment, in their order. */
    double[] shares(double smoothing) {
        double[] shares = new double[consignments.size()];
        int[] examined = new int[keys];
        int[] offences = new int[keys];
        long allExamined = 0;
        long allOffences = 0;
        int learned = 0;
        for (int i = 0; i < shares.length; i++) {
            Examined consignment = consignments.get(i);
            while (learned < lessons.size() && lessons.get(learned).knownAt().isBefore(consignment.filedAt())) {
                Lesson lesson = lessons.get(learned);
                for (int key : keysOfLessons[learned]) {
                    examined[key] += lesson.examined();
                    offences[key] += lesson.offences();
                }
                allExamined += lesson.examined();
                allOffences += lesson.offences();
                learned++;
            }
            double baseRate = (double) allOffences / Math.max(1, allExamined);
            double highest = Double.NEGATIVE_INFINITY;
            for (int key : keysOfConsignments[i]) {
                double share =
                        key < 0 ? baseRate : (offences[key] + smoothing * baseRate) / (examined[key] + smoothing);
                highest = Math.max(highest, share);
            }
            shares[i] = highest == Double.NEGATIVE_INFINITY ? baseRate : highest;
        }
        return shares;
    }
}
