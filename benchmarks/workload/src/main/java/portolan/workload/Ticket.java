package portolan.workload;

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
}
