// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Mixin;
import portolan.pipeline.JobSettings;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.files.InputsInOrder;
import portolan.scoring.bank.BankReplay;
import portolan.scoring.replay.Replayed;
import portolan.scoring.replay.SequentialEngine;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetCompiler;

/** Options of commands that replay files through the engine in one thread, and the replay. */
final class Replay {
    private static final int INPUTS_BETWEEN_REPORTS = 5_000;

    @Mixin
    private final FeedOptions files = new FeedOptions();

    @Mixin
    private final RulesOption rules = new RulesOption();

    @Mixin
    private final JobOptions job = new JobOptions();

    /** Takes inputs in their order. */
    @FunctionalInterface
    interface Taker {
        void take(LedgerInput input) throws IOException;
    }

    /** An engine that has learned nothing yet, as the options say. */
    SequentialEngine engine(RuleSet ruleSet) {
        return engine(ruleSet, settings());
    }

    static SequentialEngine engine(RuleSet ruleSet, JobSettings settings) {
        return new SequentialEngine(
                        ruleSet, Portolan.Version.number(), settings.reference(), settings.ledger(), settings.memory())
                .suppressing(Long.MIN_VALUE, settings.suppressions());
    }

    static List<Replayed> take(SequentialEngine engine, LedgerInput input) {
        if (input.move() != null) {
            return engine.take(input.move(), input.raw().sent());
        }
        return input.filing() != null
                ? engine.take(input.filing(), input.raw().sent())
                : engine.take(
                        Objects.requireNonNull(input.outcome()), input.raw().sent());
    }

    /** What declared memories say; they hear of no moves. */
    static List<BankReplay.Measured> take(BankReplay memories, LedgerInput input) {
        if (input.move() != null) {
            return List.of();
        }
        return input.filing() != null
                ? memories.take(input.filing())
                : memories.take(Objects.requireNonNull(input.outcome()));
    }

    /** Puts filings and outcomes in the one order of all inputs, to be read as often as one likes. */
    Feed open(List<Path> outcomes, Progress progress) throws IOException {
        FeedFiles readers = files.files(outcomes);
        JobSettings settings = settings();
        WorkingDirectory work = WorkingDirectory.temporary("portolan-replay-");
        try {
            files.order(
                    readers,
                    outcomes,
                    settings.remembersPersons(),
                    work.path(),
                    work.path().resolve("frames"),
                    progress);
        } catch (IOException | RuntimeException e) {
            work.close();
            throw e;
        }
        return new Feed(work, progress);
    }

    /** A feed in order, in a temporary directory that goes when it is closed. */
    record Feed(WorkingDirectory work, Progress progress) implements AutoCloseable {
        /** Hands over every valid input. */
        void each(Taker taker) throws IOException {
            try (InputsInOrder inputs = new InputsInOrder(work.path().resolve("frames"))) {
                long taken = 0;
                for (LedgerInput input = inputs.next(); input != null; input = inputs.next()) {
                    taker.take(input);
                    if (++taken % INPUTS_BETWEEN_REPORTS == 0) {
                        progress.at(String.format(Locale.ROOT, "replaying, %,d inputs", taken));
                    }
                }
                if (taken == 0) {
                    throw new BadInput(
                            "there is nothing to replay, all lines were refused: refused=" + inputs.rejected());
                }
            }
        }

        @Override
        public void close() {
            work.close();
        }
    }

    /** The folder of the rule set that is named. */
    Path rulesFolder() {
        if (rules.places().isEmpty()) {
            throw new BadInput("name the folder of the rule set: --rules DIR");
        }
        return rules.places().get(0);
    }

    JobSettings settings() {
        return job.read(rules.with(Map.of("mode", "ordered")));
    }

    static RuleSet compiled(JobSettings settings) {
        Compiled compiled = RuleSetCompiler.compile(settings.rules().text());
        if (compiled instanceof Compiled.Accepted accepted) {
            return accepted.ruleSet();
        }
        throw new BadInput(((Compiled.Refused) compiled).render());
    }
}
