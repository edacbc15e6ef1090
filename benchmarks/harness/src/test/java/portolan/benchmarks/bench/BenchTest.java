// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import portolan.benchmarks.report.Environment;
import portolan.benchmarks.report.Result;
import portolan.benchmarks.report.Run;
import portolan.peers.SubjectSettings;

final class BenchTest {
    private static final Pattern NAME = Pattern.compile("`([a-z ]+)`");

    private static final List<String> MEASURING = List.of(
            "throughput",
            "peers",
            "scale",
            "scale rules",
            "latency",
            "latency checkpoint",
            "latency soak",
            "recovery",
            "profile",
            "micro pieces");

    @TempDir
    private Path directory;

    @Test
    void theDocumentNamesEveryCommandAndNoOther() throws Exception {
        Set<String> documented = new TreeSet<>();
        boolean inTable = false;
        for (String line : Files.readAllLines(Path.of("..", "README.md"))) {
            inTable = line.startsWith("| command |") || (inTable && line.startsWith("|"));
            if (inTable) {
                Matcher name = NAME.matcher(line.substring(0, line.indexOf('|', 1)));
                while (name.find()) {
                    documented.add(name.group(1));
                }
            }
        }

        Set<String> commands = new TreeSet<>();
        bench().getSubcommands().forEach((name, command) -> {
            commands.add(name);
            command.getSubcommands().keySet().forEach(within -> commands.add(name + ' ' + within));
        });
        assertThat(documented).isEqualTo(commands);
    }

    @Test
    void helpSaysOfEveryOptionWhatItIs() {
        for (String command : MEASURING) {
            assertThat(command(command).getCommandSpec().options())
                    .allSatisfy(option -> assertThat(String.join(" ", option.description()))
                            .as(command + ' ' + option.longestName())
                            .isNotBlank());
        }
    }

    @Test
    void everyCommandThatMeasuresTakesTheCommonOptions() {
        for (String command : MEASURING) {
            assertThat(command(command).getCommandSpec().optionsMap().keySet())
                    .as(command)
                    .contains("--quick", "--runs", "--seconds", "--out", "--subjects");
        }
    }

    @Test
    void aPageNamesTheCommandWithoutTheFolderOfTheCheckout() {
        assertThat(Machine.command("a.b.Bench soak --out /a checkout/benchmarks/results/x --rate 2", "/a checkout"))
                .isEqualTo("deploy/portolan bench soak --out benchmarks/results/x --rate 2");
    }

    @Test
    void whateverFollowsMicroIsForJmh() {
        CommandLine.ParseResult micro =
                Objects.requireNonNull(bench().parseArgs("micro", "PieceBenchmark", "-prof", "gc", "-p", "piece=rules")
                        .subcommand());

        assertThat(((MicroCommand) micro.commandSpec().userObject()).arguments())
                .containsExactly("PieceBenchmark", "-prof", "gc", "-p", "piece=rules");
    }

    @Test
    void microWithoutAPatternIsPieces() {
        assertThat(refused("micro", "--out", directory.toString(), "--pieces", "decode,thought"))
                .contains("--pieces must be one of decode, ", "given=thought");
    }

    @Test
    void theReportMakesThePageOfEachResult() throws Exception {
        result("throughput").write(directory);
        result("rules").write(directory);
        result("peers").write(folder("one-memory/with_more"));

        assertThat(report(directory)).isEmpty();
        assertThat(directory.resolve("throughput.md")).exists();
        assertThat(directory.resolve("rules.md")).exists();
        assertThat(directory.resolve("one-memory/with_more/peers.md")).exists();
    }

    @Test
    void theReportLeavesOutQuickResultsOfFoldersWithinAndSaysSo() throws Exception {
        result("peers").write(directory);
        result("soak").write(folder("quick"));
        quickResult("scale").write(folder("tried"));
        Files.writeString(directory.resolve("settings.json"), "{}");

        assertThat(report(directory))
                .contains(
                        "the folder `quick`: quick results",
                        "`tried/scale.json`: a quick result",
                        "`settings.json`: not a result");
        assertThat(directory.resolve("quick/soak.md")).doesNotExist();
        assertThat(directory.resolve("tried/scale.md")).doesNotExist();
    }

    @Test
    void theReportLeavesOutAResultUnderAnotherName() throws Exception {
        result("peers").write(directory);
        Files.move(directory.resolve("peers.json"), directory.resolve("peers-before.json"));
        result("soak").write(directory);

        assertThat(report(directory)).contains("`peers-before.json`: its result has another name");
        assertThat(directory.resolve("peers.md")).doesNotExist();
    }

    @Test
    void whoNamesAFolderOfQuickResultsSeesThem() throws Exception {
        quickResult("scale").write(folder("quick"));

        assertThat(report(directory.resolve("quick"))).isEmpty();
        assertThat(Files.readString(directory.resolve("quick/scale.md"))).contains("(quick, not to be quoted)");
    }

    @Test
    void aFolderWithoutResultsIsBadInput() {
        assertThat(refused("report", directory.toString())).contains("no result in this folder");
        assertThat(refused("report", directory.resolve("nowhere").toString())).contains("no such folder");
        assertThat(refused("report compare", "no.json", "none.json")).contains("file=no.json");
    }

    @Test
    void resultsOfTwoCommandsAreNotCompared() throws Exception {
        quickResult("scale").write(directory);
        quickResult("peers").write(directory);
        String scale = directory.resolve("scale.json").toString();

        assertThat(refused(
                        "report compare", scale, directory.resolve("peers.json").toString()))
                .contains("A is of scale, B of peers");
        assertThat(bench().execute("report", "compare", scale, scale)).isZero();
    }

    @Test
    void whereNoResultCanBeWrittenNothingIsStarted() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        for (String command : MEASURING) {
            assertThat(refused(command, "--out", file.toString()))
                    .as(command)
                    .contains(
                            "results cannot be written",
                            "a file is where the folder should be",
                            "--out",
                            "file=" + file);
        }

        assertThat(refused("latency soak", "--out", file.resolve("within/it").toString()))
                .contains("out=" + file.resolve("within/it"), "file=" + file);
    }

    @Test
    void aFolderThatNobodyMayWriteInIsNamed() {
        // Linux keeps this one for itself, also from root.
        assumeThat(Path.of("/proc/self")).exists();

        assertThat(refused("throughput", "--out", "/proc/results"))
                .contains("results cannot be written", "out=/proc/results");
    }

    @Test
    void anUnknownSubjectIsBadInput() {
        assertThat(refused("throughput", "--subjects", "enigne", "--out", directory.toString()))
                .contains("name=enigne", "engine");
    }

    @Test
    void thePeersRuleSetsAreThoseThatThePeersBringAlong() throws Exception {
        try (Stream<Path> folders = Files.list(Path.of("..", "peers/src/main/resources/portolan/peers"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(PeersCommand.RULE_SETS);
        }
        assertThat(refused("peers", "--rules", "sixty")).contains("fifty, trivial", "given=sixty");
    }

    @Test
    void rowsOfTheTrivialRuleAreNamedSo() {
        assertThat(row(PeersCommand.factors("fifty", "all"))).isEqualTo("values, workload one memory, write all");
        assertThat(row(PeersCommand.factors("trivial", "all")))
                .isEqualTo("values, rules trivial, workload one memory, write all");
    }

    @Test
    void rowsOfRulesThatApplyAreNamedSo() {
        assertThat(row(RuleCountCommand.factors(500, null, false))).isEqualTo("values, rules 500");
        assertThat(row(RuleCountCommand.factors(500, 10, false)))
                .isEqualTo("values, applying 10, others elsewhere, rules 500");
        assertThat(row(RuleCountCommand.factors(500, 10, true)))
                .isEqualTo("values, applying 10, others tried, rules 500");
    }

    @Test
    void rulesThatAnEngineWouldRefuseAreRefusedBeforeItIsStarted() {
        assertThat(refused("scale rules", "--counts", "50,5", "--applying", "10"))
                .contains("count=5, applying=10");
        assertThat(refused("scale rules", "--counts", "0")).contains("count=0");
        assertThat(refused("scale rules", "--tried")).contains("--tried", "--applying");
        assertThat(refused("scale rules", "--counts", "2001")).contains("count=2001", "refused=");
    }

    @Test
    void rowsOfOrderedModeAreNamedSo() {
        assertThat(row(LatencyCommand.factors("arrival", Subject.named("engine"))))
                .isEqualTo("values");
        assertThat(row(LatencyCommand.factors("ordered", Subject.named("engine"))))
                .isEqualTo("values, mode ordered");
        assertThat(row(LatencyCommand.factors("ordered", Subject.named("stateless"))))
                .isEqualTo("values");
        assertThat(refused("latency", "--mode", "sorted", "--out", directory.toString()))
                .contains("--mode must be one of arrival, ordered", "given=sorted");
        assertThat(refused("latency", "--mode", "ordered", "--subjects", "raw", "--out", directory.toString()))
                .contains("--mode ordered is of the engine", "subjects=[raw]");
    }

    @Test
    void theEngineAloneIsToldOfOrderedMode() {
        SubjectSettings usual = SubjectSettings.of();

        assertThat(LatencyCommand.told(usual, "ordered", Subject.named("engine"))
                        .mode())
                .isEqualTo("ordered");
        assertThat(LatencyCommand.told(usual, "ordered", Subject.named("stateless"))
                        .mode())
                .isEqualTo("arrival");
    }

    @Test
    void numbersThatNothingCanBeMeasuredWithAreRefusedBeforeAnythingIsStarted() {
        for (String command : MEASURING) {
            assertThat(refused(command, "--runs", "0")).as(command).contains("--runs must be at least 1", "given=0");
        }
        assertThat(refused("throughput", "--seconds", "0")).contains("--seconds must be above 0", "given=0.0");
        assertThat(refused("throughput", "--seconds", "NaN")).contains("--seconds", "given=NaN");
        assertThat(refused("latency soak", "--cache-part", "0")).contains("--cache-part must be at least 1", "given=0");
        assertThat(refused("latency soak", "--cache-part", "10", "--subjects", "engine,stateless"))
                .contains("--cache-part", "name=stateless");
        assertThat(refused("scale", "--shippers", "0")).contains("--shippers must be at least 1", "given=0");
        assertThat(refused("latency", "--most", "0")).contains("--most must be above 0", "given=0.0");
        assertThat(refused("latency", "--sustained", "0")).contains("--sustained must be above 0", "given=0.0");
        assertThat(refused("latency checkpoint", "--intervals", "10,0"))
                .contains("--intervals must be above 0", "given=0.0");
        assertThat(refused("recovery", "--before", "0")).contains("--before must be above 0", "given=0.0");
        assertThat(refused("latency soak", "--windows", "0")).contains("--windows must be at least 1", "given=0");
    }

    @Test
    void wordsThatNameNothingAreRefusedWithThoseThatDo() {
        assertThat(refused("scale", "--factors", "zipf,shipers"))
                .contains("--factors must be one of shippers, zipf, hot", "delivery, cache", "given=shipers");
        assertThat(refused("latency checkpoint", "--delivery", "twice"))
                .contains("--delivery must be one of at-least-once, exactly-once", "given=twice");
        assertThat(refused("scale rules", "--subjects", "enigne")).contains("unknown subject: name=enigne");
        assertThat(refused("throughput", "--feed", "v3")).contains("--feed must be one of v1, v2", "given=v3");
    }

    @Test
    void subjectsThatACommandCannotMeasureAreRefused() {
        assertThat(refused("peers", "--subjects", "engine,pass-through")).contains("--subjects", "name=pass-through");
        assertThat(refused("latency soak", "--subjects", "engine-cluster"))
                .contains("--subjects", "who submits the job", "name=engine-cluster");
    }

    private static String row(Map<String, String> factors) {
        return new Run("values", factors, 1, Map.of()).row().label();
    }

    /** What a command says in its one line when it ends with 2. */
    private static String refused(String command, String... options) {
        StringWriter said = new StringWriter();
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.addAll(List.of(options));
        assertThat(bench().setErr(new PrintWriter(said)).execute(words.toArray(String[]::new)))
                .isEqualTo(2);
        assertThat(said.toString().lines()).hasSize(1);
        return said.toString();
    }

    /** A command by its words. */
    private static CommandLine command(String words) {
        CommandLine command = bench();
        for (String word : words.split(" ", -1)) {
            command = Objects.requireNonNull(command.getSubcommands().get(word), words);
        }
        return command;
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    /** What the report says that it leaves out. */
    private static String report(Path of) {
        StringWriter said = new StringWriter();
        assertThat(bench().setErr(new PrintWriter(said)).execute("report", of.toString()))
                .isZero();
        return said.toString();
    }

    private static CommandLine bench() {
        return Bench.commandLine();
    }

    private static Result result(String name) {
        return result(name, false);
    }

    private static Result quickResult(String name) {
        return result(name, true);
    }

    private static Result result(String name, boolean quick) {
        return new Result(
                name,
                quick,
                new Environment(Map.of(), Map.of()),
                List.of(),
                List.of(new Run("engine", Map.of(), 1, Map.of("rate", 5.0))),
                List.of());
    }
}
