// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class PortolanTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpAndVersionGoToStandardOutput() {
        assertThat(run("--help")).isZero();
        assertThat(run("--version")).isZero();

        assertThat(out.toString()).contains("Usage: portolan", "Exit codes:").containsPattern("portolan \\d+\\.\\d+");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void badUsageIsExitCodeTwoAndATextOnStandardError() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("xyz", "--filings", "a")).isEqualTo(2);

        assertThat(err.toString()).isEqualTo("""
                        portolan: say a command, one of: demo, class, score, run, bootstrap, receive, message, feeds, send, generate, evaluate, explain, desk, rules, suppressions, senders, watchlists, watch, \
                        outcomes, audit, rejects, topics, cluster, backup; see 'portolan --help'
                        portolan: unknown command 'xyz'; see 'portolan --help'
                        """);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "score --filngs=a --out b                   | '--filngs'; did you mean '--filings'? See 'portolan score --help'",
                "score --filings a --otu b                  | '--otu'; did you mean '--out'? See 'portolan score --help'",
                "score --filings a --out b --paralelism 3   | '--paralelism'; did you mean '--parallelism'? See 'portolan score --help'",
                "run --bootstrap a --rule-key b             | '--rule-key'; did you mean '--rule-keys'? See 'portolan run --help'",
                "rules check dir --thorough                 | '--thorough'; see 'portolan rules check --help'"
            })
    void anUnknownOptionIsNamedWithTheNearestOneAndNoUsage(String words, String told) {
        assertThat(run(words.split(" +"))).isEqualTo(2);

        assertThat(err.toString()).isEqualTo("portolan: unknown option " + told + "\n");
        assertThat(out.toString()).isEmpty();
    }

    /** The list of commands is picocli's: what is added later is asked too. */
    @TestFactory
    Stream<DynamicTest> everyCommandNamesAnUnknownOptionInOneLine() {
        return commands(Portolan.commandLine())
                .map(command -> DynamicTest.dynamicTest(command.getCommandSpec().qualifiedName(), () -> {
                    String name = command.getCommandSpec().qualifiedName();
                    CommandRun run = CommandRun.of((Object[]) (name + " --helpp").split(" ", 2)[1].split(" "));

                    assertThat(run.exitCode()).isEqualTo(2);
                    assertThat(run.errors())
                            .isEqualTo("portolan: unknown option '--helpp'; did you mean '--help'? See '" + name
                                    + " --help'\n");
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandThatSpeaksToKafkaSaysWhatItsExitCodeIsWhenThatIsAway() {
        return commands(Portolan.commandLine())
                .filter(command -> command.getCommandSpec().findOption("--bootstrap") != null)
                .map(command -> DynamicTest.dynamicTest(
                        command.getCommandSpec().qualifiedName(),
                        () -> assertThat(command.getCommandSpec().usageMessage().exitCodeList())
                                .containsKey("3")));
    }

    /** picocli puts in what stands in braces behind a dollar, and the word null where it knows nothing of that name. */
    @TestFactory
    Stream<DynamicTest> noHelpHasAHoleInIt() {
        return commands(Portolan.commandLine())
                .map(command -> DynamicTest.dynamicTest(
                        command.getCommandSpec().qualifiedName(),
                        () -> assertThat(command.getUsageMessage()).doesNotContain("null", "%n")));
    }

    private static Stream<CommandLine> commands(CommandLine from) {
        return Stream.concat(
                Stream.of(from), from.getSubcommands().values().stream().flatMap(PortolanTest::commands));
    }

    @Test
    void whatACommandRefusesItsHelpDoesNotOffer() {
        assertThat(run("run", "--help")).isZero();

        assertThat(out.toString()).contains("--rule-keys=").doesNotContain("--rules");
        assertThat(run("run", "--bootstrap", "127.0.0.1:1", "--rules", "dir")).isEqualTo(2);
        assertThat(err.toString()).contains("leave --rules out", "portolan rules publish");
    }

    @Test
    void badInputIsExitCodeTwoAndItsMessage() {
        assertThat(run(new BadInput("no such column: file=a.csv, column=wieght")))
                .isEqualTo(2);

        assertThat(err.toString()).isEqualTo("portolan: no such column: file=a.csv, column=wieght\n");
    }

    @Test
    void whatTheConsoleCannotWorkWithIsExitCodeTwoAndItsMessage() {
        assertThat(run("rules", "check", "nowhere")).isEqualTo(2);

        assertThat(err.toString()).isEqualTo("portolan: no rule set: there is no file nowhere/ruleset.yaml\n");
    }

    @Test
    void failedWorkIsExitCodeOneAndEachReasonOnce() {
        Exception cause = new IllegalStateException("no space left");
        assertThat(run(new IllegalStateException("cannot write: file=x", new RuntimeException(cause))))
                .isEqualTo(1);

        assertThat(err.toString())
                .isEqualTo("portolan: cannot write: file=x: java.lang.IllegalStateException: no space left\n");
    }

    private int run(String... arguments) {
        return run(Portolan.commandLine(), arguments);
    }

    private int run(Exception fault) {
        return run(Portolan.commandLine().addSubcommand(new Failing(fault)), "failing");
    }

    private int run(CommandLine command, String... arguments) {
        return command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Command(name = "failing")
    private record Failing(Exception fault) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw fault;
        }
    }
}
