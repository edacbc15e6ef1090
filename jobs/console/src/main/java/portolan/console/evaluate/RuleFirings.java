// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import portolan.scoring.second.WeightFit;

/** Which rules of a rule set fired for whom, with how many bits. */
final class RuleFirings {
    private final int rules;
    private final List<Labelled> consignments = new ArrayList<>();
    private final List<int[]> fired = new ArrayList<>();
    private final List<float[]> bits = new ArrayList<>();

    RuleFirings(int rules) {
        this.rules = rules;
    }

    /** A consignment of which it is known what it was. */
    record Labelled(String consignmentKey, Instant filedAt, Label label) {}

    /** What was assessed of a consignment. */
    void add(Labelled consignment, int[] which, float[] many) {
        consignments.add(consignment);
        fired.add(which);
        bits.add(many);
    }

    /** Takes over all consignments of another feed, judged by the same rules. */
    void addAll(RuleFirings others) {
        consignments.addAll(others.consignments);
        fired.addAll(others.fired);
        bits.addAll(others.bits);
    }

    int size() {
        return consignments.size();
    }

    Labelled consignment(int at) {
        return consignments.get(at);
    }

    /** The firings of some rules alone. */
    WeightFit.Rows of(boolean[] rulesThatCount) {
        int[] places = new int[rules];
        int count = 0;
        for (int rule = 0; rule < rules; rule++) {
            places[rule] = rulesThatCount[rule] ? count++ : -1;
        }
        int[][] own = new int[fired.size()][];
        double[][] ownBits = new double[fired.size()][];
        for (int row = 0; row < own.length; row++) {
            int[] all = fired.get(row);
            int[] which = new int[all.length];
            double[] many = new double[all.length];
            int kept = 0;
            for (int at = 0; at < all.length; at++) {
                if (places[all[at]] >= 0) {
                    which[kept] = places[all[at]];
                    many[kept++] = bits.get(row)[at];
                }
            }
            own[row] = Arrays.copyOf(which, kept);
            ownBits[row] = Arrays.copyOf(many, kept);
        }
        double[] alike = new double[own.length];
        Arrays.fill(alike, 1);
        return new WeightFit.Rows(count, own, ownBits, alike);
    }
}
