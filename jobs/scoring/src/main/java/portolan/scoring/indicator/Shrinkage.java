package portolan.scoring.indicator;

/**
 * A share of offences, shrunk towards a base rate that is not known yet: {@code own + baseWeight * base}.
 *
 * @param own what this key's own inspections say, 0 to 1
 * @param baseWeight how much is still the base rate's, 0 to 1
 */
record Shrinkage(double own, double baseWeight) {
    /** Before any inspection: the base rate and nothing else. */
    static final Shrinkage NOTHING_KNOWN = new Shrinkage(0, 1);

    /** Adds inspections, with the share so far as the opinion of this many pseudo-inspections. */
    Shrinkage and(double examined, double offences, double pseudoInspections) {
        double all = examined + pseudoInspections;
        return new Shrinkage((offences + pseudoInspections * own) / all, pseudoInspections * baseWeight / all);
    }

    /**
     * The share as far as so many inspections can be believed: {@code z * share + (1 - z) * base} with the credibility
     * {@code z = examined / (examined + halfBelieved)}.
     */
    Shrinkage believed(double examined, double halfBelieved) {
        double z = examined / (examined + halfBelieved);
        return new Shrinkage(z * own, z * baseWeight + (1 - z));
    }
}
