package portolan.benchmarks.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How fast the engine works off a full topic, beside the limits of the machine. */
@Command(name = "throughput", description = "How many filings a second from a full topic, beside the limits?")
final class ThroughputCommand implements Callable<Integer> {
    @Mixin
    private final RunOptions options = new RunOptions();

    @Override
    public Integer call() throws Exception {
        List<Subject> subjects = options.subjects(Subjects.ofKinds("limit", "engine"));
        Finding finding = new Finding(
                "throughput",
                "How many filings a second does the engine work off from a full topic, and what share is that of what"
                        + " this machine can do at all?",
                options);
        try (Rig rig = Rig.start()) {
            CatchUpSeries series = new CatchUpSeries(rig, options, finding);
            CatchUp catchUp = series.fill(options.plan());
            for (int repetition = 1; repetition <= options.runs(); repetition++) {
                for (Subject subject : Subjects.rotated(subjects, repetition)) {
                    series.measure(catchUp, subject, Map.of(), repetition, told -> told);
                }
            }
            finding.write(rig, Centre.VIEWS, Centre.method(catchUp, options.runs()), Centre.NOT_MEASURED);
        }
        return finding.exitCode();
    }
}
