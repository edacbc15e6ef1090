// SPDX-License-Identifier: Apache-2.0
package portolan.training.measure;

import portolan.training.exercise.Truth;

/**
 * Consignments that left before a live round ended, and what left with them.
 *
 * @param passed consignments that left
 * @param missed of those, offences that nobody had picked
 * @param idle of those missed, the ones that left while picks were still free
 */
public record Deadlines(int passed, int missed, int idle) {
    static Deadlines of(Sitting sitting, Truth truth, int budget) {
        int passed = 0;
        int missed = 0;
        int idle = 0;
        for (Truth.Bill bill : truth.bills()) {
            Long due = bill.due();
            if (due == null || due >= sitting.ended()) {
                continue;
            }
            passed++;
            boolean isPicked =
                    sitting.choices().stream().anyMatch(choice -> choice.key().equals(bill.key()));
            if (bill.offends() && !isPicked) {
                missed++;
                idle += used(sitting, due) < budget ? 1 : 0;
            }
        }
        return new Deadlines(passed, missed, idle);
    }

    /** Picks that were used up by then. */
    private static int used(Sitting sitting, long due) {
        int used = 0;
        for (Sitting.Used one : sitting.used()) {
            used = one.at() < due ? one.picks() : used;
        }
        return used;
    }
}
