// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.evaluate.WorldTrialsPage;
import portolan.console.evaluate.WorldsComparison;
import portolan.console.evaluate.WorldsMeasured;
import portolan.console.evaluate.WorldsPage;
import portolan.console.evaluate.WorldsReport;
import portolan.console.rules.RuleSetFolder;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.UnusableInputException;
import portolan.pipeline.JobSettings;
import portolan.scoring.bank.Bank;
import portolan.scoring.rules.RuleSet;

/** What the engine finds in worlds that its rules were not made for. */
@Command(
        name = "worlds",
        description = {
            "Makes feeds of every world, replays them in order, judges the assessments by the whole truth, and prints one"
                    + " page: precision, share found, AUC, schemes, calibration, rules; by the weights as written and by"
                    + " weights fitted on another seed or world.",
            "World a is what generate makes. Others lie in the folder that PORTOLAN_WORLDS names, each a folder with a"
                    + " make_feed.py for Python 3.11; its options without a value are its artefacts.",
            "Variants are measured where --worlds names them: a-rare, a-often (fewer, more offences), a-even, a-odd (every"
                    + " second scheme left out), a-loose (more is restated, misspelt and vague, traders come and go);"
                    + " b-rare, b-often, b-watched (more inspections) and so on where a generator has --base-rate,"
                    + " --inspect-random and --inspect-clean.",
        },
        sortOptions = false,
        exitCodeList = {
            "0:measured",
            "1:a world lost more than the noise, compared with --against",
            "2:bad usage or bad input"
        })
final class WorldsCommand extends ConsoleCommand {
    private static final int A_WORLD_LOST = 1;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            split = ",",
            defaultValue = "71,72,73",
            description = "seeds of the feeds (default: ${DEFAULT-VALUE})")
    private List<Long> seeds = List.of();

    @Option(
            names = "--filings",
            paramLabel = "N",
            description = "filings of each feed, about (default: ${DEFAULT-VALUE})")
    private int filings = 100_000;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            description = "feeds that are measured at a time; each of 100,000 filings takes 1.5 GB of heap; with"
                    + " --learning each keeps 0.3 GB to the end (default: ${DEFAULT-VALUE})")
    private int atOnce = 1;

    @Option(names = "--worlds", paramLabel = "NAME", split = ",", description = "only these (default: all there are)")
    private List<String> only = List.of();

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "where the other worlds lie (default: what PORTOLAN_WORLDS names)")
    private @Nullable Path folder;

    @Option(names = "--plain", description = "without the feeds with artefacts")
    private boolean plain;

    @Option(
            names = "--artefacts",
            paramLabel = "NAME",
            split = ",",
            description = "only feeds with these, beside plain ones (default: each alone)")
    private List<String> artefacts = List.of();

    @Option(
            names = "--learning",
            paramLabel = "WHICH",
            description =
                    "off; shadow: fit a second opinion every four weeks, and say what it would have found at the same"
                            + " work; adopt: put each fit in force at its order time as if signed (default:"
                            + " ${DEFAULT-VALUE})")
    private Learning learning = Learning.off;

    @Option(
            names = "--finds",
            paramLabel = "N",
            description = "tell so many outcomes only that about N finds are known when the last quarter begins"
                    + " (default: all)")
    private int finds = Integer.MAX_VALUE;

    @Option(
            names = "--trials",
            paramLabel = "FILE",
            description =
                    "write a page, with --learning adopt, of what is found of fewer finds, of faulty outcomes, in a"
                            + " closed loop and where offenders change; some hundred fits of each feed")
    private @Nullable Path trials;

    @Option(
            names = "--kinds",
            paramLabel = "THREAT=SCHEME,SCHEME",
            description = "whose offences the schemes are, for fitting; all others are the first threat's (default:"
                    + " as the baseline's threats mean the schemes of worlds a and b)")
    private Map<String, String> kinds = new LinkedHashMap<>();

    @Mixin
    private final RulesOption rules = new RulesOption();

    @Mixin
    private final JobOptions job = new JobOptions();

    @Option(names = "--json", paramLabel = "FILE", description = "write all figures, for --against")
    private @Nullable Path json;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "write the bits of each rule as fitted to the first plain feed of every world together")
    private @Nullable Path weights;

    @Option(
            names = "--prior",
            paramLabel = "DIR",
            description = "write the rule set's next version to a new folder: with curves over few declared memories,"
                    + " fitted to what it leaves of the truth of all plain feeds together")
    private @Nullable Path prior;

    @Option(
            names = "--bank",
            paramLabel = "FILE",
            description = "write which memories of the whole bank say more than chance of every plain feed, beyond the"
                    + " rules: the standard bank; without --prior and --learning")
    private @Nullable Path bank;

    @Option(names = "--page", paramLabel = "FILE", description = "write the page (default: standard output)")
    private @Nullable Path page;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description = "what --json wrote before a change: each figure stands as before and after, and the command"
                    + " fails if a world lost more than the noise")
    private @Nullable Path against;

    @Override
    public Integer call() throws Exception {
        try (Progress progress = Progress.onStandardError()) {
            return measure(progress);
        }
    }

    private int measure(Progress progress) throws Exception {
        if (atOnce < 1 || filings < 1 || seeds.isEmpty()) {
            throw new BadInput("--at-once and --filings are from 1, and there is a seed: at once=" + atOnce
                    + ", filings=" + filings + ", seeds=" + seeds);
        }
        if (trials != null && learning != Learning.adopt) {
            throw new BadInput("--trials needs --learning adopt");
        }
        if (bank != null && (prior != null || learning != Learning.off)) {
            throw new BadInput("--bank is without --prior and --learning: those read the standard bank");
        }
        RuleSetFolder.refuseExisting(prior);
        WorldsReport former = against == null ? null : WorldsReport.read(against);
        List<String> notes = new ArrayList<>();
        List<WorldSource> worlds = worlds(progress, notes);
        JobSettings settings = settings(null);
        RuleSet ruleSet = Replay.compiled(settings);
        WorldsMeasured measured = new WorldsMeasured(ruleSet, kinds, learning == Learning.shadow, trials != null);
        List<Planned> all = planned(worlds);
        List<String> unknown = artefacts.stream()
                .filter(each -> all.stream().noneMatch(feed -> feed.artefact.equals(each)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new BadInput("no such artefact of these worlds: artefacts=" + String.join(",", unknown)
                    + (plain ? "; --plain is without" : ""));
        }
        List<WorldReplay.Heard> heard = heard(all, ruleSet, progress);
        for (int i = 0; i < heard.size(); i++) {
            Planned of = all.get(i);
            measured.add(
                    of.world.name(),
                    of.seed,
                    of.artefact,
                    heard.get(i).judge(),
                    heard.get(i).learning(),
                    heard.get(i).lessons());
        }
        progress.step("fitting");
        WorldsReport report = new WorldsReport(
                asTyped(),
                Portolan.Version.number(),
                ruleSet.name() + " " + ruleSet.version() + " " + ruleSet.hash(),
                settings.reference().version(),
                filings,
                notes,
                measured.figures());
        if (weights != null) {
            StringWriter text = new StringWriter();
            measured.weights(new PrintWriter(text));
            Files.writeString(weights, text.toString());
        }
        if (bank != null) {
            Files.write(bank, measured.informed());
        }
        if (prior != null) {
            Files.createDirectories(prior);
            Files.writeString(
                    prior.resolve(RuleSetFolder.RULES), measured.primed().text());
        }
        progress.clear();
        return told(report, former == null ? null : new WorldsComparison(former, report));
    }

    private int told(WorldsReport report, @Nullable WorldsComparison comparison) throws IOException {
        String text = WorldsPage.markdown(report, comparison);
        if (page == null) {
            out().print(text);
            out().flush();
        } else {
            Files.writeString(page, text);
        }
        if (trials != null) {
            Files.writeString(trials, WorldTrialsPage.markdown(report));
        }
        if (json != null) {
            Files.writeString(json, report.json());
        }
        List<String> losses = comparison == null ? List.of() : comparison.losses();
        losses.forEach(loss -> err().println("portolan: lost: " + loss));
        return losses.isEmpty() ? 0 : A_WORLD_LOST;
    }

    private List<WorldSource> worlds(Progress progress, List<String> notes) throws InterruptedException {
        List<WorldSource> worlds = new ArrayList<>(GeneratedWorld.all(progress));
        String known = System.getenv("PORTOLAN_WORLDS");
        Path others = folder != null || known == null ? folder : Path.of(known);
        String data = System.getenv("PORTOLAN_DATA");
        if (others == null) {
            notes.add("all worlds but a, as PORTOLAN_WORLDS is not set");
        } else {
            worlds.addAll(ForeignWorld.in(others, data == null ? null : Path.of(data)));
        }
        if (only.isEmpty()) {
            worlds.removeIf(WorldSource::isVariant);
        } else {
            List<String> names = worlds.stream().map(WorldSource::name).toList();
            List<String> unknown =
                    only.stream().filter(name -> !names.contains(name)).toList();
            if (!unknown.isEmpty()) {
                throw new BadInput("no such world: worlds=" + String.join(",", unknown) + ", there are "
                        + String.join(",", names) + (others == null ? "; PORTOLAN_WORLDS is not set" : ""));
            }
            worlds.removeIf(world -> !only.contains(world.name()));
        }
        return worlds;
    }

    /** One feed that is to be measured. */
    private record Planned(WorldSource world, long seed, String artefact) {}

    private List<Planned> planned(List<WorldSource> worlds) {
        List<Planned> all = new ArrayList<>();
        for (WorldSource world : worlds) {
            List<String> made = new ArrayList<>(List.of(""));
            if (!plain) {
                world.artefacts().stream()
                        .filter(each -> artefacts.isEmpty() || artefacts.contains(each))
                        .forEach(made::add);
            }
            for (String artefact : made) {
                seeds.forEach(seed -> all.add(new Planned(world, seed, artefact)));
            }
        }
        return all;
    }

    /** Each of them on one thread, in their order; so many at once as were asked for. */
    private List<WorldReplay.Heard> heard(List<Planned> all, RuleSet ruleSet, Progress progress) throws Exception {
        WorldReplay replay = new WorldReplay(
                ruleSet, bank == null ? Bank.standard() : Bank.whole(), this::settings, filings, finds, progress);
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            List<Future<WorldReplay.Heard>> running = new ArrayList<>();
            all.forEach(feed -> running.add(threads.submit(() -> replay.of(
                    feed.world,
                    feed.seed,
                    feed.artefact,
                    learning != Learning.off,
                    (prior != null || bank != null) && feed.artefact.isEmpty()))));
            List<WorldReplay.Heard> heard = new ArrayList<>();
            for (Future<WorldReplay.Heard> each : running) {
                heard.add(each.get());
            }
            return heard;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof UnusableInputException || cause instanceof BadInput) {
                throw (Exception) cause;
            }
            throw new IOException("a feed could not be measured: " + cause, cause);
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private JobSettings settings(@Nullable Path watchlist) {
        Map<String, String> own = new HashMap<>(Map.of("mode", "ordered"));
        JobOptions.put(own, "watchlist", watchlist);
        return job.read(rules.with(own));
    }
}
