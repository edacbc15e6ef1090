package portolan.console;

import java.time.LocalDate;

/**
 * A consignment that somebody examined, so that it is known what it was.
 *
 * @param score the engine's, in bits; NaN when it was not assessed
 * @param recovered revenue that the inspection recovered; NaN when it does not say
 * @param duty declared value x duty rate; NaN when the filing does not say
 */
record Examined(
        String consignmentKey,
        LocalDate filedOn,
        boolean offence,
        double score,
        double recovered,
        double duty,
        Traits traits) {

    boolean isAssessed() {
        return !Double.isNaN(score);
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
