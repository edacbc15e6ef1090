// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import portolan.console.rules.RuleSetFolder;
import portolan.console.rules.RuleSetVersionFolder;
import portolan.console.screen.UnusableInputException;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankReplay;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;
import portolan.scoring.second.SecondOpinion;
import portolan.scoring.second.WrittenOpinion;

/** {@code portolan rules learn}: the next version of a rule set, as finds weigh it and what memories add to it. */
@Command(
        name = "learn",
        description = {
            "Replays filings and outcomes, fits a rule set to what inspections found, and writes its next version:"
                    + " each rule weighed, curves over declared memories added, 'learning' left out.",
            "Prints what two people need to sign it. Publishes nothing."
        })
final class RulesLearnCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls
    private Replay replay;

    @Option(
            names = "--outcomes",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "files of inspection outcomes")
    private List<Path> outcomes = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "new folder for the draft")
    @SuppressWarnings("NullAway.Init") // required: picocli sets it or refuses
    private Path draft;

    private String name = "";

    @Override
    public Integer call() throws Exception {
        try {
            RuleSetVersionFolder.refuseExisting(draft);
            RuleSetFolder folder = RuleSetFolder.read(replay.rulesFolder());
            try (Progress progress = Progress.onStandardError()) {
                learn(folder, progress);
            }
            return 0;
        } catch (UnusableInputException | IllegalArgumentException unusable) {
            throw new BadInput(unusable);
        }
    }

    private void learn(RuleSetFolder folder, Progress progress) throws IOException, UnusableInputException {
        RuleSet today = folder.compiled();
        LearnedFeed learned = new LearnedFeed(today);
        PrintWriter out = spec.commandLine().getOut();
        try (Replay.Feed feed = replay.open(outcomes, progress)) {
            feed.each(learned::expect);
            if (learned.finds() < SecondOpinion.LEAST_FINDS) {
                throw new BadInput("too few finds: found=" + learned.finds() + ", expected at least "
                        + SecondOpinion.LEAST_FINDS + "; a fit to fewer finds less than before");
            }
            LearnedEvidence asToday = learned.evidence();
            hear(
                    feed,
                    today,
                    learned,
                    asToday,
                    new BankReplay(Bank.standard(), replay.settings().ledger()));
            progress.step("fitting");
            name = "fit of " + LearnedFeed.day(learned.ended());
            Bank bank = Bank.standard();
            SecondOpinion before = learned.fit(bank.readings(), learned.judgedFrom());
            SecondOpinion now = learned.fit(bank.readings(), Long.MAX_VALUE);
            if (now.finds() < SecondOpinion.LEAST_FINDS) {
                throw new BadInput("too few finds are on bills of this feed: found=" + now.finds()
                        + ", expected at least " + SecondOpinion.LEAST_FINDS + "; add the filings they are about");
            }
            LearnedEvidence asBefore = learned.evidence();
            LearnedEvidence asNow = learned.evidence();
            if (before.finds() >= SecondOpinion.LEAST_FINDS) {
                hear(feed, written(today, bank, before, 0), learned, asBefore, null);
            }
            hear(feed, written(today, bank, now, 0), learned, asNow, null);
            // As many are red as were: what people can look at stays the same.
            long shift = asToday.hasRed() ? asNow.shift(asToday.work().size()) : 0;
            RuleSet written = written(today, bank, now, shift);
            progress.clear();
            print(learned, now, before, asToday, asBefore, out);
            printReds(asToday.reds(0), asNow.reds(shift), out);
            write(folder, written, out);
        }
        out.flush();
    }

    private RuleSet written(RuleSet today, Bank bank, SecondOpinion fit, long shift) {
        return new WrittenOpinion(name, bank, fit.multipliers(), fit.curves(), shift).after(today);
    }

    /** Examples that expect what the fit does not do are left to people. */
    private void write(RuleSetFolder folder, RuleSet written, PrintWriter out)
            throws IOException, UnusableInputException {
        RuleSetVersionFolder to = new RuleSetVersionFolder(draft, false);
        try {
            to.write(folder, written.text(), null, out);
        } catch (UnusableInputException differs) {
            to.write(new RuleSetFolder(folder.rules(), null), written.text(), null, out);
            out.println(
                    "  examples.yaml is left out: it expects other lanes, or other rules. Mend a copy beside the draft.");
        }
        out.println("  what changes, by rule:    portolan rules diff " + replay.rulesFolder() + " " + draft);
    }

    /** @param bank what memories say beside the rules, to be learned; null where all is learned */
    private void hear(
            Replay.Feed feed, RuleSet ruleSet, LearnedFeed learned, LearnedEvidence evidence, @Nullable BankReplay bank)
            throws IOException {
        SequentialEngine engine = replay.engine(ruleSet);
        feed.each(input -> {
            hear(Replay.take(engine, input), learned, evidence, bank != null);
            if (bank != null) {
                Replay.take(bank, input).forEach(learned::hear);
            }
        });
        hear(engine.finish(), learned, evidence, false);
    }

    private static void hear(List<Replayed> all, LearnedFeed learned, LearnedEvidence evidence, boolean teaches) {
        for (Replayed replayed : all) {
            Assessment assessment = replayed.assessment();
            if (assessment != null) {
                if (teaches) {
                    learned.hear(assessment);
                }
                String key = LearnedFeed.key(assessment);
                if (learned.isJudged(key)) {
                    evidence.hear(key, assessment);
                }
            }
        }
    }

    private static void print(
            LearnedFeed learned,
            SecondOpinion now,
            SecondOpinion before,
            LearnedEvidence asToday,
            LearnedEvidence asBefore,
            PrintWriter out) {
        Map<String, Boolean> told = learned.told();
        out.printf(
                Locale.ROOT,
                "%,d finds known, %,d inspections, %,d filings from %s to %s.%n",
                now.finds(),
                told.size(),
                learned.filings(),
                LearnedFeed.day(learned.begun()),
                LearnedFeed.day(learned.ended()));
        told.keySet().removeIf(key -> !learned.isJudged(key));
        Set<String> finds = new HashSet<>();
        told.forEach((key, isFind) -> {
            if (isFind) {
                finds.add(key);
            }
        });
        String weeks = "the last " + LearnedFeed.JUDGED.toDays() / 7 + " weeks";
        if (asBefore.size() == 0) {
            out.println("What it would have found is not known: " + before.finds() + " finds were known before " + weeks
                    + ", too few for a fit.");
            return;
        }
        Set<String> work = asToday.work();
        Set<String> candidate = asBefore.riskiest(work.size());
        out.printf(
                Locale.ROOT,
                "Of the %,d finds among the %,d consignments of %s, with the same work of %,d%s:%n",
                finds.size(),
                asToday.size(),
                weeks,
                work.size(),
                asToday.hasRed() ? " as was red" : ", as none was red");
        out.printf(
                Locale.ROOT,
                "  %,6d  this fit, of the %,d finds known before%n",
                LearnedFeed.both(candidate, finds),
                before.finds());
        out.printf(Locale.ROOT, "  %,6d  today's rules%n", LearnedFeed.both(work, finds));
        asBefore.print(candidate, work, told, out);
    }

    private static void printReds(Map<String, Integer> today, Map<String, Integer> now, PrintWriter out) {
        Set<String> threats = new TreeSet<>(today.keySet());
        threats.addAll(now.keySet());
        out.println();
        out.println("Red in those weeks, by today's rules and by this draft; one may be red for several threats:");
        for (String threat : threats) {
            out.printf(
                    Locale.ROOT,
                    "  %,6d  %,6d  %s%n",
                    today.getOrDefault(threat, 0),
                    now.getOrDefault(threat, 0),
                    threat);
        }
    }
}
