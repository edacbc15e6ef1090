// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

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
