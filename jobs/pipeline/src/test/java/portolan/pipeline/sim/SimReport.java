// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs a seed; of one that fails, finds the fewest acts that fail alike, and says how to see it again. */
final class SimReport {
    /** Each takes as long as a run. */
    private static final int MOST_TRIALS = 150;

    private final long seed;
    private final String kind;
    private int trials;

    private SimReport(long seed, String kind) {
        this.seed = seed;
        this.kind = kind;
    }

    /** What is wrong under a seed, in words; null where nothing is. */
    static @Nullable String of(long seed, int steps) {
        List<SimAct> script = SimScript.of(seed, steps);
        Throwable failure = Simulation.failure(seed, script, SimTrace.NONE);
        if (failure == null) {
            return null;
        }
        List<SimAct> fewest = new SimReport(seed, kind(failure)).fewest(script);
        SimTrace trace = SimTrace.on();
        Throwable again = Objects.requireNonNullElse(Simulation.failure(seed, fewest, trace), failure);
        String happened = trace.lines().stream().collect(Collectors.joining("\n"));
        return "seed " + seed + " fails: " + again + "\n\nsee it again: -Dportolan.sim.seed=" + seed
                + " -Dportolan.sim.steps=" + steps + "\nthe fewest of its " + script.size()
                + " acts that fail alike are " + fewest.size() + ", under " + SimSettings.of(seed) + ":\n\n" + happened
                + "\n\n" + causes(again);
    }

    /** Two failures are alike when they say the same before the first colon. */
    private static String kind(Throwable failure) {
        String said = failure.toString();
        int colon = said.indexOf(':', failure.getClass().getName().length() + 1);
        return colon < 0 ? said : said.substring(0, colon);
    }

    private static String causes(Throwable failure) {
        StringBuilder causes = new StringBuilder();
        for (Throwable one = failure; one != null; one = one.getCause()) {
            causes.append(one.getClass().getName()).append(" at");
            StackTraceElement[] frames = one.getStackTrace();
            for (int i = 0; i < Math.min(5, frames.length); i++) {
                causes.append("\n    ").append(frames[i]);
            }
            causes.append('\n');
        }
        return causes.toString();
    }

    /** Delta debugging: leaves out halves, then quarters, and so on, as long as what is left fails alike. */
    private List<SimAct> fewest(List<SimAct> script) {
        List<SimAct> left = script;
        int parts = 2;
        while (left.size() > 1 && trials < MOST_TRIALS) {
            int size = (left.size() + parts - 1) / parts;
            List<SimAct> fewer = null;
            for (int from = 0; from < left.size() && fewer == null; from += size) {
                List<SimAct> without = new ArrayList<>(left.subList(0, from));
                without.addAll(left.subList(Math.min(left.size(), from + size), left.size()));
                fewer = isAlike(without) ? without : null;
            }
            if (fewer != null) {
                left = fewer;
                parts = Math.max(2, parts - 1);
            } else if (size == 1) {
                break;
            } else {
                parts = Math.min(left.size(), 2 * parts);
            }
        }
        return left;
    }

    private boolean isAlike(List<SimAct> script) {
        trials++;
        Throwable failure = trials > MOST_TRIALS ? null : Simulation.failure(seed, script, SimTrace.NONE);
        return failure != null && kind(failure).equals(kind);
    }
}
