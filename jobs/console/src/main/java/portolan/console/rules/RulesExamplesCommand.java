// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.TextLine;
import portolan.scoring.rules.Bits;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.ExampleResult;
import portolan.scoring.rules.ExampleRun;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSetCompiler;
import portolan.scoring.rules.RuleText;
import portolan.scoring.rules.RuleTrace;

/** {@code portolan rules examples DIR}: runs the examples of a rule set, one line each. */
@Command(
        name = "examples",
        description = {
            "Runs DIR/examples.yaml on DIR/ruleset.yaml and prints a line each.",
            "A failed one shows what was expected, what came, and why its rules fired or did not."
        },
        exitCodeList = {"0:all examples passed", "2:some did not, or the rule set has faults or cannot be read"})
final class RulesExamplesCommand extends ConsoleCommand {
    @Parameters(paramLabel = "DIR", description = RuleSetFolder.DESCRIPTION)
    private Path folder = Path.of(".");

    @Override
    public Integer call() throws Exception {
        PrintWriter err = err();
        RuleSetFolder texts = RuleSetFolder.read(folder);
        RuleText examples = texts.examples();
        if (examples == null) {
            err.println("no examples to run: there is no file " + folder.resolve("examples.yaml"));
            return BAD_INPUT;
        }
        Compiled compiled = RuleSetCompiler.compile(texts.rules(), null);
        if (compiled instanceof Compiled.Refused refused) {
            err.println(refused.render());
            err.println();
            err.println("no examples run: the rule set has "
                    + TextLine.counted(refused.issues().size(), "fault"));
            return BAD_INPUT;
        }
        return print(ExampleRun.of(((Compiled.Accepted) compiled).ruleSet(), examples), out(), err);
    }

    private static int print(ExampleRun run, PrintWriter out, PrintWriter err) {
        List<ExampleResult> results = run.results();
        for (ExampleResult result : results) {
            print(result, out);
        }
        long passed = results.stream().filter(ExampleResult::passed).count();
        out.println(TextLine.counted(results.size(), "example") + ": " + passed + " passed, "
                + (results.size() - passed) + " failed");
        if (run.issues().isEmpty()) {
            return RuleErrand.OK;
        }
        if (passed == results.size()) {
            // What is wrong is in none of them, such as a text that is no YAML.
            run.issues().forEach(issue -> err.println(issue.render()));
        }
        return BAD_INPUT;
    }

    private static void print(ExampleResult result, PrintWriter out) {
        out.println((result.passed() ? "passed  " : "FAILED  ") + TextLine.harmless(result.name()));
        String called = "example '" + result.name() + "', ";
        for (RuleIssue issue : result.issues()) {
            String message = issue.message();
            out.println("        " + issue.file() + ':' + issue.line() + ':' + issue.column() + ": "
                    + (message.startsWith(called) ? message.substring(called.length()) : message));
        }
        for (RuleTrace trace : result.traces()) {
            out.println("          " + trace.rule() + ": " + words(trace));
        }
    }

    private static String words(RuleTrace trace) {
        return switch (trace.state()) {
            case FIRED -> "fired, " + (trace.bits() < 0 ? "" : "+") + Bits.show(trace.bits());
            case NOT_MET -> "its condition does not hold";
            case ABSENT -> "absent: " + String.join(", ", trace.absent());
            case UNDEFINED -> "its bits are no finite number";
        };
    }
}
