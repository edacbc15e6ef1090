// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

/**
 * Two or three times many consignments within days.
 *
 * @param fewest consignments of a wave
 * @param shortest days of a wave
 * @param soonest days from the beginning of one to that of the next
 */
record Waves(int fewest, int most, int shortest, int longest, int soonest, int latest) {
    /** Consignments on average. */
    double size() {
        return 2.5 * (fewest + most) / 2;
    }

    /** Answers how many it laid out. */
    int lay(Campaigns campaigns, Campaign campaign, int day, Dice dice) {
        int waves = dice.between(2, 3);
        int start = day;
        int step = 0;
        for (int wave = 0; wave < waves; wave++) {
            int parcels = dice.between(fewest, most);
            int days = shortest == longest ? shortest : dice.between(shortest, longest);
            for (int i = 0; i < parcels; i++) {
                campaigns.add(start + dice.below(days), new Act(campaign, step++, Act.Chapter.MAIN));
            }
            start += dice.between(soonest, latest);
        }
        return step;
    }
}
