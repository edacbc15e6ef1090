// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

/**
 * Business before a campaign's main part, and the silence between.
 *
 * @param share consignments of the past for each one of the main part
 * @param lead days before the main part that it must be planned
 * @param earliest day of the feed on which the first main part can start
 * @param shortest fewest days of business, where the feed is old enough
 * @param least days of business in a feed that is not
 * @param fewest consignments
 */
record Past(
        double share,
        int lead,
        int earliest,
        Silence silence,
        int shortest,
        int longest,
        int least,
        int fewest,
        int most) {
    /** How many days nothing is filed before a day. */
    @FunctionalInterface
    interface Silence {
        int before(int day, int firstDay, Dice dice);
    }

    /** @param falls how many of the last consignments are offences */
    void lay(Campaigns campaigns, Campaign campaign, int day, int falls, Dice dice) {
        int end = day - silence.before(day, campaigns.firstDay(), dice);
        int span = Math.min(dice.between(shortest, longest), Math.max(least, end - campaigns.firstDay()));
        int count = dice.between(fewest, most);
        for (int step = 0; step < count; step++) {
            int offset = (int) ((step + 0.9 * dice.unit()) * span / count);
            boolean falling = step >= count - falls;
            campaigns.add(
                    end - span + offset,
                    falling
                            ? new Act(campaign, count - 1 - step, Act.Chapter.DOWNFALL)
                            : new Act(campaign, step, Act.Chapter.PAST));
        }
    }
}
