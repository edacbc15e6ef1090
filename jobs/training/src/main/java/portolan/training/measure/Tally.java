// SPDX-License-Identifier: Apache-2.0
package portolan.training.measure;

import org.jspecify.annotations.Nullable;

/**
 * Picks counted against the truth.
 *
 * <p>Precision and recall: van Rijsbergen, Information Retrieval, 2nd edition (1979), chapter 7. Skill: the hits above
 * chance as a share of the most that there could be, Heidke's form (Heidke, Berechnung des Erfolges und der Güte der
 * Windstärkevorhersagen im Sturmwarnungsdienst, Geografiska Annaler 8, 1926).
 *
 * @param bills consignments
 * @param offences of those
 * @param budget picks that were allowed, 1 to {@code bills}
 * @param picked consignments picked, at most the budget
 * @param hits of those, offences
 */
public record Tally(int bills, int offences, int budget, int picked, int hits) {
    public Tally {
        if (hits > picked || picked > budget || hits > offences || hits < 0 || budget > bills || budget < 1) {
            throw new IllegalArgumentException("hits are among picks, and picks within the budget: bills=" + bills
                    + ", offences=" + offences + ", budget=" + budget + ", picked=" + picked + ", hits=" + hits);
        }
    }

    /** Hits a pick of the budget, 0 to 1: a pick that is not used finds nothing. */
    public double precision() {
        return (double) hits / budget;
    }

    /** Share of offences that are hit, 0 to 1; null where there is none. */
    public @Nullable Double recall() {
        return offences == 0 ? null : (double) hits / offences;
    }

    /**
     * 1 for all that a budget can hit, 0 for what chance hits; below 0 for less than chance. Null where there is no
     * offence, or where nobody can do better than chance.
     */
    public @Nullable Double skill() {
        double expected = luck().expected();
        double most = luck().most();
        return offences == 0 || most <= expected ? null : (hits - expected) / (most - expected);
    }

    /** What a blind picker with this budget would hit. */
    public Chance luck() {
        return new Chance(bills, offences, budget);
    }

    /** The probability that a blind picker does as well or better, 0 to 1. */
    public double chance() {
        return luck().atLeast(hits);
    }
}
