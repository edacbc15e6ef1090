// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import portolan.benchmarks.bench.CatchUpSeries.Step;

/** How fast the engine works off a full topic, beside the limits of the machine. */
@Command(name = "throughput", description = "How many filings/s from a full topic, compared with the limits?")
final class ThroughputCommand implements Callable<Integer> {
    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws Exception {
        List<Subject> subjects = options.subjects(Subjects.ofKinds("limit", "engine"));
        Finding finding = new Finding("throughput", options);
        try (Rig rig = Rig.start()) {
            CatchUpSeries series = new CatchUpSeries(rig, options, finding);
            CatchUp catchUp = series.fill(options.plan());
            List<Step> steps = subjects.stream().map(Step::atCentre).toList();
            for (int repetition = 1; repetition <= options.runs(); repetition++) {
                series.take(catchUp, steps, repetition);
            }
            finding.write(rig);
        }
        return finding.exitCode();
    }
}
