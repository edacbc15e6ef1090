// SPDX-License-Identifier: Apache-2.0
package portolan.training.measure;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a trainee follows the engine where it is wrong, and sees what it does not. After Parasuraman and Riley, Humans
 * and automation: use, misuse, disuse, abuse, Human Factors 39 (1997).
 *
 * @param wrong consignments within the budget that the engine holds to be riskiest, and that are no offence
 * @param followed of those, picked by the trainee too
 * @param overlooked offences that are not among the engine's
 * @param found of those, picked by the trainee
 * @param gain hits above those of who takes the engine's as they stand; below 0 for fewer
 */
public record Reliance(int wrong, int followed, int overlooked, int found, int gain) {
    static Reliance of(Set<String> offences, Set<String> picked, Set<String> engine) {
        int engineHits = (int) engine.stream().filter(offences::contains).count();
        return new Reliance(
                engine.size() - engineHits,
                (int) engine.stream()
                        .filter(key -> picked.contains(key) && !offences.contains(key))
                        .count(),
                offences.size() - engineHits,
                (int) offences.stream()
                        .filter(key -> picked.contains(key) && !engine.contains(key))
                        .count(),
                (int) picked.stream().filter(offences::contains).count() - engineHits);
    }

    /** Share of the engine's wrong ones that the trainee took too, 0 to 1; null where it has none. */
    public @Nullable Double overTrust() {
        return wrong == 0 ? null : (double) followed / wrong;
    }
}
