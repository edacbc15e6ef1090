// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/** The first feed: each filing is a new valid consignment in a new box, received when it is meant to be sent. */
final class NewBoxes extends FilingFeed {
    /** House bills of one groupage. */
    private static final int HOUSES_A_MASTER = 20;

    private final FeedPlan plan;
    private final List<Template> templates;
    private final Shippers shippers;
    private final Habits habits;
    private final SplittableRandom random;

    NewBoxes(FeedPlan plan, LocalDate today, long from) {
        this(plan, Templates.of(Habits.TEMPLATES, plan.seed(), today), from);
    }

    private NewBoxes(FeedPlan plan, List<Template> templates, long from) {
        super(templates.get(0));
        this.plan = plan;
        this.templates = templates;
        this.shippers = new Shippers(plan);
        this.habits = new Habits(plan);
        this.random = new SplittableRandom(plan.seed() * 31 + from);
    }

    @Override
    public void introduce(long sequence, long intendedMicros) {
        make(sequence, (int) (sequence % plan.shippers()), intendedMicros);
    }

    @Override
    public void next(long sequence, long intendedMicros) {
        make(sequence, shippers.draw(random), intendedMicros);
    }

    private void make(long sequence, int shipper, long intendedMicros) {
        Habits.Habit habit = habits.draw(shipper, random);
        fill(
                templates.get(plan.oneVoyage() ? 0 : habit.template()),
                sequence,
                intendedMicros,
                intendedMicros / 1_000,
                new Template.Bill(
                        sequence, shipper, habit.consignee(), sequence, sequence, sequence / HOUSES_A_MASTER));
    }
}
