// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Filings one after the other, each a new valid consignment, as fast as bytes are written. First every shipper can be
 * given one, which is what fills the memories before anything is measured; after that shippers file as the plan says.
 * Not for more than one thread.
 */
public final class FilingFeed {
    private static final int TEMPLATES = 4_096;

    /** What a shipper has a habit of: neighbouring templates, and so many consignees. */
    private static final int HABITS = 4;

    private static final int FEWEST_CONSIGNEES = 1_000;

    private final FeedPlan plan;
    private final List<Template> templates;
    private final Shippers shippers;
    private final SplittableRandom random;
    private final int consignees;
    private Template current;

    /**
     * A feed at its beginning.
     *
     * @param today the day on which the bills are issued
     * @param from sequence number of the first filing to come: feeds of one plan that share none share no consignment
     */
    public FilingFeed(FeedPlan plan, LocalDate today, long from) {
        this.plan = plan;
        this.templates = Templates.of(TEMPLATES, plan.seed(), today);
        this.shippers = new Shippers(plan);
        this.random = new SplittableRandom(plan.seed() * 31 + from);
        this.consignees = Math.max(FEWEST_CONSIGNEES, plan.shippers() / 2);
        this.current = templates.get(0);
    }

    /** Makes the filing with this number, of the shipper with this number. */
    public void introduce(long sequence, long intendedMicros) {
        make(sequence, (int) (sequence % plan.shippers()), intendedMicros);
    }

    /** Makes the filing with this number, of whoever is drawn. */
    public void next(long sequence, long intendedMicros) {
        make(sequence, shippers.draw(random), intendedMicros);
    }

    /** The message key of the filing that was made last; overwritten by a later one. */
    public byte[] key() {
        return current.key();
    }

    /** The filing that was made last, as the topic carries it; overwritten by a later one. */
    public byte[] value() {
        return current.value();
    }

    private void make(long sequence, int shipper, long intendedMicros) {
        int habit = random.nextInt(HABITS);
        int home = Math.floorMod(scattered(shipper), TEMPLATES / HABITS);
        int consignee = Math.floorMod(scattered(shipper * (long) HABITS + habit), consignees);
        current = templates.get(plan.oneVoyage() ? 0 : home * HABITS + habit);
        current.fill(new Template.Content(intendedMicros, sequence, shipper, consignee));
    }

    /** Numbers side by side end far apart (the finalizer of MurmurHash3). */
    private static int scattered(long number) {
        long mixed = (number ^ number >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return (int) (mixed ^ mixed >>> 33);
    }
}
