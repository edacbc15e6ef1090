// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Lane;

/** Lanes as the file keeps them: numbers that sort, the strictest first. */
final class Lanes {
    private Lanes() {}

    static int rank(Lane lane) {
        return switch (lane) {
            case RED -> 0;
            case YELLOW -> 1;
            case BLUE -> 2;
            case GREEN -> 3;
        };
    }

    static @Nullable Lane of(@Nullable Long rank) {
        for (Lane lane : Lane.values()) {
            if (rank != null && rank(lane) == rank) {
                return lane;
            }
        }
        return null;
    }

    /** The lane of a column that has one in every row asked for. */
    static Lane known(long rank) {
        Lane lane = of(rank);
        if (lane == null) {
            throw new IllegalStateException("no lane has this rank: rank=" + rank);
        }
        return lane;
    }
}
