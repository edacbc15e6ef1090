// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.Map;
import java.util.TreeMap;

/**
 * One repetition of one measurement.
 *
 * @param subject the system under test
 * @param factors what differs between the rows of a page, by name
 * @param repetition from 1
 * @param figures what was measured, by name; {@link View} says in which unit
 */
public record Run(String subject, Map<String, String> factors, int repetition, Map<String, Double> figures) {
    /** The figure that says how many cores others used. */
    public static final String FOREIGN = "foreign cores";

    public Run {
        factors = new TreeMap<>(factors);
        figures = new TreeMap<>(figures);
    }

    /** What repetitions have in common: subject and factors in words. */
    public Row row() {
        return new Row(subject, factors);
    }

    /** Subject and factors: what repetitions of one measurement share. */
    public record Row(String subject, Map<String, String> factors) {
        public String label() {
            StringBuilder label = new StringBuilder(subject);
            factors.forEach(
                    (name, value) -> label.append(", ").append(name).append(' ').append(value));
            return label.toString();
        }
    }
}
