package portolan.workload;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.NotExaminedReason;
import portolan.schemas.avro.OutcomeCode;

/** Which consignments are inspected, and what is reported: only of them does anybody ever hear an outcome. */
final class Inspections {
    private static final double SOURCE_PORTS = 2.5;

    /** About one consignment in twenty comes from a source port; the others give way so that the rate holds. */
    private static final double ELSEWHERE = (1 - 0.055 * SOURCE_PORTS) / (1 - 0.055);

    private static final int LATEST_DAYS = 20;
    private static final double NOT_EXAMINED = 0.04;
    private static final double SLIP = 0.05;

    private static final Mix<NotExaminedReason> REASONS = new Mix<>(
            List.of(
                    NotExaminedReason.NO_CAPACITY,
                    NotExaminedReason.WAIVED_STANDARD_EXCEPTION,
                    NotExaminedReason.WAIVED_ARTICULABLE_REASON,
                    NotExaminedReason.NOT_ARRIVED,
                    NotExaminedReason.RELEASED_BEFORE_SELECTION),
            new double[] {45, 25, 10, 12, 8});

    private final FeedSettings settings;
    private final Offences offences;

    Inspections(FeedSettings settings, Population population) {
        this.settings = settings;
        this.offences = new Offences(settings, population);
    }

    boolean selects(Booking booking, Dice dice) {
        return dice.chance(settings.inspected() * (Offences.fromSource(booking) ? SOURCE_PORTS : ELSEWHERE));
    }

    /** One to twenty days after arrival. */
    static long reportedAt(Consignment consignment, Dice dice) {
        return consignment.arrives() + Times.DAY + (long) (dice.unit() * (LATEST_DAYS - 1) * Times.DAY);
    }

    InspectionOutcome report(Consignment consignment, long reportedAt) {
        Dice dice = Dice.of(settings.seed(), Purpose.REPORT, consignment.ticket.serial());
        Booking booking = consignment.booking;
        OutcomeCode offence = offences.of(booking, dice);
        boolean examined = !dice.chance(NOT_EXAMINED);
        OutcomeCode code = code(offence, examined, dice);
        InspectionOutcome outcome = new InspectionOutcome();
        outcome.setOutcomeId("I" + CheckDigits.digits(consignment.ticket.serial(), 12));
        outcome.setTenant(settings.tenant());
        outcome.setConsignmentKey(consignment.key);
        outcome.setCode(code);
        outcome.setReportedAt(Instant.ofEpochMilli(reportedAt));
        outcome.setExamined(examined);
        outcome.setReason(examined ? null : REASONS.draw(dice));
        outcome.setGoodsKind(code == OutcomeCode.PROHIBITED_GOODS ? Offences.kind(booking, dice) : null);
        outcome.setOffice(consignment.discharge);
        outcome.setVersion(1);
        if (code == OutcomeCode.UNDERVALUED
                || code == OutcomeCode.FALSE_ORIGIN
                || code == OutcomeCode.MISDECLARED_GOODS) {
            double usd = consignment.grams()
                    / 1_000.0
                    * booking.line().goods().usdPerKg()
                    * booking.line().price();
            outcome.setRevenueRecovered(BigDecimal.valueOf(1 + Math.round(usd * (2 + 25 * dice.unit())), 2));
            outcome.setCurrency("EUR");
        }
        return outcome;
    }

    private static OutcomeCode code(@Nullable OutcomeCode offence, boolean examined, Dice dice) {
        if (!examined) {
            return OutcomeCode.NOT_EXAMINED;
        }
        if (offence != null) {
            return offence;
        }
        return dice.chance(SLIP) ? OutcomeCode.MINOR_DISCREPANCY : OutcomeCode.NOTHING_FOUND;
    }
}
