// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import portolan.console.evaluate.WorldJudge;
import portolan.console.evaluate.WorldLearning;
import portolan.console.evaluate.WorldLessons;
import portolan.console.evaluate.WorldTruth;
import portolan.console.screen.UnusableInputException;
import portolan.pipeline.JobSettings;
import portolan.pipeline.files.FeedFile;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankReplay;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;
import portolan.scoring.second.Lessons;

/**
 * Makes a feed of a world, replays it in order, and has it heard by whoever judges.
 *
 * @param bank whose readings are heard
 * @param filings about so many
 * @param finds that are told in time, about; all of them where there are fewer
 */
record WorldReplay(RuleSet ruleSet, Bank bank, Settings settings, int filings, int finds, Progress progress) {
    /** What was heard of one feed. */
    record Heard(
            WorldJudge judge,
            @Nullable WorldLearning learning,
            @Nullable WorldLessons lessons) {
        void hear(Assessment assessment) {
            judge.hear(assessment);
            if (learning != null) {
                learning.hear(assessment);
            }
            if (lessons != null) {
                lessons.hear(assessment);
            }
        }

        void hear(BankReplay.Measured measured) {
            if (measured.isMeasured()) {
                String key = measured.event().live().key().value();
                if (learning != null) {
                    learning.hear(key, measured.orderTime(), measured.values());
                }
                if (lessons != null) {
                    lessons.hear(key, measured.orderTime(), measured.values());
                }
            }
        }
    }

    /** Settings of a job with a feed's own watch list, where it has one. */
    interface Settings {
        JobSettings with(@Nullable Path watchlist);
    }

    Heard of(WorldSource world, long seed, String artefact, boolean learns, boolean primes)
            throws IOException, InterruptedException, UnusableInputException {
        progress.step("world " + world.name() + ", seed " + seed + (artefact.isEmpty() ? "" : ", " + artefact));
        try (WorkingDirectory work = WorkingDirectory.temporary("portolan-world-")) {
            Path folder = Files.createDirectory(work.path().resolve("feed"));
            world.make(seed, filings, artefact, folder);
            Path list = folder.resolve("watchlist.csv");
            WorldTruth truth = WorldTruth.read(folder.resolve("truth.csv"));
            WorldJudge judge = new WorldJudge(ruleSet, truth);
            WorldLearning learned = learns ? new WorldLearning(ruleSet, truth, bank.readings()) : null;
            WorldLessons lessons = artefact.isEmpty() && (learns || primes) ? new WorldLessons(ruleSet, truth) : null;
            JobSettings own = settings.with(Files.exists(list) ? list : null);
            Path frames = work.path().resolve("frames");
            try (FeedFile feed = new FeedFile(
                    work.path(), own.remembersPersons(), (file, lines, done) -> progress.at("reading " + file))) {
                FeedFiles files = FeedFiles.through(null, null);
                files.addFilings(feed, List.of(folder.resolve("filings.jsonl")), progress);
                files.addOutcomes(feed, List.of(folder.resolve("outcomes.jsonl")));
                feed.writeTo(frames);
            }
            Heard heard = new Heard(judge, learned, lessons);
            replay(new Replay.Feed(work, progress), own, heard);
            return heard;
        }
    }

    private void replay(Replay.Feed feed, JobSettings own, Heard heard) throws IOException {
        SequentialEngine engine = Replay.engine(ruleSet, own);
        Predicate<Outcome> told = told(feed, heard.judge);
        WorldLearning learned = heard.learning;
        if (learned != null) {
            feed.each(input -> {
                Outcome outcome = input.outcome();
                if (outcome != null && told.test(outcome)) {
                    learned.expect(outcome);
                }
            });
        }
        BankReplay memories = learned == null && heard.lessons == null ? null : new BankReplay(bank, own.ledger());
        feed.each(input -> {
            Outcome outcome = input.outcome();
            if (outcome == null || told.test(outcome)) {
                hear(Replay.take(engine, input), heard);
                if (memories != null) {
                    Replay.take(memories, input).forEach(heard::hear);
                }
            }
        });
        hear(engine.finish(), heard);
    }

    /** All of them, or by a hash of their consignments so many that about that many finds are known in time. */
    private Predicate<Outcome> told(Replay.Feed feed, WorldJudge judge) throws IOException {
        if (finds == Integer.MAX_VALUE) {
            return outcome -> true;
        }
        int[] all = new int[1];
        feed.each(input -> {
            Outcome outcome = input.outcome();
            all[0] += outcome != null
                            && Lessons.isFind(outcome)
                            && outcome.position().orderTime()
                                    < judge.judgedFrom().toEpochMilli()
                    ? 1
                    : 0;
        });
        return outcome -> hash(outcome.consignmentKey().value()) * all[0] < finds;
    }

    /** From 0 to 1. */
    private static double hash(String text) {
        CRC32 hash = new CRC32();
        hash.update(text.getBytes(StandardCharsets.UTF_8));
        return hash.getValue() / 4_294_967_296.0;
    }

    private static void hear(List<Replayed> all, Heard heard) {
        for (Replayed replayed : all) {
            Assessment assessment = replayed.assessment();
            if (assessment != null) {
                heard.hear(assessment);
            }
        }
    }
}
