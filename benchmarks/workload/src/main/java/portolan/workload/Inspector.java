// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.NotExaminedReason;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.avro.Selector;

/** Which consignments are inspected, and what is reported: only of them does anybody ever hear an outcome. */
final class Inspector {
    private static final double SOURCE_PORTS = 2.5;

    /** About one consignment in twenty comes from a source port; the others give way so that the rate holds. */
    private static final double ELSEWHERE = (1 - 0.055 * SOURCE_PORTS) / (1 - 0.055);

    private static final int LATEST_DAYS = 20;
    private static final double NOT_EXAMINED = 0.04;
    private static final double SLIP = 0.05;
    private static final double LEAST_RECOVERED = 0.6;

    private static final Mix<NotExaminedReason> REASONS = new Mix<>(
            List.of(
                    NotExaminedReason.NO_CAPACITY,
                    NotExaminedReason.WAIVED_STANDARD_EXCEPTION,
                    NotExaminedReason.WAIVED_ARTICULABLE_REASON,
                    NotExaminedReason.NOT_ARRIVED,
                    NotExaminedReason.RELEASED_BEFORE_SELECTION),
            new double[] {45, 25, 10, 12, 8});

    private final FeedSettings settings;
    private final Stage stage;

    Inspector(FeedSettings settings, Stage stage) {
        this.settings = settings;
        this.stage = stage;
    }

    /** By chance; only the last deed of a company that is about to vanish is always looked at, if anything is. */
    boolean selects(BillVersion consignment, Dice dice) {
        return dice.chance(share(consignment)) || (isLast(consignment) && settings.inspected() > 0);
    }

    private double share(BillVersion consignment) {
        return Math.min(1, settings.inspected() * (fromSource(consignment.booking) ? SOURCE_PORTS : ELSEWHERE));
    }

    private static boolean isLast(BillVersion consignment) {
        Act act = consignment.ticket.act();
        return act != null && act.chapter() == Act.Chapter.DOWNFALL && act.step() == 0;
    }

    /** One to twenty days after arrival. */
    static long reportedAt(BillVersion consignment, Dice dice) {
        return consignment.arrives() + Times.DAY + (long) (dice.unit() * (LATEST_DAYS - 1) * Times.DAY);
    }

    /** What is wrong with a consignment, inspected or not; null for nothing. */
    @Nullable
    Offence offence(BillVersion consignment) {
        Act act = consignment.ticket.act();
        if (act == null || act.chapter() == Act.Chapter.PAST) {
            return null;
        }
        Dice dice = Dice.of(settings.seed(), Purpose.OFFENCE, consignment.ticket.serial());
        if (act.chapter() == Act.Chapter.DOWNFALL) {
            return Scheme.UNDERVALUATION.offence(consignment, dice);
        }
        Play play = act.play();
        return play.offends() && play.counts(act, stage) ? play.about().offence(consignment, dice) : null;
    }

    /** What is planted in a consignment; null for nothing. */
    @Nullable
    PlantedTruth truth(BillVersion consignment) {
        Offence offence = offence(consignment);
        if (offence != null) {
            return new PlantedTruth(consignment.key, offence.scheme(), null, offence.loss());
        }
        Act act = consignment.ticket.act();
        if (act == null || act.play().offends() || !act.play().counts(act, stage)) {
            return null;
        }
        return new PlantedTruth(consignment.key, null, act.play().alike(), 0);
    }

    InspectionOutcome report(BillVersion consignment, long reportedAt) {
        Dice dice = Dice.of(settings.seed(), Purpose.REPORT, consignment.ticket.serial());
        Offence offence = offence(consignment);
        boolean examined = !dice.chance(NOT_EXAMINED);
        InspectionOutcome outcome = new InspectionOutcome();
        outcome.setOutcomeId("I" + CheckDigits.digits(consignment.ticket.serial(), 12));
        outcome.setTenant(settings.tenant());
        outcome.setConsignmentKey(consignment.key);
        outcome.setCode(code(offence, examined, dice));
        outcome.setReportedAt(Instant.ofEpochMilli(reportedAt));
        outcome.setExamined(examined);
        outcome.setReason(examined ? null : REASONS.draw(dice));
        outcome.setGoodsKind(examined && offence != null ? offence.kind() : null);
        outcome.setOffice(consignment.discharge);
        outcome.setVersion(1);
        outcome.setChecks(List.of());
        outcome.setPhotos(List.of());
        outcome.setSelectedBy(isLast(consignment) ? Selector.OFFICER : Selector.RANDOM);
        outcome.setSelectedShare(isLast(consignment) ? null : share(consignment));
        if (examined && offence != null && offence.loss() > 0) {
            double part = LEAST_RECOVERED + (1 - LEAST_RECOVERED) * dice.unit();
            outcome.setRevenueRecovered(BigDecimal.valueOf(Math.max(1, Math.round(offence.loss() * part * 100)), 2));
            outcome.setCurrency("EUR");
        }
        return outcome;
    }

    private static boolean fromSource(Booking booking) {
        return !booking.air() && booking.port().source();
    }

    private static OutcomeCode code(@Nullable Offence offence, boolean examined, Dice dice) {
        if (!examined) {
            return OutcomeCode.NOT_EXAMINED;
        }
        if (offence != null) {
            return offence.code();
        }
        return dice.chance(SLIP) ? OutcomeCode.MINOR_DISCREPANCY : OutcomeCode.NOTHING_FOUND;
    }
}
