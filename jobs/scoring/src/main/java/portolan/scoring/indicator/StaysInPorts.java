// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.PortMoves;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Stay;
import portolan.scoring.reading.Wording;

/**
 * How a box's stay in a port compares with what is usual there: the box's memory knows the one, the port's the other.
 * Both are read when a bill is filed, amended or looked at again.
 *
 * <p>{@link #TRANSSHIPMENT_DWELL}: the natural logarithm of the hours from discharge to loading or the gate in a port
 * of transshipment, beside the median of boxes of the same owner code there, else of all boxes, in robust deviations
 * (1.4826 times the median absolute deviation, {@value #SMALLEST_DEVIATION} at least). Of a stay that lasts only what
 * is too long already. No reading below {@value #FEWEST_STAYS} known stays. The owner code stands for the carrier,
 * whom gate messages seldom name; of leased boxes it is the lessor's.
 *
 * <p>{@link #PHANTOM_SHIPMENT}: 1 when a box has no move in the port of discharge five days after the stated arrival,
 * and moves there are reported: {@value #FEWEST_MOVES} at least, from before the arrival until now. 0 never: a box
 * that was seen is no news. No reading where the port reports nothing.
 */
public final class StaysInPorts {
    public static final Indicator PHANTOM_SHIPMENT = Indicator.named("phantom_shipment");
    public static final Indicator TRANSSHIPMENT_DWELL = Indicator.named("transshipment_dwell");

    static final int FEWEST_STAYS = 30;
    static final int FEWEST_MOVES = 50;

    /** Two steps of the histogram. */
    static final double SMALLEST_DEVIATION = 0.35;

    private static final double MAD_TO_DEVIATION = 1.4826;

    private StaysInPorts() {}

    /** Reads the stays of all boxes beside all ports, in whatever order their answers came. */
    static void read(List<Answer> answers, Readings.Gathering readings) {
        for (int i = 0; i < answers.size(); i++) {
            List<Stay> stays = answers.get(i).stays();
            for (int j = 0; j < stays.size(); j++) {
                Stay stay = stays.get(j);
                PortMoves port = port(stay.port(), answers);
                if (port != null) {
                    readings.addIfRead(stay.isSeen() ? dwell(stay, port) : phantom(stay, port));
                }
            }
        }
    }

    private static @Nullable PortMoves port(String port, List<Answer> answers) {
        for (int i = 0; i < answers.size(); i++) {
            PortMoves known = answers.get(i).port();
            if (known != null && known.port().equals(port)) {
                return known;
            }
        }
        return null;
    }

    private static @Nullable Reading dwell(Stay stay, PortMoves port) {
        PortMoves.Usual usual = null;
        for (PortMoves.Usual some : port.usual()) {
            boolean fits = some.owner().isEmpty() ? usual == null : some.owner().equals(stay.owner());
            if (fits && some.stays() >= FEWEST_STAYS) {
                usual = some;
            }
        }
        if (usual == null) {
            return null;
        }
        double deviation = Math.max(SMALLEST_DEVIATION, MAD_TO_DEVIATION * usual.logDeviation());
        double z = (StrictMath.log(Math.max(1.0, (double) stay.hours())) - usual.logMedian()) / deviation;
        if (!stay.ended() && z <= 0) {
            return null;
        }
        return new Reading(
                TRANSSHIPMENT_DWELL,
                z,
                stay.evidence() + ", " + Wording.counted(stay.hours(), "hour", "hours") + "; median "
                        + Wording.decimal(StrictMath.exp(usual.logMedian()), 0) + " of "
                        + Wording.counted(usual.stays(), "stay", "stays")
                        + (usual.owner().isEmpty() ? "" : " of " + usual.owner()) + " there");
    }

    private static @Nullable Reading phantom(Stay stay, PortMoves port) {
        return port.moves() < FEWEST_MOVES
                ? null
                : new Reading(
                        PHANTOM_SHIPMENT,
                        1,
                        stay.evidence() + "; of other containers " + port.moves() + " moves are known there, from "
                                + LocalDate.ofEpochDay(port.first()) + " to " + LocalDate.ofEpochDay(port.last()));
    }
}
