package portolan.console;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Item;
import portolan.scoring.manifest.OutcomeCode;

/** What the files say about one consignment that has an outcome, collected while they are read. */
final class Dossier {
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    private int outcomeVersion = Integer.MIN_VALUE;
    private boolean examined;
    private boolean offence;
    private double recovered = Double.NaN;
    private double score = Double.NaN;
    private @Nullable Instant filedAt;
    private Instant goodsFiledAt = Instant.MIN;
    private Traits traits = Traits.UNKNOWN;
    private double duty = Double.NaN;

    /** A higher version corrects a lower one, an equal one repeats it. */
    void outcome(InspectionOutcome outcome) {
        if (outcome.getVersion() < outcomeVersion) {
            return;
        }
        outcomeVersion = outcome.getVersion();
        OutcomeCode code = OutcomeCode.valueOf(outcome.getCode().name());
        examined = outcome.getExamined() && code != OutcomeCode.NOT_EXAMINED;
        offence = code.isOffence();
        recovered = outcome.getRevenueRecovered() == null
                ? Double.NaN
                : outcome.getRevenueRecovered().doubleValue();
    }

    void assessed(double bits) {
        score = bits;
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
        }
    }

    boolean isExamined() {
        return examined;
    }

    boolean isAssessed() {
        return !Double.isNaN(score);
    }

    boolean isFiled() {
        return filedAt != null;
    }

    /** The consignment as it is evaluated; null while nothing says what it was or when it was filed. */
    @Nullable
    Examined examined(String consignmentKey) {
        if (!examined || filedAt == null) {
            return null;
        }
        LocalDate filedOn = LocalDate.ofInstant(filedAt, ZoneOffset.UTC);
        return new Examined(consignmentKey, filedOn, offence, score, recovered, duty, traits);
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
