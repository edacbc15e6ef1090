// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Item;
import portolan.scoring.manifest.OutcomeCode;

/** What the files say about one consignment, collected while they are read. */
final class Dossier {
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    private int outcomeVersion = Integer.MIN_VALUE;
    private @Nullable Label found;
    private final List<InspectionOutcome> outcomes = new ArrayList<>(1);
    private double score = Double.NaN;
    private double probability = Double.NaN;
    private @Nullable Instant filedAt;
    private Instant goodsFiledAt = Instant.MIN;
    private Traits traits = Traits.UNKNOWN;
    private double duty = Double.NaN;
    private double value = Double.NaN;

    /** A higher version corrects a lower one, an equal one repeats it. */
    void outcome(InspectionOutcome outcome) {
        outcomes.add(outcome);
        if (outcome.getVersion() < outcomeVersion) {
            return;
        }
        outcomeVersion = outcome.getVersion();
        found = label(outcome);
    }

    /** What an outcome says the consignment was; null when it says nothing. */
    private static @Nullable Label label(InspectionOutcome outcome) {
        OutcomeCode code = OutcomeCode.valueOf(outcome.getCode().name());
        if (!outcome.getExamined() || code == OutcomeCode.NOT_EXAMINED) {
            return null;
        }
        double recovered = outcome.getRevenueRecovered() == null
                ? Double.NaN
                : outcome.getRevenueRecovered().doubleValue();
        return new Label(code.isOffence() ? code.name() : null, null, recovered);
    }

    /** What the outcomes teach whoever hears of them, one after the other as they became known. */
    void lessons(List<Lesson> lessons) {
        List<InspectionOutcome> byTime = new ArrayList<>(outcomes);
        byTime.sort(
                Comparator.comparing(InspectionOutcome::getReportedAt).thenComparing(InspectionOutcome::getVersion));
        Label before = null;
        int version = Integer.MIN_VALUE;
        for (InspectionOutcome outcome : byTime) {
            if (outcome.getVersion() < version) {
                continue;
            }
            version = outcome.getVersion();
            Label now = label(outcome);
            if (before != null) {
                lessons.add(new Lesson(outcome.getReportedAt(), traits, -1, before.offence() ? -1 : 0));
            }
            if (now != null) {
                lessons.add(new Lesson(outcome.getReportedAt(), traits, 1, now.offence() ? 1 : 0));
            }
            before = now;
        }
    }

    void assessed(double bits, double probabilityOfAny) {
        score = bits;
        probability = probabilityOfAny;
    }

    /** The first filing dates the consignment, the last that states goods describes them. */
    void filing(Filing filing) {
        if (filing.getEventKind() == EventKind.DELETE) {
            return;
        }
        if (filedAt == null || filing.getFiledAt().isBefore(filedAt)) {
            filedAt = filing.getFiledAt();
        }
        if (!filing.getGoodsItems().isEmpty() && !filing.getReceivedAt().isBefore(goodsFiledAt)) {
            goodsFiledAt = filing.getReceivedAt();
            traits = Traits.of(filing);
            duty = duty(filing);
            value = value(filing);
        }
    }

    boolean isExamined() {
        return found != null;
    }

    boolean isAssessed() {
        return !Double.isNaN(score);
    }

    boolean isFiled() {
        return filedAt != null;
    }

    @Nullable
    Label found() {
        return found;
    }

    Traits traits() {
        return traits;
    }

    /**
     * The consignment as it is evaluated; null while nothing says what it was or when it was filed.
     *
     * @param label what it was, as far as anybody knows
     * @param shipperFiledFirst when its shipper was first named in a filing; null when nobody is named
     */
    @Nullable
    Examined examined(String consignmentKey, @Nullable Label label, @Nullable Instant shipperFiledFirst) {
        if (label == null || filedAt == null) {
            return null;
        }
        boolean first = shipperFiledFirst != null && !filedAt.isAfter(shipperFiledFirst);
        return new Examined(consignmentKey, filedAt, label, score, probability, duty, value, first, traits);
    }

    private static double value(Filing filing) {
        double sum = Double.NaN;
        for (Item item : filing.getGoodsItems()) {
            if (item.getValue() != null) {
                double amount = item.getValue().getAmount().doubleValue();
                sum = Double.isNaN(sum) ? amount : sum + amount;
            }
        }
        return sum;
    }

    private static double duty(Filing filing) {
        double sum = Double.NaN;
        for (Item item : filing.getGoodsItems()) {
            if (item.getValue() != null
                    && item.getDuty() != null
                    && item.getDuty().getRatePercent() != null) {
                double amount = item.getValue()
                        .getAmount()
                        .multiply(item.getDuty().getRatePercent())
                        .divide(PERCENT)
                        .doubleValue();
                sum = Double.isNaN(sum) ? amount : sum + amount;
            }
        }
        return sum;
    }
}
