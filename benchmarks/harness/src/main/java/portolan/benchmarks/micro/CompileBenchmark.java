// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.micro;

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
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSetCompiler;

/**
 * Cost of compiling the text of a rule set, as every task does with each that is published. Answers: is a set of 200
 * rules ready within the second between publishing and taking effect, in a warm JVM ({@code warm}) and in a new one
 * ({@code first})?
 *
 * <pre>deploy/portolan bench micro CompileBenchmark</pre>
 */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CompileBenchmark {
    /** The baseline, or so many of its rules. */
    @Param({"baseline", "100", "200"})
    private String rules = "baseline";

    private String text = "";

    @Setup
    public void write() {
        text = rules.equals("baseline") ? BaselineRuleSet.text() : ManyRules.text(Integer.parseInt(rules));
    }

    /** Of many in one JVM. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @Fork(1)
    @Warmup(iterations = 3, time = 5)
    @Measurement(iterations = 3, time = 5)
    public Compiled warm() {
        return RuleSetCompiler.compile(text);
    }

    /** The first in a JVM. Writing the texts of 100 and 200 rules has compiled the baseline once before. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(5)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public Compiled first() {
        return RuleSetCompiler.compile(text);
    }
}
