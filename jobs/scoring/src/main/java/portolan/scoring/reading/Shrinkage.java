// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

/**
 * A share of offences, shrunk towards a base rate that is not known yet: {@code own + baseWeight * base}.
 *
 * @param own what this key's own inspections say, 0 to 1
 * @param baseWeight how much is still the base rate's, 0 to 1; 1 when nothing was examined
 */
public record Shrinkage(double own, double baseWeight) {
    /** Before any inspection: the base rate and nothing else. */
    public static final Shrinkage NOTHING_KNOWN = new Shrinkage(0, 1);

    /** Adds inspections, with the share so far as the opinion of this many pseudo-inspections. */
    public Shrinkage and(double examined, double offences, double pseudoInspections) {
        double all = examined + pseudoInspections;
        return new Shrinkage((offences + pseudoInspections * own) / all, pseudoInspections * baseWeight / all);
    }

    /** @param ofOwn what part of its own inspections' offences counts */
    double rate(double base, double ofOwn) {
        return own * ofOwn + baseWeight * base;
    }
}
