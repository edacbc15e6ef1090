// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/**
 * One operator's run of a play: everything else about it follows from its number.
 *
 * @param number of the campaign in the feed; feeds its dice and names its cast
 * @param hosts ordinary shippers of the feed that it is played with; none for a cast of its own
 * @param steps consignments that it has
 */
record Campaign(Play play, int number, List<Integer> hosts, int steps) {
    /** Ordinary shippers and consignees count from 0; the cast of campaigns from here. */
    private static final int CAST = 1 << 28;

    private static final int MEMBERS = 32;

    Campaign {
        if (number < 0 || number >= CAST / MEMBERS) {
            throw new IllegalStateException("too many campaigns for their cast: number=" + number);
        }
    }

    /** The ordinary shipper of a step. */
    int host(int step) {
        return hosts.get(step % hosts.size());
    }

    /** A shipper of this campaign alone. */
    int castShipper(int member) {
        return CAST + number * MEMBERS + member % MEMBERS;
    }

    /** A consignee of this campaign alone, unseen before. */
    int castConsignee(int member) {
        return CAST + number * MEMBERS + member % MEMBERS;
    }

    /** Dice for what holds throughout the campaign; the same ones at every call. */
    Dice dice(long seed) {
        return Dice.of(seed, Purpose.CAMPAIGN, number);
    }
}
