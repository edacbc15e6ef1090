// SPDX-License-Identifier: Apache-2.0
package portolan.tuning;

import portolan.archive.ArchivedOutcome;

/** What is known of consignments that somebody looked at, by the number of the consignment. */
final class Known {
    private static final byte UNKNOWN = 0;
    private static final byte CLEAN = 1;
    private static final byte OFFENCE = 2;

    private final byte[] byConsignment;
    private final int[] versions;

    Known(int consignments) {
        byConsignment = new byte[consignments];
        versions = new int[consignments];
    }

    /** The highest version of an outcome counts; of what nobody looked at nothing is known. */
    void add(int consignment, ArchivedOutcome outcome) {
        if (outcome.version() <= versions[consignment]) {
            return;
        }
        versions[consignment] = outcome.version();
        byConsignment[consignment] =
                !outcome.examined() ? UNKNOWN : outcome.code().isOffence() ? OFFENCE : CLEAN;
    }

    boolean isExamined(int consignment) {
        return byConsignment[consignment] != UNKNOWN;
    }

    boolean isOffence(int consignment) {
        return byConsignment[consignment] == OFFENCE;
    }
}
