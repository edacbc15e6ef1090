// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A few choices with weights. */
final class Mix<T> {
    private final List<T> choices;
    private final double[] cumulative;

    Mix(List<T> choices, double[] weights) {
        this.choices = List.copyOf(choices);
        this.cumulative = new double[weights.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            cumulative[i] = sum;
        }
        if (choices.size() != weights.length || sum <= 0) {
            throw new IllegalArgumentException(
                    "a mix needs a weight for every choice: choices=" + choices.size() + ", sum=" + sum);
        }
    }

    /** Of names with weights: {@code A 2,B 1}. */
    static <T> Mix<T> parsed(String text, Function<String, T> choice) {
        List<T> choices = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            int blank = each.indexOf(' ');
            choices.add(choice.apply(each.substring(0, blank)));
            weights.add(Double.parseDouble(each.substring(blank + 1)));
        }
        return new Mix<>(
                choices, weights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    T draw(Dice dice) {
        double point = dice.unit() * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > point) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return choices.get(low);
    }

    List<T> choices() {
        return choices;
    }
}
