// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lanes;

/**
 * What is counted in one lane of a day that is open.
 *
 * @param told whether it was said that the budget is exceeded: it is said once a day
 */
record LaneTally(int selected, int drawn, boolean told) {
    static final LaneTally NONE = new LaneTally(0, 0, false);

    LaneTally with(LaneChange change) {
        return new LaneTally(selected + change.by(), drawn + (change.drawn() ? change.by() : 0), told);
    }

    LaneTally nowTold() {
        return new LaneTally(selected, drawn, true);
    }
}
