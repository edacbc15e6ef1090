// SPDX-License-Identifier: Apache-2.0
package portolan.training.measure;

import java.util.List;
import java.util.Set;

/**
 * What trainee and engine find together, each with the whole budget: keys of offences. After Clemen and Winkler,
 * Limits for the precision and value of information from dependent sources, Operations Research 33 (1985): a second
 * opinion is worth what it finds that the first does not.
 */
public record Complement(List<String> both, List<String> onlyTrainee, List<String> onlyEngine, List<String> neither) {
    public Complement {
        both = List.copyOf(both);
        onlyTrainee = List.copyOf(onlyTrainee);
        onlyEngine = List.copyOf(onlyEngine);
        neither = List.copyOf(neither);
    }

    static Complement of(List<String> offences, Set<String> trainee, Set<String> engine) {
        return new Complement(
                which(offences, trainee, engine, true, true),
                which(offences, trainee, engine, true, false),
                which(offences, trainee, engine, false, true),
                which(offences, trainee, engine, false, false));
    }

    private static List<String> which(
            List<String> offences, Set<String> trainee, Set<String> engine, boolean byTrainee, boolean byEngine) {
        return offences.stream()
                .filter(key -> trainee.contains(key) == byTrainee && engine.contains(key) == byEngine)
                .toList();
    }

    /** Offences that either finds. */
    public int together() {
        return both.size() + onlyTrainee.size() + onlyEngine.size();
    }
}
