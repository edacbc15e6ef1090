// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.console.rules.RuleSetFolder;
import portolan.console.screen.ConsoleCommand;
import portolan.console.screen.UnusableInputException;
import portolan.pipeline.LedgerInput;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankReplay;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Second;
import portolan.scoring.rules.SignedFit;
import portolan.scoring.rules.ToldShares;
import portolan.scoring.second.RedShare;
import portolan.scoring.second.SecondOpinion;
import portolan.scoring.second.WrittenOpinion;

/**
 * {@code portolan rules learn}: the next version of a rule set, with a second opinion that finds taught, for a share of what
 * is red.
 */
@Command(
        name = "learn",
        description = {
            "Replays filings and outcomes, fits a second opinion to what inspections found, and writes a rule set's next"
                    + " version with it: each rule weighed, curves over declared memories added, for a share of what is"
                    + " red.",
            "Prints what two people need to sign it, and writes that beside the draft. Signs and publishes nothing."
        })
final class RulesLearnCommand extends ConsoleCommand {
    private static final Bank BANK = Bank.standard();

    /** So many digits name what taught it. */
    private static final int HASH = 12;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Replay replay;

    @Option(
            names = "--outcomes",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "files of inspection outcomes, or folders of them")
    private List<Path> outcomes = List.of();

    @Option(names = "--out", paramLabel = "DIR", description = "new folder for the draft")
    private @Nullable Path draft;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = {
                "or a folder of drafts, for a timer: each fit is a new folder there, named by day and hash;"
                        + " where the same waits there, or nothing teaches yet, it says so and is done"
            })
    private @Nullable Path drafts;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            description = {
                "of what is red, only by the second opinion; 0.5 at most, and 0.25 more than in force"
                        + " (default: as in force, else 0.25)"
            })
    private @Nullable Double share;

    @Option(
            names = "--asked-by",
            paramLabel = "NAME",
            description = "who asks for the fit (default: the user of this machine)")
    private String askedBy = System.getProperty("user.name", "");

    private String name = "";

    /** Nothing that could be signed, and no fault of who asks. */
    private static final class NothingYet extends RuntimeException {
        NothingYet(String message) {
            super(message);
        }
    }

    @Override
    public Integer call() throws Exception {
        try {
            if ((draft == null) == (drafts == null)) {
                throw new BadInput("say where the draft goes, --out DIR or --into DIR");
            }
            RuleSetFolder.refuseExisting(draft);
            if (FeedFiles.inFolders(outcomes).isEmpty()) {
                throw new NothingYet("no file of outcomes is there: outcomes=" + outcomes);
            }
            RuleSetFolder folder = RuleSetFolder.read(replay.rulesFolder());
            try (Progress progress = Progress.onStandardError()) {
                learn(folder, progress);
            }
            return 0;
        } catch (NothingYet nothing) {
            if (drafts == null) {
                throw new BadInput(nothing);
            }
            out().println("no proposal: " + nothing.getMessage());
            return 0;
        } catch (IllegalArgumentException unusable) {
            throw new BadInput(unusable);
        }
    }

    private void learn(RuleSetFolder folder, Progress progress) throws IOException, UnusableInputException {
        RuleSet today = folder.compiled();
        double step = share(today);
        LearnedFeed learned = new LearnedFeed(today);
        PrintWriter out = out();
        try (Replay.Feed feed = replay.open(outcomes, progress)) {
            feed.each(learned::expect);
            long finds = learned.finds();
            if (finds < SecondOpinion.LEAST_FINDS) {
                throw new NothingYet("too few finds: found=" + finds + ", expected at least "
                        + SecondOpinion.LEAST_FINDS + "; fewer would be chance");
            }
            LearnedEvidence asToday = learned.evidence();
            BankReplay bank = new BankReplay(BANK, replay.settings().ledger());
            hear(feed, today, learned, asToday, (input, replayed) -> learned.hear(replayed, Replay.take(bank, input)));
            int red = asToday.red().size();
            if (red == 0) {
                throw new NothingYet("no consignment of " + LearnedReport.WEEKS + " is red: " + step
                        + " of none is none; let as many be red as you can look at, then fit");
            }
            progress.step("fitting");
            name = "fit of " + LearnedFeed.day(learned.ended());
            SecondOpinion before = learned.fit(BANK.readings(), learned.judgedFrom());
            SecondOpinion now = learned.fit(BANK.readings(), Long.MAX_VALUE);
            if (now.finds() < SecondOpinion.LEAST_FINDS) {
                throw new NothingYet("too few finds are on bills of this feed: found=" + now.finds()
                        + ", expected at least " + SecondOpinion.LEAST_FINDS + "; add the filings they are about");
            }
            LearnedReport report = new LearnedReport(today, learned, asToday);
            report.asked(name, askedBy, now);
            String would = "";
            if (before.finds() < SecondOpinion.LEAST_FINDS) {
                report.unknown(before);
            } else {
                LearnedEvidence asBefore = learned.evidence();
                hear(
                        feed,
                        written(today, today.version() + 1, before, new RedShare(0, 0), step, "", null),
                        learned,
                        asBefore,
                        (input, replayed) -> {});
                would = report.compared(before, asBefore, asBefore.share(red, step));
            }
            // As many are red as were: what people can look at stays the same.
            LearnedEvidence asNow = learned.evidence();
            hear(
                    feed,
                    written(today, today.version() + 1, now, new RedShare(0, 0), step, "", null),
                    learned,
                    asNow,
                    (input, replayed) -> LearnedFeed.assessed(replayed).values().forEach(learned::hearWritten));
            RedShare by = asNow.share(red, step);
            ToldShares told = learned.shares(BANK.readings(), now, by, false, Long.MAX_VALUE);
            String rows = "rows " + learned.hash().substring(0, HASH);
            String why = would + rows;
            WaitingDrafts waiting = new WaitingDrafts(drafts);
            Path same = waiting.same(version -> written(today, version, now, by, step, why, told));
            progress.clear();
            if (same != null) {
                out.println("no new proposal: the same waits in " + same);
            } else {
                RuleSet written = written(today, waiting.next(today), now, by, step, why, told);
                Path to = drafts == null
                        ? Objects.requireNonNull(draft)
                        : drafts.resolve(LearnedFeed.day(learned.ended()) + "-"
                                + written.hash().substring(0, HASH));
                report.drafted(step, inForce(today), by, asNow, told);
                out.print(report.text());
                write(folder, written, to, out);
                Path whole = Files.writeString(to.resolve("evidence.tmp"), report.text());
                Files.move(whole, to.resolve(WaitingDrafts.WHOLE), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        out.flush();
    }

    /** What is asked for, where it is no more than a step above what is in force. */
    private double share(RuleSet today) {
        double inForce = inForce(today);
        double asked = share != null ? share : inForce > 0 ? inForce : SignedFit.STEP;
        if (!(asked > 0 && asked <= Second.LARGEST_SHARE)) {
            throw new BadInput("expected a share above 0 and up to " + Second.LARGEST_SHARE + ": --share " + asked);
        }
        String tooMuch = new SignedFit(name, asked).tooMuchAfter(inForce);
        if (tooMuch != null) {
            throw new BadInput(tooMuch);
        }
        return asked;
    }

    private static double inForce(RuleSet today) {
        return today.second() == null ? 0 : today.second().share();
    }

    private RuleSet written(
            RuleSet today,
            int version,
            SecondOpinion fit,
            RedShare by,
            double step,
            String evidence,
            @Nullable ToldShares told) {
        String why = "beside what is written, for " + step + " of red; " + evidence + ", asked by " + askedBy;
        return new WrittenOpinion(
                        name,
                        BANK,
                        fit.multipliers(),
                        fit.curves(),
                        by.shift(),
                        new WrittenOpinion.Beside(step, by.toll(), why),
                        told)
                .after(today, version);
    }

    private void write(RuleSetFolder folder, RuleSet written, Path draft, PrintWriter out) throws IOException {
        RuleSetFolder next = folder.with(written.text());
        next.write(draft);
        out.println();
        out.println("draft: " + draft);
        if (folder.examples() != null && next.examples() == null) {
            out.println(
                    "  examples.yaml is left out: it expects other lanes, or other rules. Mend a copy beside the draft.");
        }
        out.println("  what it would have done:  portolan rules what-if --archive DIR --candidate " + draft);
        out.println("  to put it to two people:  portolan rules publish, then portolan rules approve");
        out.println("  to see it before:         " + SignedFit.shadow(written.name(), written.version()));
        out.println("  what changes, by rule:    portolan rules diff " + replay.rulesFolder() + " " + draft);
    }

    /** Judges a feed, of which somebody else hears each input before the evidence does. */
    private void hear(
            Replay.Feed feed,
            RuleSet ruleSet,
            LearnedFeed learned,
            LearnedEvidence evidence,
            BiConsumer<LedgerInput, List<Replayed>> first)
            throws IOException {
        SequentialEngine engine = replay.engine(ruleSet);
        feed.each(input -> {
            List<Replayed> all = Replay.take(engine, input);
            first.accept(input, all);
            learned.judged(all).forEach(evidence::hear);
        });
        learned.judged(engine.finish()).forEach(evidence::hear);
    }
}
