package portolan.benchmarks.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import portolan.benchmarks.report.Environment;
import portolan.benchmarks.report.Page;
import portolan.benchmarks.report.Result;
import portolan.benchmarks.report.Run;
import portolan.benchmarks.report.Trace;
import portolan.benchmarks.report.View;

/** A result while it is measured; every run is said on standard error, so that a person sees how it goes. */
final class Finding {
    private final String name;
    private final String question;
    private final RunOptions options;
    private final Path out;
    private final Map<String, String> facts;
    private final List<Run> runs = new ArrayList<>();
    private final List<Trace> traces = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * A finding without any figures.
     *
     * @throws portolan.local.BadInput where nothing could be measured as told, or its result could not be written:
     *     nobody should learn that in an hour
     */
    Finding(String name, String question, RunOptions options) {
        this.out = options.out();
        options.check();
        this.facts = Machine.facts();
        this.name = name;
        this.question = question;
        this.options = options;
    }

    void add(String subject, Map<String, String> factors, int repetition, Map<String, Double> figures) {
        Run run = new Run(subject, factors, repetition, figures);
        runs.add(run);
        System.err.println(
                "portolan: " + name + ' ' + run.row().label() + ", repetition " + repetition + ": " + figures);
    }

    /** What was not measured, and why; what was measured before is worth as much as it was. */
    void failed(String subject, Map<String, String> factors, int repetition, RuntimeException why) {
        String what = subject + factors.values() + ", repetition " + repetition;
        String message = String.valueOf(why.getMessage());
        failures.add("Failed, and not in the figures: " + what + ": "
                + message.lines().findFirst().orElse(message));
        System.err.println("portolan: " + name + ' ' + what + " failed: " + why.getMessage());
    }

    void add(Trace trace) {
        traces.add(trace);
    }

    /** What the command ends with: a result that lacks something is none to rely on. */
    int exitCode() {
        return failures.isEmpty() ? 0 : 1;
    }

    /**
     * Writes JSON, page and charts, and says where.
     *
     * @throws IllegalStateException when nothing was measured: an earlier result is worth more than an empty one
     */
    void write(Rig rig, List<View> views, List<String> method, List<String> notMeasured) {
        if (runs.isEmpty()) {
            throw new IllegalStateException("nothing was measured: name=" + name + ", failures=" + failures);
        }
        List<String> missing = new ArrayList<>(failures);
        missing.addAll(notMeasured);
        Result result = new Result(
                name,
                question,
                options.quick(),
                new Environment(facts, rig.commands()),
                Subjects.ofKinds("limit").stream().map(Subject::name).toList(),
                method,
                missing,
                views,
                runs,
                traces);
        result.write(out);
        Page.of(result).write(out);
        System.out.println(out.resolve(name + ".md"));
    }
}
