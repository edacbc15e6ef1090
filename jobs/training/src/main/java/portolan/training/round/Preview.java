// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import portolan.training.engine.EngineOf;
import portolan.training.engine.Scored;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.TrainingException;
import portolan.training.exercise.Truth;
import portolan.training.measure.Result;
import portolan.training.measure.Sitting;
import portolan.training.world.Dealt;

/**
 * An exercise tried before it is used: a world of it, what is planted there, and what engine, oracle and blind pickers
 * would hit. A round of it deals another world, so that nobody who saw this knows that one.
 *
 * @param engine hits of the engine's riskiest, in {@code reference}
 */
public record Preview(Dealt dealt, Map<String, Scored> engine, Result.Reference reference) {
    /** Deals and judges a world of a seed that is drawn for it and forgotten. */
    public static Preview of(Exercise exercise, Deals deals, EngineOf engine) throws TrainingException {
        Exercise another = exercise.seeded("").drawn();
        byte[] seed = another.seed(null);
        try {
            Dealt dealt = deals.deal(another.order(), seed);
            Map<String, Scored> scored = engine.score(BareWorld.of(dealt));
            Map<String, Double> probabilities = new HashMap<>();
            scored.forEach((key, of) -> probabilities.put(key, of.probability()));
            Truth truth = Truth.of(another, seed, dealt, probabilities, Map.of());
            Result nobody = Result.of(Sitting.NOTHING, truth, exercise);
            return new Preview(dealt, scored, nobody.reference());
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }
}
