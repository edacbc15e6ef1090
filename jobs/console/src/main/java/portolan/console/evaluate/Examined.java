// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A consignment of which it is known what it was: somebody examined it, or it is a generated one and the truth is
 * known.
 *
 * @param filedAt when it was filed first
 * @param score the engine's, in bits; NaN when it was not assessed
 * @param probability the engine's, that any threat is real; NaN when the assessment does not say
 * @param duty declared value x duty rate; NaN when the filing does not say
 * @param value declared value; NaN when the filing does not say
 * @param firstOfShipper whether the shipper is named and no earlier filing names it
 */
record Examined(
        String consignmentKey,
        Instant filedAt,
        Label label,
        double score,
        double probability,
        double duty,
        double value,
        boolean firstOfShipper,
        Traits traits) {

    boolean offence() {
        return label.offence();
    }

    /** Revenue that finding it brings in; NaN when nobody says. */
    double recovered() {
        return label.revenue();
    }

    LocalDate filedOn() {
        return LocalDate.ofInstant(filedAt, ZoneOffset.UTC);
    }

    boolean isAssessed() {
        return !Double.isNaN(score);
    }

    /**
     * What the engine ranks it by: the log odds that any threat is real, which orders as the probability does, but
     * tells near certain ones apart; the highest score over threats where an assessment has no probabilities.
     */
    double rank() {
        return rank(score, probability);
    }

    static double rank(double score, double probability) {
        return Double.isNaN(probability) ? score : Math.log(probability / (1 - probability));
    }

    /**
     * Where it stands among equals: a hash of its key, so that neither the order of a file nor the alphabet decides who
     * of many with the same score is examined.
     */
    long tieBreak() {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < consignmentKey.length(); i++) {
            hash = (hash ^ consignmentKey.charAt(i)) * 0x100000001b3L;
        }
        // Keys that differ in the last digit only would stay neighbours.
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
