// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.records.ChosenRecords;
import portolan.schemas.avro.GoodsKind;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.NotExaminedReason;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.lines.OutcomeLines;

/**
 * An outcome as it is typed, before anybody has looked at it.
 *
 * @param reportedAt null: now
 */
public record OutcomeDraft(
        String key,
        String code,
        String tenant,
        @Nullable String office,
        @Nullable String reason,
        @Nullable String goodsKind,
        int version,
        @Nullable String reportedAt,
        @Nullable String recovered,
        @Nullable String currency,
        @Nullable String remarks) {
    /** As the schema counts: duty and fines in hundredths, eighteen digits in all. */
    private static final int SCALE = 2;

    private static final int PRECISION = 18;

    /** The outcome, with how the inspection came about and went, and everything that is wrong with both. */
    public Checked check(Instant now, Examination examination) {
        List<String> faults = new ArrayList<>();
        OutcomeCode known = Choice.of(OutcomeCode.class, "code", code, faults);
        InspectionOutcome.Builder outcome = InspectionOutcome.newBuilder()
                .setOutcomeId("")
                .setTenant(tenant.strip())
                .setConsignmentKey(key.strip())
                // Something to look at the rest with; the fault is noted.
                .setCode(known == null ? OutcomeCode.OFFENCE_UNSPECIFIED : known)
                .setExamined(known != OutcomeCode.NOT_EXAMINED)
                .setReportedAt(reportedAt == null ? now.truncatedTo(ChronoUnit.MILLIS) : time(reportedAt, now, faults))
                .setOffice(office)
                .setReason(reason == null ? null : Choice.of(NotExaminedReason.class, "reason", reason, faults))
                .setGoodsKind(goodsKind == null ? null : Choice.of(GoodsKind.class, "goods kind", goodsKind, faults))
                .setVersion(version)
                .setRevenueRecovered(recovered == null ? null : amount(recovered, faults))
                .setCurrency(currency)
                .setRemarks(remarks)
                .setPlace(examination.place())
                .setMinutes(examination.minutes())
                .setChecks(examination.checks())
                .setPhotos(examination.photos());
        OutcomeRules rules = new OutcomeRules(now);
        InspectionOutcome identified = OutcomeLines.identified(
                ChosenRecords.write(examination.chosen(), outcome).build());
        // What goes with a code or a reason that nobody knows, nobody knows; the rest is worth a look at the same time.
        List<String> broken = faults.isEmpty() ? rules.faults(identified) : rules.faultsWhateverTheCode(identified);
        faults.addAll(broken);
        return new Checked(identified, faults);
    }

    /**
     * What became of a draft.
     *
     * @param outcome worth something only without faults
     * @param faults empty when it can be published
     */
    public record Checked(InspectionOutcome outcome, List<String> faults) {}

    private static Instant time(String text, Instant now, List<String> faults) {
        try {
            return OffsetDateTime.parse(text.strip()).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            faults.add("reported-at must be a time with its offset, for example 2026-03-01T08:30:00Z: '" + text + "'");
            return now;
        }
    }

    private static @Nullable BigDecimal amount(String text, List<String> faults) {
        try {
            BigDecimal amount = new BigDecimal(text.strip());
            // The plain size first: the digits of 1e999999999 would fill the memory.
            if ((long) amount.precision() - amount.scale() > PRECISION - SCALE
                    || amount.stripTrailingZeros().scale() > SCALE) {
                faults.add("recovered must have at most " + (PRECISION - SCALE) + " digits before the point and "
                        + SCALE + " behind it: '" + text + "'");
                return null;
            }
            return amount.setScale(SCALE);
        } catch (NumberFormatException e) {
            faults.add("recovered must be a number, for example 1250.50: '" + text + "'");
            return null;
        }
    }
}
