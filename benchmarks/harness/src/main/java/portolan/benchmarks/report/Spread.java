// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.List;

/** The repetitions of one measurement, the smallest first. */
public record Spread(List<Double> values) {
    public Spread {
        values = values.stream().sorted().toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a spread of nothing");
        }
    }

    public static Spread of(List<Double> values) {
        return new Spread(values);
    }

    public double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    public double least() {
        return values.get(0);
    }

    public double most() {
        return values.get(values.size() - 1);
    }
}
