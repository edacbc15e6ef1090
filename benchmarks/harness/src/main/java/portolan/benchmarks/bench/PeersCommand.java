// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.benchmarks.bench.CatchUpSeries.Step;

/** The engine and other designs that do the same work. */
@Command(
        name = "peers",
        description = {
            "How fast are other designs at the same work?",
            "Two workloads: the memory of shippers alone, and full, which is all that the engine does. Each subject"
                    + " does one of them; see benchmarks/peers/README.md."
        })
final class PeersCommand implements Callable<Integer> {
    private static final String FIFTY = "fifty";

    /** Those of the full workload that are measured unless others are named. */
    static final List<String> USUAL_FULL = List.of("engine", "full");

    /** A floor takes more memory than a machine may have, so it has to be named. */
    static final List<String> FULL = List.of("engine", "full", "floor");

    private static final List<String> ONE_MEMORY = List.of("one-memory");

    /** The rule sets that the subjects of one memory bring along. */
    static final List<String> RULE_SETS = List.of(FIFTY, "trivial");

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--rules",
            paramLabel = "NAME",
            description =
                    "rule set of the one-memory workload: fifty, or trivial, one rule that costs almost nothing; the full"
                            + " workload has the baseline (default: ${DEFAULT-VALUE})")
    private String rules = FIFTY;

    @Override
    public Integer call() throws Exception {
        OptionRange.among("--rules", RULE_SETS, rules);
        options.refuse(
                subject -> !FULL.contains(subject.kind()) && !ONE_MEMORY.contains(subject.kind()),
                "peers takes the engine and those who do its work, and measures pass-through beside them");
        Finding finding = new Finding("peers", options);
        List<Subject> full = chosen(USUAL_FULL, FULL);
        List<Subject> oneMemory = chosen(ONE_MEMORY, ONE_MEMORY);
        try (Rig rig = Rig.start()) {
            CatchUpSeries series = new CatchUpSeries(rig, options, finding);
            CatchUp catchUp = series.fill(options.plan());
            List<Step> steps = steps(full, oneMemory);
            for (int repetition = 1; repetition <= options.runs(); repetition++) {
                series.take(catchUp, steps, repetition);
            }
            finding.write(rig);
        }
        return finding.exitCode();
    }

    private List<Step> steps(List<Subject> full, List<Subject> oneMemory) {
        List<Step> steps = new ArrayList<>();
        Subjects.moving().forEach(subject -> steps.add(Step.atCentre(subject)));
        for (Subject subject : full) {
            steps.add(new Step(subject, Map.of("workload", "full"), told -> told));
        }
        for (String write : options.quick() ? List.of("alerts") : List.of("alerts", "all")) {
            for (Subject subject : oneMemory) {
                steps.add(new Step(
                        subject,
                        factors(rules, write),
                        told -> told.with("rules", rules).with("write", write)));
            }
        }
        return steps;
    }

    /** Rows of other rules than usual have another name, so that nobody sets them against the usual ones. */
    static Map<String, String> factors(String rules, String write) {
        Map<String, String> factors = new TreeMap<>(Map.of("workload", "one memory", "write", write));
        if (!rules.equals(FIFTY)) {
            factors.put("rules", rules);
        }
        return factors;
    }

    /** Those of these kinds that were asked for, or all that are usual. */
    private List<Subject> chosen(List<String> usual, List<String> kinds) {
        return options.subjects(Subjects.ofKinds(usual)).stream()
                .filter(subject -> kinds.contains(subject.kind()))
                .toList();
    }
}
