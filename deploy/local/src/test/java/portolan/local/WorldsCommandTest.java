// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.evaluate.WorldFigures;
import portolan.console.evaluate.WorldsReport;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.Declaration;

/**
 * What the engine finds in small feeds of the worlds does not collapse. Floors lie well below today's figures: a feed of
 * this size has some thirty offences that are judged.
 */
@Tag("rest")
class WorldsCommandTest {
    private static final int SEED = 71;
    private static final int FILINGS = 8_000;

    @TempDir
    private Path directory;

    @Test
    void worldAKeepsItsFloors() throws Exception {
        WorldFigures figures = measured("--worlds", "a", "--folder", directory);

        assertThat(figures.missing()).isZero();
        assertThat(figures.offences()).isBetween(15, 60);
        assertThat(figures.written().precisionAt1()).isGreaterThan(0.3);
        assertThat(figures.written().shareAt5()).isGreaterThan(0.55);
        assertThat(figures.written().auc()).isGreaterThan(0.85);
    }

    @Test
    void worldBKeepsItsFloorsAndIsJudgedAsItsOwnJudgeDoes() throws Exception {
        Path worlds = worlds();
        WorldFigures figures = measured("--worlds", "b", "--folder", worlds);

        assertThat(figures.missing()).isZero();
        assertThat(figures.written().shareAt5()).isGreaterThan(0.5);
        assertThat(figures.written().auc()).isGreaterThan(0.8);
        String judged = judgedByOthers(worlds.resolve("b"));
        assertThat(number(judged, "\"judged\": ([0-9]+)")).isEqualTo(figures.judged());
        assertThat(number(judged, "\"illicit\": ([0-9]+)")).isEqualTo(figures.offences());
        String ranking = judged.substring(judged.indexOf("\"product, last\""));
        assertThat(number(ranking, "\"1%\": \\{[^}]*\"precision\": ([0-9.]+)"))
                .isEqualTo(figures.written().precisionAt1(), offset(1e-9));
        assertThat(number(ranking, "\"5%\": \\{[^}]*\"recall\": ([0-9.]+)"))
                .isEqualTo(figures.written().shareAt5(), offset(1e-9));
        assertThat(number(ranking, "\"auc\": \\{\\s*\"auc\": ([0-9.]+)"))
                .isEqualTo(figures.written().auc(), offset(1e-9));
        String schemes = judged.substring(judged.indexOf("\"schemes\""));
        for (Map.Entry<String, WorldFigures.Scheme> each :
                figures.written().schemes().entrySet()) {
            assertThat(number(schemes, '"' + each.getKey() + "\": \\{[^}]*\"recall@5%\": ([0-9.]+)"))
                    .as(each.getKey())
                    .isEqualTo(
                            (double) each.getValue().found() / each.getValue().offences(), offset(1e-9));
        }
    }

    @Test
    void aWorldIsAFolderWithAGeneratorAndItsFlagsAreArtefacts() throws Exception {
        assumePython();
        Path folder = Files.createDirectories(directory.resolve("worlds/c"));
        Files.writeString(folder.resolve("make_feed.py"), """
                import argparse
                parser = argparse.ArgumentParser()
                for option in ("--seed", "--filings", "--out", "--base-rate"):
                    parser.add_argument(option, required=option != "--base-rate", help="as [--this] is no option")
                parser.add_argument("--in-pounds", action="store_true")
                parser.parse_args()
                raise SystemExit("no port in the storm")
                """);

        List<ForeignWorld> worlds = ForeignWorld.in(directory.resolve("worlds"), null);

        assertThat(worlds).extracting(ForeignWorld::name).containsExactly("c", "c-often", "c-rare");
        assertThat(worlds.get(0).artefacts()).containsExactly("in-pounds");
        CommandRun.of("evaluate", "worlds", "--worlds", "c", "--folder", directory.resolve("worlds"))
                .assertRefused("the generator failed", "no port in the storm");
    }

    @Test
    void aLossAgainstAFormerReportFailsTheCommand() throws Exception {
        Path json = directory.resolve("worlds.json");
        Path former = directory.resolve("former.json");
        Object[] again = {
            "evaluate",
            "worlds",
            "--plain",
            "--worlds",
            "a",
            "--seeds",
            2,
            "--at-once",
            2,
            "--filings",
            5_000,
            "--folder",
            directory,
            "--json",
            json,
            "--against",
            former
        };
        Path prior = directory.resolve("prior");
        Object[] alone = Arrays.copyOf(again, again.length);
        alone[again.length - 2] = "--prior";
        alone[again.length - 1] = prior;
        CommandRun first = CommandRun.of(alone).assertDone();
        String text = Files.readString(json);
        Files.writeString(former, text);

        Path bank = directory.resolve("bank.txt");
        Object[] choosing = Arrays.copyOf(again, again.length + 2);
        choosing[again.length] = "--bank";
        choosing[again.length + 1] = bank;
        CommandRun same = CommandRun.of(choosing).assertDone();
        Files.writeString(former, text.replaceAll("\"auc\" : 0[.0-9]+", "\"auc\" : 0.999"));
        CommandRun lost = CommandRun.of(again);

        assertThat(first.output()).contains("|a|none|").doesNotContain("→");
        assertThat(prior.resolve("ruleset.yaml"))
                .content()
                .contains("fitted to worlds a, ", "  - id: prior-", "source: 'fitted to worlds a'");
        assertThat(same.output()).contains("→");
        assertThat(Bank.whole().declarations().stream().map(Declaration::written))
                .containsAll(Files.readAllLines(bank))
                .hasSizeGreaterThan(2 * Files.readAllLines(bank).size());
        assertThat(Files.readAllLines(bank)).hasSizeGreaterThan(5).startsWith("{bills: []}");
        lost.assertTold(1, "portolan: lost: world a: AUC -0.");
        assertThat(Files.readString(json))
                .as("a feed is the same whenever it is measured")
                .isEqualTo(text.replace(command(text), command(Files.readString(json))));
    }

    private static String command(String report) {
        return report.lines()
                .filter(line -> line.contains("\"command\""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aShadowIsShownBesideWhatIsAsWithoutIt() {
        Object[] plain = {"evaluate", "worlds", "--plain", "--worlds", "a", "--seeds", 2, "--filings", 2_500};
        Object[] shadow = Arrays.copyOf(plain, plain.length + 2);
        shadow[plain.length] = "--learning";
        shadow[plain.length + 1] = "shadow";

        String off = CommandRun.of(plain).assertDone().output();
        String page = CommandRun.of(shadow).assertDone().output();

        assertThat(page)
                .contains("Learning in shadow, by quarter", "|a|in force|0.00|", "|a|shadow|")
                .doesNotContain("adopted");
        assertThat(page.lines().filter(line -> !line.startsWith("- Command")))
                .containsAll(off.lines()
                        .filter(line -> !line.startsWith("- Command"))
                        .toList());
    }

    /** What an artefact costs once learning is adopted stands beside what it costs as written. */
    @Test
    void feedsWithAnArtefactLearnToo() throws Exception {
        Path json = directory.resolve("worlds.json");
        CommandRun.of(
                        "evaluate",
                        "worlds",
                        "--learning",
                        "adopt",
                        "--worlds",
                        "a",
                        "--artefacts",
                        "pounds",
                        "--seeds",
                        2,
                        "--filings",
                        2_500,
                        "--folder",
                        directory,
                        "--json",
                        json)
                .assertDone();

        List<WorldFigures> feeds = WorldsReport.read(json).feeds();
        assertThat(feeds).extracting(WorldFigures::artefact).containsExactly("", "pounds");
        assertThat(feeds).allSatisfy(feed -> assertThat(feed.learned()).containsOnlyKeys("a"));
    }

    @Test
    void trialsAreOfLearning() {
        CommandRun.of("evaluate", "worlds", "--trials", directory.resolve("trials.md"), "--folder", directory)
                .assertRefused("--trials needs --learning adopt");
    }

    @Test
    void aWorldThatIsNotThereIsRefused() {
        CommandRun.of("evaluate", "worlds", "--worlds", "a,z", "--folder", directory)
                .assertRefused("no such world: worlds=z, there are a");
        CommandRun.of("evaluate", "worlds", "--worlds", "a", "--artefacts", "pounds,ink", "--folder", directory)
                .assertRefused("no such artefact of these worlds: artefacts=ink");
        CommandRun.of("generate", "--artefact", "ink", "--out", directory)
                .assertRefused("no such artefact: name=ink, artefacts=[vgm-of-first-item, ");
    }

    private WorldFigures measured(Object... more) throws Exception {
        Path json = directory.resolve("worlds.json");
        Object[] arguments = {
            "evaluate",
            "worlds",
            "--plain",
            "--seeds",
            SEED,
            "--filings",
            FILINGS,
            "--json",
            json,
            more[0],
            more[1],
            more[2],
            more[3]
        };
        CommandRun.of(arguments).assertDone();
        return WorldsReport.read(json).feeds().get(0);
    }

    /** The judge of world B on what {@code score} wrote of the same feed. */
    private String judgedByOthers(Path world) throws IOException, InterruptedException {
        Path feed = Files.createDirectory(directory.resolve("feed"));
        new ForeignWorld(world, List.of(), data(), "").make(SEED, FILINGS, "", feed);
        Path assessments = directory.resolve("scored/assessments.jsonl");
        CommandRun.of(
                        "score",
                        "--filings",
                        feed.resolve("filings.jsonl"),
                        "--outcomes",
                        feed.resolve("outcomes.jsonl"),
                        "--watchlist",
                        feed.resolve("watchlist.csv"),
                        "--out",
                        directory.resolve("scored"))
                .assertDone();
        Path judged = directory.resolve("judged.json");
        Process judge = new ProcessBuilder(
                        "python3",
                        world.resolve("judge.py").toString(),
                        "--truth",
                        feed.resolve("truth.csv").toString(),
                        "--assessments",
                        assessments.toString(),
                        "--json",
                        judged.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(judge.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        judge.waitFor();
        // It misses what these lines leave out, and judges them all the same.
        assertThat(judged).as(said).exists();
        return Files.readString(judged);
    }

    private static double number(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return Double.parseDouble(found.group(1));
    }

    private static @Nullable Path data() {
        String data = System.getenv("PORTOLAN_DATA");
        return data == null ? null : Path.of("../..").resolve(data);
    }

    private static Path worlds() throws InterruptedException {
        String worlds = System.getenv("PORTOLAN_WORLDS");
        assumeTrue(worlds != null, "PORTOLAN_WORLDS is not set: it names the folder that holds world b");
        Path folder = Path.of("../..").resolve(worlds);
        assumeTrue(Files.isDirectory(folder.resolve("b")), "no world b in " + worlds);
        assumePython();
        return folder;
    }

    private static void assumePython() throws InterruptedException {
        try {
            Process python =
                    new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 11))").start();
            assumeTrue(python.waitFor() == 0, "python3 is older than 3.11");
        } catch (IOException e) {
            assumeTrue(false, "no python3 on the PATH");
        }
    }
}
