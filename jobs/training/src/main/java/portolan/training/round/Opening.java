// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.training.engine.EngineOf;
import portolan.training.engine.Scored;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.TrainingException;
import portolan.training.exercise.Truth;
import portolan.training.world.Dealt;

/** How a round comes to be, from an exercise or from its folder. */
final class Opening {
    private Opening() {}

    /** Wipes the seed and the passphrase, whatever comes of it. */
    static Round of(
            Path folder, Exercise exercise, char @Nullable [] passphrase, Deals deals, EngineOf engine, Clock clock)
            throws TrainingException, IOException {
        byte[] seed = {};
        try {
            Exercise drawn = exercise.drawn();
            seed = drawn.seed(passphrase);
            RoundFolder files = RoundFolder.create(folder);
            Dealt dealt = deals.deal(drawn.order(), seed);
            Dealt bare = BareWorld.of(dealt);
            Map<String, Scored> scored = engine.score(bare);
            Map<String, Double> probabilities = new HashMap<>();
            scored.forEach((key, of) -> probabilities.put(key, of.probability()));
            Map<String, Long> dues = new Window(drawn, bare, scored).dues();
            Truth truth = Truth.of(drawn, seed, dealt, probabilities, dues);
            Entry opened = files.write(drawn, bare, truth, passphrase, clock.millis());
            List<Entry> entries = new ArrayList<>();
            Round round = new Round(drawn, files, bare, scored, files.finish(opened, folder, entries), clock);
            round.replay(entries);
            return round;
        } finally {
            Arrays.fill(seed, (byte) 0);
            if (passphrase != null) {
                Arrays.fill(passphrase, '\0');
            }
        }
    }

    static Round again(Path folder, EngineOf engine, Clock clock) throws TrainingException, IOException {
        RoundFolder files = RoundFolder.existing(folder);
        List<Entry> entries = new ArrayList<>();
        Journal journal = files.resumeJournal(entries);
        try {
            Entry opened = RoundFolder.opened(folder, entries);
            Exercise exercise = files.exercise(opened);
            Dealt bare = files.bare(opened);
            Round round = new Round(exercise, files, bare, engine.score(bare), journal, clock);
            round.replay(entries);
            return round;
        } catch (TrainingException | IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    static Round finished(Path folder, Clock clock) throws TrainingException, IOException {
        RoundFolder files = RoundFolder.existing(folder);
        List<Entry> entries = new ArrayList<>();
        Journal.read(folder, entries);
        Entry opened = RoundFolder.opened(folder, entries);
        Round round = new Round(files.exercise(opened), files, files.bare(opened), Map.of(), Journal.closed(), clock);
        round.replay(entries);
        if (round.state() != State.UNSEALED) {
            throw new TrainingException(
                    TrainingException.Kind.SEALED,
                    folder.toString(),
                    "the truth of this round is still sealed: folder=" + folder
                            + "; open the class again with --folder, and break the seal on the mentor's page");
        }
        return round;
    }
}
