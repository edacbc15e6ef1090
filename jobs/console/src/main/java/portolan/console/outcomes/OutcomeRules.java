// SPDX-License-Identifier: Apache-2.0
package portolan.console.outcomes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.records.ChosenRecords;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.NotExaminedReason;
import portolan.schemas.avro.OutcomeCode;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Believable;
import portolan.schemas.wire.Topics;
import portolan.scoring.manifest.ConsignmentKey;

/**
 * What an outcome must hold before it is published. What the job's decoder refuses is refused here, and a test in
 * {@code deploy/local} holds the two together; beyond that, what the schema says goes with which code. A record from a
 * machine is taken with a reason too many, but a person who gives one has mistaken something.
 */
final class OutcomeRules {
    private static final int LONGEST_TENANT = 100;

    private static final int MOST_MINUTES = 30 * 24 * 60;
    private static final int MOST_CHECKS = 100;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** Clocks differ; offices do not know results a day ahead. */
    private static final Duration AHEAD = Duration.ofDays(1);

    private final AvroWire<InspectionOutcome> wire = Topics.INSPECTIONS_REPORTED.wire();
    private final Instant now;

    OutcomeRules(Instant now) {
        this.now = now;
    }

    /** All that is wrong with it, each with what to do; empty when it can be published. */
    List<String> faults(InspectionOutcome outcome) {
        List<String> faults = faultsWhateverTheCode(outcome);
        addCodeFaults(faults, outcome);
        addRevenueFaults(faults, outcome);
        addExaminationFaults(faults, outcome);
        addSelectionFaults(faults, outcome);
        if (faults.isEmpty()) {
            int bytes = wire.encode(outcome).length;
            int most = Topics.INSPECTIONS_REPORTED.maxRecordBytes();
            addIf(faults, bytes > most, "too large: shorten the remarks, bytes=" + bytes + ", limit=" + most);
        }
        return faults;
    }

    /** What can be told while it is not known which code was meant. */
    List<String> faultsWhateverTheCode(InspectionOutcome outcome) {
        List<String> faults = new ArrayList<>();
        addIf(faults, outcome.getTenant().isBlank(), "tenant is blank: say whose data it is");
        addIf(
                faults,
                outcome.getTenant().strip().length() > LONGEST_TENANT,
                "tenant must have at most " + LONGEST_TENANT + " characters");
        addIf(
                faults,
                outcome.getConsignmentKey().isBlank(),
                "consignmentKey is blank: name the consignment that was inspected");
        addIf(
                faults,
                outcome.getConsignmentKey().strip().length() > ConsignmentKey.LONGEST,
                "consignmentKey must have at most " + ConsignmentKey.LONGEST + " characters");
        addIf(faults, outcome.getVersion() < 1, "version must be 1 or more: version=" + outcome.getVersion());
        addIf(
                faults,
                outcome.getReportedAt().isBefore(Believable.FROM),
                "reportedAt must not lie before 1990: reportedAt=" + outcome.getReportedAt());
        addIf(
                faults,
                outcome.getReportedAt().isAfter(now.plus(AHEAD)),
                "reportedAt lies ahead: give the time when the result became known, reportedAt="
                        + outcome.getReportedAt());
        return faults;
    }

    /** Something that is no fault and hardly meant; null when there is none. */
    static @Nullable String doubt(InspectionOutcome outcome) {
        String key = outcome.getConsignmentKey();
        if (key.matches("[^:\\s]+:[^:\\s]+:\\d{4}") && key.equals(key.toUpperCase(Locale.ROOT))) {
            return null;
        }
        return "key does not look like ISSUER:NUMBER:YYYY in upper case, and must be the filing's to the letter: key="
                + key;
    }

    private static void addCodeFaults(List<String> faults, InspectionOutcome outcome) {
        OutcomeCode code = outcome.getCode();
        boolean unexamined = code == OutcomeCode.NOT_EXAMINED;
        addIf(faults, unexamined && outcome.getExamined(), "examined must be false where the code is NOT_EXAMINED");
        addIf(
                faults,
                !unexamined && !outcome.getExamined(),
                "examined must be true where there is a finding, or the code NOT_EXAMINED");
        addIf(
                faults,
                unexamined && outcome.getReason() == null,
                "NOT_EXAMINED needs a reason: one of " + Choice.listed(NotExaminedReason.class));
        addIf(
                faults,
                !unexamined && outcome.getReason() != null,
                "a reason goes with NOT_EXAMINED only: leave it out, or report NOT_EXAMINED: code=" + code);
        addIf(
                faults,
                code != OutcomeCode.PROHIBITED_GOODS && outcome.getGoodsKind() != null,
                "a goods kind goes with PROHIBITED_GOODS only: leave it out, or is that the code? code=" + code);
    }

    private static void addRevenueFaults(List<String> faults, InspectionOutcome outcome) {
        OutcomeCode code = outcome.getCode();
        String currency = outcome.getCurrency();
        if (outcome.getRevenueRecovered() != null) {
            addIf(
                    faults,
                    outcome.getRevenueRecovered().signum() < 0,
                    "recovered must not be negative: recovered=" + outcome.getRevenueRecovered());
            addIf(
                    faults,
                    code == OutcomeCode.NOT_EXAMINED || code == OutcomeCode.NOTHING_FOUND,
                    "nothing is recovered where nothing was found: code=" + code);
            addIf(faults, currency == null, "recovered needs its currency, for example EUR");
        }
        if (currency != null) {
            addIf(faults, outcome.getRevenueRecovered() == null, "a currency goes with an amount recovered only");
            addIf(
                    faults,
                    Currency.getAvailableCurrencies().stream()
                            .noneMatch(known -> known.getCurrencyCode().equals(currency)),
                    "currency must be one of ISO 4217, for example EUR: currency=" + currency);
        }
    }

    private static void addExaminationFaults(List<String> faults, InspectionOutcome outcome) {
        OutcomeCode code = outcome.getCode();
        boolean isFind = code != OutcomeCode.NOT_EXAMINED && code != OutcomeCode.NOTHING_FOUND;
        addIf(
                faults,
                !isFind && outcome.getPlace() != null,
                "a place goes with a find only: leave it out, or what was found? code=" + code);
        Integer minutes = outcome.getMinutes();
        addIf(
                faults,
                minutes != null && (minutes < 0 || minutes > MOST_MINUTES),
                "minutes must be 0 to " + MOST_MINUTES + ": minutes=" + minutes);
        addIf(
                faults,
                outcome.getChecks().size() > MOST_CHECKS,
                "at most " + MOST_CHECKS + " checks can be reported: checks="
                        + outcome.getChecks().size());
        outcome.getPhotos().stream()
                .filter(photo -> !HASH.matcher(photo).matches())
                .limit(1)
                .forEach(photo -> faults.add("a photograph is named by its SHA-256 in 64 small hexadecimal digits"));
    }

    private static void addSelectionFaults(List<String> faults, InspectionOutcome outcome) {
        try {
            ChosenRecords.stated(outcome);
        } catch (IllegalArgumentException e) {
            faults.add(e.getMessage());
        }
    }

    private static void addIf(List<String> faults, boolean isWrong, String fault) {
        if (isWrong) {
            faults.add(fault);
        }
    }
}
