// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What makes a result worth less: a noisy machine, a window before the warm-up ended, runs that failed. */
final class Caveats {
    private static final double QUIET_CORES = 0.05;

    /** More names than that say no more. */
    private static final int MOST_NAMED = 3;

    private Caveats() {}

    static List<String> of(Result result, Labels labels) {
        List<String> caveats = new ArrayList<>();
        Map<String, Double> noisy = noisy(result, labels);
        if (!noisy.isEmpty()) {
            List<String> named = new ArrayList<>();
            noisy.forEach((row, cores) -> named.add(row + ' ' + Numbers.text(cores)));
            caveats.add("**Noisy runs**, cores that other processes used: " + some(named) + '.');
        }
        Set<String> cold = new LinkedHashSet<>();
        for (Run run : result.runs()) {
            if (run.figures().getOrDefault("warm", 1.0) < 1) {
                cold.add(labels.of(run.row()));
            }
        }
        if (!cold.isEmpty()) {
            caveats.add("**Not warm in every run**: " + some(List.copyOf(cold)) + '.');
        }
        caveats.addAll(result.failures());
        return caveats;
    }

    /** The rows in which others used more than a quiet machine's share, with the most that they used. */
    static Map<String, Double> noisy(Result result, Labels labels) {
        Map<String, Double> noisy = new LinkedHashMap<>();
        for (Run run : result.runs()) {
            double others = run.figures().getOrDefault(Run.FOREIGN, 0.0);
            if (others > QUIET_CORES) {
                noisy.merge(labels.of(run.row()), others, Math::max);
            }
        }
        return noisy;
    }

    private static String some(List<String> names) {
        String named = String.join("; ", names.subList(0, Math.min(MOST_NAMED, names.size())));
        return names.size() > MOST_NAMED ? named + "; and " + (names.size() - MOST_NAMED) + " more" : named;
    }
}
