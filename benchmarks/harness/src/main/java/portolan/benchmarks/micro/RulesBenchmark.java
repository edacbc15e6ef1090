// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

import java.time.DayOfWeek;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Facts;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Verdict;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.Scorer;

/**
 * Cost of judging one consignment as the rule set grows. Answers: do 200 rules take less than 10 µs a consignment on
 * one core, and is nothing but a bit allocated for a rule that does not fire? For the second, compare what {@code
 * silent} allocates with 100 rules and with 200.
 *
 * <pre>deploy/portolan bench micro RulesBenchmark -prof gc</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class RulesBenchmark {
    private static final int FILINGS = 10_000;
    private static final int CONSIGNMENTS = 2_048;

    /** Both hold every rule of the baseline, so that they read the same fields. */
    @Param({"100", "200"})
    private int rules;

    private MeasuredCase[] measured = {};
    private RuleSet ruleSet = BaselineRuleSet.compiled();
    private RuleSet silent = ruleSet;
    private RuleSet elsewhere = ruleSet;
    private int next;

    /** Replays the feed; the same consignments in every run. */
    @Setup
    public void replay() {
        measured = MeasuredCase.lastOf(FILINGS, CONSIGNMENTS).toArray(new MeasuredCase[0]);
        if (measured.length != CONSIGNMENTS) {
            throw new IllegalStateException("too few consignments: found=" + measured.length);
        }
        ruleSet = ManyRules.of(rules);
        silent = ManyRules.silent(rules);
        elsewhere = ManyRules.elsewhere(rules);
    }

    /** Facts, rules, lanes. */
    @Benchmark
    public List<Verdict> judge() {
        MeasuredCase of = measured[next++ & (CONSIGNMENTS - 1)];
        return ruleSet.judge(Facts.of(of.readings(), of.event().live()), DayOfWeek.MONDAY);
    }

    /** The same of rules that never fire. */
    @Benchmark
    public List<Verdict> silent() {
        MeasuredCase of = measured[next++ & (CONSIGNMENTS - 1)];
        return silent.judge(Facts.of(of.readings(), of.event().live()), DayOfWeek.MONDAY);
    }

    /** Of rules that never fire, of which most need not be tried. */
    @Benchmark
    public List<Verdict> elsewhere() {
        MeasuredCase of = measured[next++ & (CONSIGNMENTS - 1)];
        return elsewhere.judge(Facts.of(of.readings(), of.event().live()), DayOfWeek.MONDAY);
    }

    /** The whole assessment, with its evidence in words. */
    @Benchmark
    public Assessment assess() {
        MeasuredCase of = measured[next++ & (CONSIGNMENTS - 1)];
        return Scorer.assess(
                ruleSet,
                RuleSetRef.unsigned(ruleSet),
                of.event(),
                of.readings(),
                of.dataQuality(),
                "benchmark",
                Reference.bundled());
    }
}
