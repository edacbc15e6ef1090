// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import portolan.training.engine.Engine;
import portolan.training.exercise.TrainingException;
import portolan.training.round.Gain;
import portolan.training.round.Round;
import portolan.training.round.Standing;
import portolan.training.round.State;

/** What several rounds say together, by the folders that their classes kept. */
final class ClassResults {
    /** Of a class's folder. */
    static final String ROUND = "round";

    private final Engine engine;

    ClassResults(Engine engine) {
        this.engine = engine;
    }

    /**
     * What each trainee gained between two rounds of one exercise, and the mean with its interval, as CSV.
     *
     * @throws TrainingException if one is still sealed, or they are not parallel
     */
    String gain(Path before, Path after) throws IOException, TrainingException {
        return Gain.of(unsealed(before), unsealed(after)).csv();
    }

    /**
     * The mean skill of those who agreed to be shown, over at least three rounds, as CSV.
     *
     * @throws TrainingException if one is still sealed
     */
    String standing(List<Path> folders, List<String> shown) throws IOException, TrainingException {
        List<Round> rounds = new ArrayList<>();
        for (Path folder : folders) {
            rounds.add(unsealed(folder));
        }
        return Standing.of(rounds, shown).csv();
    }

    private Round unsealed(Path folder) throws IOException, TrainingException {
        Round round = Round.reopen(folder.resolve(ROUND), engine, Clock.systemUTC());
        if (round.state() != State.UNSEALED) {
            throw new TrainingException("the truth of this round is still sealed: folder=" + folder
                    + "; open the class again with --folder, and break the seal on the mentor's page");
        }
        return round;
    }
}
