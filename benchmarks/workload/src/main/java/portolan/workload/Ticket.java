// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import org.jspecify.annotations.Nullable;

/**
 * What must be kept of a consignment while more may happen to it; everything else is made again from it.
 * One ticket is shared by all that is pending about its consignment.
 */
final class Ticket {
    private static final long NO_BOXES = -1;

    private final int shipper;
    private final long serial;
    private final int dueDay;
    private final long createdAt;
    private long firstBox = NO_BOXES;
    private boolean deleted;
    private boolean scripted;
    private int generation;
    private @Nullable Act act;
    private @Nullable Booking groupage;
    private @Nullable String borrowedBox;

    /**
     * @param serial number of the consignment in the feed, from 1
     * @param dueDay day on which the shipper had the goods ready, counted from the epoch
     * @param createdAt arrival of the first filing
     */
    Ticket(int shipper, long serial, int dueDay, long createdAt) {
        this.shipper = shipper;
        this.serial = serial;
        this.dueDay = dueDay;
        this.createdAt = createdAt;
    }

    int shipper() {
        return shipper;
    }

    long serial() {
        return serial;
    }

    int dueDay() {
        return dueDay;
    }

    long createdAt() {
        return createdAt;
    }

    /** Takes boxes from the fleet at the first call; the same ones ever after. */
    long firstBox(Fleet fleet, Carrier carrier, int count) {
        if (firstBox == NO_BOXES) {
            firstBox = fleet.take(carrier, count);
        }
        return firstBox;
    }

    boolean deleted() {
        return deleted;
    }

    void delete() {
        deleted = true;
    }

    /** Filed once more after a withdrawal. */
    void refile() {
        deleted = false;
        generation++;
    }

    /** How often it was filed anew: 0 for a consignment that was never withdrawn. */
    int generation() {
        return generation;
    }

    /** What is planted in it, or null. */
    @Nullable
    Act act() {
        return act;
    }

    void play(Act part) {
        act = part;
    }

    /** The first house bill of the groupage that this ticket is the master of; null for all others. */
    @Nullable
    Booking groupage() {
        return groupage;
    }

    void cover(Booking house) {
        groupage = house;
    }

    /** Whether its second version is not by chance but what its act wants. */
    boolean scripted() {
        return scripted;
    }

    void script() {
        scripted = true;
    }

    /** The number of somebody else's box, once taken. */
    @Nullable
    String borrowedBox() {
        return borrowedBox;
    }

    void borrow(String box) {
        borrowedBox = box;
    }
}
