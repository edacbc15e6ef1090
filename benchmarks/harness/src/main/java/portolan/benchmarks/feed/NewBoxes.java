// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionOutcome;

/** The first feed: each filing is a new valid consignment in a new box, received when it is meant to be sent. */
final class NewBoxes implements FilingFeed {
    /** House bills of one groupage. */
    private static final int HOUSES_A_MASTER = 20;

    private final FeedPlan plan;
    private final List<Template> templates;
    private final Shippers shippers;
    private final Habits habits;
    private final SplittableRandom random;
    private Template current;
    private long receivedMillis;

    NewBoxes(FeedPlan plan, LocalDate today, long from) {
        this.plan = plan;
        this.templates = Templates.of(Habits.TEMPLATES, plan.seed(), today);
        this.shippers = new Shippers(plan);
        this.habits = new Habits(plan);
        this.random = new SplittableRandom(plan.seed() * 31 + from);
        this.current = templates.get(0);
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
        current = templates.get(plan.oneVoyage() ? 0 : habit.template());
        receivedMillis = intendedMicros / 1_000;
        current.fill(new Template.Content(
                intendedMicros,
                receivedMillis,
                sequence,
                new Template.Bill(
                        sequence, shipper, habit.consignee(), sequence, sequence, sequence / HOUSES_A_MASTER)));
    }

    @Override
    public byte[] key() {
        return current.key();
    }

    @Override
    public byte[] value() {
        return current.value();
    }

    @Override
    public long receivedMillis() {
        return receivedMillis;
    }

    @Override
    public @Nullable InspectionOutcome report() {
        return null;
    }
}
