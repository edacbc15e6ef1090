// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.PublishedText;
import portolan.pipeline.files.ScoreLearning;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankAnswer;
import portolan.scoring.bank.BankReplay;
import portolan.scoring.bank.BankValues;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.ToldShares;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.Scorer;
import portolan.scoring.second.RedShare;
import portolan.scoring.second.Rows;
import portolan.scoring.second.SecondOpinion;
import portolan.scoring.second.WrittenOpinion;

/**
 * Fits of a feed as it goes, every four weeks by what had been told: each the next version of its rule set, with as many
 * red as the four weeks before had. No fit changes what the next one learns.
 */
final class FitsOfFeed {
    private final RuleSet today;
    private final JobSettings settings;
    private final LearnedFeed learned;
    private final SequentialEngine engine;
    private final Bank bank = Bank.standard();
    private final BankReplay memories;
    private final List<Fit> fits = new ArrayList<>();
    private final List<ScoreLearning.Fit> told = new ArrayList<>();

    /** Consignments of the four weeks, each as last assessed. */
    private final Map<String, Version> versions = new LinkedHashMap<>();

    /** Versions of consignments that are inspected at some time. */
    private final List<Version> inspected = new ArrayList<>();

    private long fitted = Long.MIN_VALUE;

    /** One that judges from an order time on. */
    record Fit(long from, RuleSet ruleSet, int finds, int rows) {}

    private record Version(Assessment assessment, BankReplay.Measured measured) {}

    private FitsOfFeed(JobSettings settings) {
        this.settings = settings;
        this.today = Replay.compiled(settings);
        this.learned = new LearnedFeed(today);
        this.engine = Replay.engine(today, settings);
        this.memories = new BankReplay(bank, settings.ledger());
    }

    /** Replays a feed; with too few finds there is no fit. */
    static FitsOfFeed of(Replay.Feed feed, JobSettings settings) throws IOException {
        FitsOfFeed fits = new FitsOfFeed(settings);
        feed.each(fits.learned::expect);
        if (fits.learned.finds() >= SecondOpinion.LEAST_FINDS) {
            feed.each(fits::take);
            fits.judge();
        }
        return fits;
    }

    /** In order of time. */
    List<Fit> fits() {
        return fits;
    }

    /** Each as it is put in force. */
    List<PublishedText> texts() {
        return fits.stream()
                .map(fit -> PublishedText.unsigned("a fit", fit.ruleSet().text(), fit.from()))
                .toList();
    }

    /** Each as a text of its version: what judged is there to be read and explained. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Fit fit : fits) {
            Files.writeString(
                    folder.resolve("ruleset-" + fit.ruleSet().version() + ".yaml"),
                    fit.ruleSet().text());
        }
    }

    /** How each fit did in the four weeks after it. */
    List<ScoreLearning.Fit> told() {
        return told;
    }

    private void take(LedgerInput input) {
        long moment = learned.fittedAt(input.position().orderTime());
        if (moment > fitted) {
            judge();
            fit(moment);
            fitted = moment;
            versions.clear();
        }
        List<BankReplay.Measured> all = Replay.take(memories, input);
        Map<String, Assessment> assessed = learned.hear(Replay.take(engine, input), all);
        for (BankReplay.Measured measured : all) {
            Assessment assessment = assessed.get(measured.ledgerKey());
            if (assessment != null && measured.isMeasured()) {
                Version version = new Version(assessment, measured);
                versions.put(measured.ledgerKey(), version);
                if (learned.isTold(measured.ledgerKey())) {
                    inspected.add(version);
                }
            }
        }
    }

    private void fit(long moment) {
        Rows rows = learned.known(moment);
        SecondOpinion opinion = SecondOpinion.of(bank.readings(), rows, Map.of());
        if (opinion.finds() < SecondOpinion.LEAST_FINDS) {
            return;
        }
        RuleSet unmoved = written(opinion, moment, 0, null);
        int red = heard(null).red().size();
        long shift = heard(unmoved).shift(red);
        learned.forgetWritten();
        inspected.forEach(version -> learned.hearWritten(judged(version, unmoved)));
        ToldShares shares = learned.shares(bank.readings(), opinion, new RedShare(shift, 0), true, moment);
        fits.add(new Fit(
                moment,
                written(opinion, moment, shift, shares),
                opinion.finds(),
                rows.inOrder().size()));
    }

    private RuleSet written(SecondOpinion opinion, long moment, long shift, @Nullable ToldShares shares) {
        String name = "fit of " + LearnedFeed.day(Instant.ofEpochMilli(moment));
        return new WrittenOpinion(name, bank, opinion.multipliers(), opinion.curves(), shift)
                .telling(shares)
                .after(today, today.version() + fits.size() + 1);
    }

    /** Looks how the latest fit did in the four weeks that it did not know. */
    private void judge() {
        if (told.size() == fits.size()) {
            return;
        }
        Fit fit = fits.get(fits.size() - 1);
        // What was filed before may have taught it.
        versions.keySet().removeIf(key -> !learned.isReadFrom(key, fit.from()));
        LearnedEvidence inForce = heard(null);
        Set<String> work = inForce.red();
        LearnedEvidence adopted = heard(fit.ruleSet());
        Set<String> finds = new LinkedHashSet<>();
        learned.told().forEach((key, isFind) -> {
            if (isFind && versions.containsKey(key)) {
                finds.add(key);
            }
        });
        told.add(new ScoreLearning.Fit(
                fit.from(),
                RuleSetRef.unsigned(fit.ruleSet()),
                fit.finds(),
                fit.rows(),
                versions.size(),
                work.size(),
                finds.size(),
                LearnedFeed.both(adopted.red(adopted.share(work.size(), 0)), finds),
                LearnedFeed.both(work, finds)));
    }

    /** @param by who judges the four weeks; null for the rule set without fits */
    private LearnedEvidence heard(@Nullable RuleSet by) {
        LearnedEvidence evidence = learned.evidence();
        versions.forEach((key, version) -> evidence.hear(key, by == null ? version.assessment : judged(version, by)));
        return evidence;
    }

    private Assessment judged(Version version, RuleSet by) {
        CaseEvent event = version.measured.event();
        Assessment assessed = version.assessment;
        return Scorer.assess(
                by,
                RuleSetRef.unsigned(by),
                event,
                assessed.readings(),
                assessed.dataQuality(),
                Scorer.fire(by, event, assessed.readings(), said(version, by)),
                settings.suppressions().of(by, event.live(), event.position().orderTime()),
                assessed.engine(),
                settings.reference());
    }

    /** What today's own memories say, and the standard ones. */
    private static @Nullable BankAnswer said(Version version, RuleSet by) {
        if (by.memories() == null) {
            return null;
        }
        List<BankValues.Value> said = new ArrayList<>(Objects.requireNonNull(version.measured.said())
                .known(by.memoriesRead())
                .values());
        said.addAll(version.assessment.said().values());
        return BankAnswer.of(by.memories(), new BankValues(said));
    }
}
