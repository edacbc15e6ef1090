// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import org.jspecify.annotations.Nullable;

/** A sample of the boxes lately filed, so that a play can take the number of one that really travels. */
final class BoxesSeen {
    private static final int KEPT = 4_096;
    /** The sample reaches back about so far. */
    private static final double DAYS = 80;

    private static final int TRIES = 300;

    private record Seen(String number, int carrier, int port, long departs, long arrives) {}

    private final @Nullable Seen[] ring = new Seen[KEPT];
    private final int every;
    private long offered;
    private int next;
    private int held;

    BoxesSeen(double consignmentsPerDay) {
        // Some four in ten consignments have a full box.
        this.every = (int) Math.max(1, Math.ceil(consignmentsPerDay * 0.4 * DAYS / KEPT));
    }

    void offer(BillVersion consignment) {
        if (consignment.boxes.isEmpty() || consignment.ticket.act() != null) {
            return;
        }
        Box box = consignment.boxes.get(0);
        if (box.shared() || !box.valid() || offered++ % every != 0) {
            return;
        }
        Booking booking = consignment.booking;
        ring[next] = new Seen(
                box.number(),
                booking.carrier().number(),
                booking.port().number(),
                booking.voyage().departs(),
                consignment.arrives());
        next = (next + 1) % KEPT;
        held = Math.min(KEPT, held + 1);
    }

    @Nullable
    String elsewhere(BillVersion consignment, Dice dice) {
        long departs = consignment.booking.voyage().departs();
        for (int i = 0; i < TRIES && held > 0; i++) {
            Seen seen = ring[dice.below(held)];
            if (seen != null
                    && seen.port != consignment.booking.port().number()
                    && seen.departs < departs + 2 * Times.DAY
                    && seen.arrives > departs + 3 * Times.DAY) {
                return seen.number;
            }
        }
        return null;
    }

    @Nullable
    String returned(BillVersion consignment, Dice dice) {
        long loads = consignment.booking.loads();
        long back = (consignment.booking.port().days() + 4) * Times.DAY;
        String best = null;
        long latest = Long.MIN_VALUE;
        for (int i = 0; i < TRIES && held > 0; i++) {
            Seen seen = ring[dice.below(held)];
            if (seen != null && seen.arrives + back < loads && seen.arrives > latest) {
                best = seen.number;
                latest = seen.arrives;
            }
        }
        return best;
    }
}
