// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import java.util.List;
import portolan.scoring.sketch.Finds;

/**
 * A share of offences among what was examined under one key, before it is compared with the share among everything.
 *
 * <p>Shrinking towards the base rate is linear in it, so that a memory that does not know the base rate can answer with
 * two numbers: {@code rate = own + baseWeight * baseRate}. The join, which knows all answers, makes bits of it. Goods
 * answer so for each consistency of {@link Repeats}, since how far to shrink is not known to their memory either.
 *
 * @param indicator the indicator that the bits belong to
 * @param shrunk one share, or one for each consistency
 * @param evidence what was examined and found, in plain words
 * @param finds what the offences are, as far as the memory counts them by kind; their shares add up to 1
 */
public record OffenceShare(Indicator indicator, List<Shrinkage> shrunk, String evidence, List<Finds.Share> finds) {
    public OffenceShare {
        shrunk = List.copyOf(shrunk);
        finds = List.copyOf(finds);
        if (shrunk.size() != 1 && shrunk.size() != Repeats.STEPS) {
            throw new IllegalArgumentException(
                    "one share, or " + Repeats.STEPS + ", are expected: shares=" + shrunk.size());
        }
    }

    /** Of offences that are not known by their kinds. */
    public OffenceShare(Indicator indicator, List<Shrinkage> shrunk, String evidence) {
        this(indicator, shrunk, evidence, List.of());
    }

    /** A share that does not depend on how consistent inspections are. */
    public OffenceShare(Indicator indicator, double own, double baseWeight, String evidence) {
        this(indicator, List.of(new Shrinkage(own, baseWeight)), evidence);
    }

    /** Whether anything but the base rate speaks. */
    public boolean saysSomething() {
        return shrunk.get(0).baseWeight() < 1;
    }

    /**
     * The share of offences, given the share among everything, and among repeated inspections of goods found in
     * offence.
     */
    public double rate(double base, double repeat) {
        return rate(base, repeat, 1);
    }

    /** The same, had only this share of the offences been found. */
    public double rate(double base, double repeat, double ofOffences) {
        if (shrunk.size() == 1) {
            return shrunk.get(0).rate(base, ofOffences);
        }
        double place = Repeats.place(base, repeat);
        int step = Math.min((int) place, Repeats.STEPS - 2);
        double beyond = place - step;
        return (1 - beyond) * shrunk.get(step).rate(base, ofOffences)
                + beyond * shrunk.get(step + 1).rate(base, ofOffences);
    }
}
