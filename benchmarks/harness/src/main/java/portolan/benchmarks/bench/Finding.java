// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portolan.benchmarks.report.Environment;
import portolan.benchmarks.report.MarkdownPage;
import portolan.benchmarks.report.Result;
import portolan.benchmarks.report.Run;
import portolan.benchmarks.report.Trace;

/** A result while it is measured; every run is said on standard error, so that a person sees how it goes. */
final class Finding {
    private final String name;
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
    Finding(String name, RunOptions options) {
        options.check();
        this.out = options.out();
        this.facts = Machine.facts();
        this.name = name;
        this.options = options;
    }

    /** What was measured. A figure that is no number failed: left out of the medians unsaid, it would flatter them. */
    void add(String subject, Map<String, String> factors, int repetition, Map<String, Double> figures) {
        Map<String, Double> measured = new LinkedHashMap<>();
        figures.forEach((figure, value) -> {
            if (Double.isFinite(value)) {
                measured.put(figure, value);
            } else {
                failed(
                        subject,
                        factors,
                        repetition,
                        new IllegalStateException(
                                "not seen to happen in the time that it was looked for: figure=" + figure));
            }
        });
        Run run = new Run(subject, factors, repetition, measured);
        runs.add(run);
        System.err.println(
                "portolan: " + name + ' ' + run.row().label() + ", repetition " + repetition + ": " + measured);
    }

    /** A part of what was measured, and said, in a row of its own: a number. */
    void addPart(String subject, Map<String, String> factors, int repetition, Map<String, Double> figures) {
        runs.add(new Run(subject, factors, repetition, figures));
    }

    /** What was not measured, and why; what was measured before is worth as much as it was. */
    void failed(String subject, Map<String, String> factors, int repetition, RuntimeException why) {
        String what = subject + factors.values() + ", repetition " + repetition;
        String message = String.valueOf(why.getMessage());
        failures.add(Result.FAILED + ", and not in the figures: " + what + ": "
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
     * Writes JSON, page and charts, and says where; nothing after Ctrl-C, which made fail what was running.
     *
     * @throws IllegalStateException when nothing was measured: an earlier result is worth more than an empty one
     */
    void write(Rig rig) {
        if (rig.isClosed()) {
            System.err.println("portolan: stopped, and no result is written: name=" + name);
            return;
        }
        write(rig.commands());
    }

    /**
     * The same, where there was no rig.
     *
     * @param commands of processes, by their names
     */
    void write(Map<String, List<String>> commands) {
        if (runs.isEmpty()) {
            throw new IllegalStateException("nothing was measured: name=" + name + ", failures=" + failures);
        }
        Result result = new Result(name, options.quick(), new Environment(facts, commands), failures, runs, traces);
        result.write(out);
        MarkdownPage.write(result, out);
        System.out.println(out.resolve(name + ".md"));
    }
}
