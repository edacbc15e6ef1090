// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

/**
 * One consignment of a campaign.
 *
 * @param step its place in the campaign, from 0; within the past, from 0 too
 */
record Act(Campaign campaign, int step, Chapter chapter) {
    enum Chapter {
        /** Ordinary business before the scheme; no offence. */
        PAST,
        /** The end of a phoenix's predecessor. */
        DOWNFALL,
        MAIN
    }

    Play play() {
        return campaign.play();
    }

    boolean main() {
        return chapter == Chapter.MAIN;
    }
}
