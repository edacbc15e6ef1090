// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.OutcomeCode;

/**
 * The second feed: a year of trade, with order time compressed so that boxes return when a real box could. One filing
 * in ten amends an earlier bill, one in a hundred brings an inspection's outcome, and one bill in ten lies with nineteen
 * others in a box of groupage, whose master is filed first. Every filing is assessed once: no bill awaits another.
 *
 * <p>Times end where the day of the benchmark begins; filings beyond the plan are received by the clock.
 */
final class ReturningBoxes extends FilingFeed {
    private static final double AMENDED = 0.1;
    private static final double IN_GROUPAGE = 0.1;
    private static final double INSPECTED = 0.01;
    private static final double OFFENDING = 0.1;

    static final int BILLS_A_BOX = 20;

    private static final double MILLIS_A_YEAR = Duration.ofDays(365).toMillis();

    /** Bills are amended and inspected within ten days, and eight filings in ten are such bills. */
    private static final int OPEN_PARTS_OF_A_YEAR = 45;

    private static final int FEWEST_OPEN = 64;
    private static final int TRIES = 4;

    private final FeedPlan plan;
    private final int year;
    private final long from;
    private final long beganMillis;
    private final double stepMillis;
    private final Forms forms;
    private final Shippers shippers;
    private final Habits habits;
    private final SplittableRandom random;
    private final BoxPool boxes;
    private final long firstBox;
    private final Open[] open;
    private long opened;
    private @Nullable InspectionOutcome report;
    private Template.@Nullable Bill groupage;
    private int groupageForm;
    private int groupageLeft;

    ReturningBoxes(FeedPlan plan, LocalDate today, long from) {
        this(plan, Forms.of(Habits.TEMPLATES, plan.seed(), today), today, from);
    }

    private ReturningBoxes(FeedPlan plan, Forms forms, LocalDate today, long from) {
        super(forms.filed(0));
        this.plan = plan;
        this.year = today.getYear();
        this.from = from;
        double filings = plan.filingsAYear();
        this.stepMillis = MILLIS_A_YEAR / filings;
        this.beganMillis =
                today.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() - (long) (plan.planned() * stepMillis);
        this.forms = forms;
        this.shippers = new Shippers(plan);
        this.habits = new Habits(plan);
        this.random = new SplittableRandom(plan.seed() * 31 + from);
        double bills = filings * (1 - AMENDED);
        this.boxes = new BoxPool(bills * (1 - IN_GROUPAGE + IN_GROUPAGE / (BILLS_A_BOX + 1)), random);
        // Another feed of the plan has boxes of its own, as it has bills.
        this.firstBox = from == 0 ? 0 : boxes.size();
        this.open = new Open[(int) Math.max(FEWEST_OPEN, filings / OPEN_PARTS_OF_A_YEAR)];
    }

    /** A bill that may still be amended or inspected. */
    private static final class Open {
        private final int form;
        private final Template.Bill bill;
        private boolean amended;
        private boolean inspected;

        Open(int form, Template.Bill bill) {
            this.form = form;
            this.bill = bill;
        }
    }

    @Override
    public void introduce(long sequence, long intendedMicros) {
        report = null;
        file(sequence, (int) (sequence % plan.shippers()), intendedMicros);
    }

    @Override
    public void next(long sequence, long intendedMicros) {
        report = random.nextDouble() < INSPECTED ? inspected(sequence, intendedMicros) : null;
        Open amended = random.nextDouble() < AMENDED ? unamended() : null;
        if (amended != null) {
            amended.amended = true;
            fill(forms.amended(amended.form), sequence, intendedMicros, amended.bill);
        } else if (random.nextDouble() < IN_GROUPAGE) {
            groupage(sequence, intendedMicros);
        } else {
            file(sequence, shippers.draw(random), intendedMicros);
        }
    }

    private void file(long sequence, int shipper, long intendedMicros) {
        Habits.Habit habit = habits.draw(shipper, random);
        int form = plan.oneVoyage() ? 0 : habit.template();
        long box = firstBox + boxes.take();
        Template.Bill bill = new Template.Bill(sequence, shipper, habit.consignee(), box, sequence, sequence);
        fill(forms.filed(form), sequence, intendedMicros, bill);
        open[(int) (opened++ % open.length)] = new Open(form, bill);
    }

    /** The master, then one house after the other: all of one voyage, and near enough in time to be told to be so. */
    private void groupage(long sequence, long intendedMicros) {
        int shipper = shippers.draw(random);
        Habits.Habit habit = habits.draw(shipper, random);
        Template.Bill shared = groupage;
        if (shared == null || groupageLeft == 0) {
            groupageForm = plan.oneVoyage() ? 0 : habit.template() % forms.groupages();
            groupageLeft = BILLS_A_BOX;
            shared = new Template.Bill(
                    sequence, shipper, habit.consignee(), firstBox + boxes.take(), sequence, sequence);
            groupage = shared;
            fill(forms.master(groupageForm), sequence, intendedMicros, shared);
            return;
        }
        groupageLeft--;
        fill(
                forms.house(groupageForm),
                sequence,
                intendedMicros,
                new Template.Bill(sequence, shipper, habit.consignee(), shared.box(), shared.seal(), shared.master()));
    }

    private void fill(Template form, long sequence, long intendedMicros, Template.Bill bill) {
        fill(form, sequence, intendedMicros, receivedMillis(sequence, intendedMicros), bill);
    }

    /** Numbers that begin elsewhere are filed when the plan has ended. */
    private long receivedMillis(long sequence, long intendedMicros) {
        long number = from == 0 ? sequence : plan.planned() + sequence - from;
        return Math.min(beganMillis + (long) (number * stepMillis), intendedMicros / 1_000);
    }

    private @Nullable Open unamended() {
        for (int i = 0; i < TRIES; i++) {
            Open drawn = drawn();
            if (drawn != null && !drawn.amended) {
                return drawn;
            }
        }
        return null;
    }

    private @Nullable Open drawn() {
        int count = (int) Math.min(opened, open.length);
        return count == 0 ? null : open[random.nextInt(count)];
    }

    private @Nullable InspectionOutcome inspected(long sequence, long intendedMicros) {
        Open drawn = drawn();
        if (drawn == null || drawn.inspected) {
            return null;
        }
        drawn.inspected = true;
        boolean offends = random.nextDouble() < OFFENDING;
        InspectionOutcome outcome = new InspectionOutcome();
        outcome.setOutcomeId("PB" + sequence);
        outcome.setTenant(Templates.TENANT);
        outcome.setConsignmentKey(Templates.consignmentKey(drawn.bill.number(), year));
        outcome.setCode(offends ? OutcomeCode.MISDECLARED_GOODS : OutcomeCode.NOTHING_FOUND);
        outcome.setReportedAt(Instant.ofEpochMilli(receivedMillis(sequence, intendedMicros)));
        outcome.setExamined(true);
        outcome.setVersion(1);
        outcome.setChecks(List.of());
        outcome.setPhotos(List.of());
        if (offends) {
            outcome.setRevenueRecovered(BigDecimal.valueOf(100_000 + random.nextInt(1_000_000), 2));
            outcome.setCurrency("EUR");
        }
        return outcome;
    }

    @Override
    public @Nullable InspectionOutcome report() {
        return report;
    }
}
