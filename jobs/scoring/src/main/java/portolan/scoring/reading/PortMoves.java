// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import java.util.List;

/**
 * What is known of the moves of containers in one port.
 *
 * @param port UN/LOCODE
 * @param moves how many are known, each minute counted once; 0 where they do not reach from before the bill's arrival
 *     to some days after it
 * @param first day of the first one, from 1970-01-01
 * @param last day of the last one
 * @param usual stays of all boxes, and of those of some owners
 */
public record PortMoves(String port, long moves, long first, long last, List<Usual> usual) {
    public PortMoves {
        usual = List.copyOf(usual);
    }

    /**
     * How long boxes usually stay from discharge to leaving.
     *
     * @param owner owner code; empty of all
     * @param stays how many are known
     * @param logMedian natural logarithm of the median in hours
     * @param logDeviation median distance of the logarithms from that
     */
    public record Usual(String owner, long stays, double logMedian, double logDeviation) {}
}
