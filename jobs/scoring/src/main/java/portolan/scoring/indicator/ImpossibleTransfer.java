// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import java.util.List;
import portolan.scoring.kind.container.ContainerIndicators;
import portolan.scoring.kind.container.MovesOfBox;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Transfer;
import portolan.scoring.reading.Wording;
import portolan.scoring.reference.World;

/**
 * {@code impossible_container_reuse} where times alone allow a reuse: the box would have
 * travelled faster than {@value Transfer#MOST_KNOTS} knots between two voyages; and {@code impossible_moves},
 * the same between two moves that were reported, given {@value #HOURS_OF_CLOCKS} hours more, since terminals report
 * local time as UTC.
 *
 * <p>Formula: 1 when the great circle from the port of discharge to the next port of loading, over the hours between,
 * is more. That is the shortest way there is, by sea or by land, and the speed is above that of ships, trains and
 * lorries that go on for days. No reading of its own otherwise, so that what {@code ContainerIndicators} read from
 * times alone stands.
 */
final class ImpossibleTransfer {
    private ImpossibleTransfer() {}

    /** Clocks and zones of terminals differ, and some report local time as UTC. */
    private static final long HOURS_OF_CLOCKS = 14;

    /** Reads the transfers of all answers, in whatever order they came. */
    static void read(List<Answer> answers, World world, Readings.Gathering readings) {
        for (int i = 0; i < answers.size(); i++) {
            List<Transfer> transfers = answers.get(i).transfers();
            for (int j = 0; j < transfers.size(); j++) {
                Transfer transfer = transfers.get(j);
                double miles = world.greatCircle(transfer.from(), transfer.to());
                long hours = transfer.hours() + (transfer.ofMoves() ? HOURS_OF_CLOCKS : 0);
                // Not so either where a distance is not known.
                if (miles > hours * Transfer.MOST_KNOTS) {
                    readings.add(new Reading(
                            transfer.ofMoves()
                                    ? MovesOfBox.IMPOSSIBLE_MOVES
                                    : ContainerIndicators.IMPOSSIBLE_CONTAINER_REUSE,
                            1,
                            transfer.evidence() + ": " + Wording.decimal(miles, 0) + " nautical miles in "
                                    + Wording.counted(transfer.hours(), "hour", "hours")));
                }
            }
        }
    }
}
