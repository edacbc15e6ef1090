// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.files;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.ledger.Note;
import portolan.scoring.reading.Indicator;

/**
 * What one {@code score} came to, in numbers.
 *
 * @param filings lines of filings, readable or not
 * @param outcomes lines of outcomes, readable or not
 * @param moves lines of moves of containers, readable or not
 * @param assessments filings that were assessed: what creates, amends or disputes a bill
 * @param reassessments assessments without a filing: the bills that belong to one were due
 * @param duplicates filings that came again
 * @param noted other filings that left the live version as it is, by reason
 * @param withdrawn deletions that were taken in
 * @param rejects inputs set aside, by reason
 * @param rejectedOutcomes how many of those are outcomes
 * @param elsewhere outcomes whose consignments are filed under another tenant; all of them are rejected
 * @param alerts news about alerts, by state
 * @param lanes assessments by lane, without reassessments
 * @param budgets days of offices that were counted against a budget, budgets that were exceeded, and lanes of days by
 *     which way they drifted
 * @param assessedInTime assessments before their decision was due; those that name no such time are not counted
 * @param assessedTooLate assessments after their decision was due
 * @param late events that a stage handled behind the order of all inputs; where it is not 0, another run may differ
 * @param silentIndicators indicators without a single reading: their inputs are not in this feed
 * @param learning what was fitted, and put in force if so
 */
public record ScoreSummary(
        long filings,
        long outcomes,
        long moves,
        long assessments,
        long reassessments,
        long duplicates,
        Map<String, Long> noted,
        long withdrawn,
        Map<String, Long> rejects,
        long rejectedOutcomes,
        FeedCounts.Elsewhere elsewhere,
        Map<String, Long> alerts,
        Map<String, Long> lanes,
        Map<String, Long> budgets,
        long assessedInTime,
        long assessedTooLate,
        long late,
        List<String> silentIndicators,
        ScoreLearning learning) {
    public ScoreSummary {
        noted = Collections.unmodifiableMap(new TreeMap<>(noted));
        rejects = Collections.unmodifiableMap(new TreeMap<>(rejects));
        alerts = Collections.unmodifiableMap(new TreeMap<>(alerts));
        lanes = Collections.unmodifiableMap(new TreeMap<>(lanes));
        budgets = Collections.unmodifiableMap(new TreeMap<>(budgets));
        silentIndicators = List.copyOf(silentIndicators);
    }

    /** A filing is assessed, withdraws, is noted or is rejected: nothing else, and nothing twice. */
    static ScoreSummary of(FeedCounts fed, Tally tally, long late, ScoreLearning learning) {
        Map<String, Long> noted = tally.startingWith(Tally.NOTE);
        noted.remove(Note.DUPLICATE_OUTCOME.name());
        Long again = noted.remove(Note.DUPLICATE_FILING.name());
        long duplicates = again == null ? 0 : again;
        long others = noted.values().stream().mapToLong(Long::longValue).sum();
        long withdrawn =
                fed.filings() - tally.of(Tally.ASSESSMENTS) - duplicates - others - tally.of(Tally.REJECTED_FILINGS);
        if (withdrawn < 0 || withdrawn > fed.deletions()) {
            throw new IllegalStateException("filings do not add up: filings=" + fed.filings() + ", deletions="
                    + fed.deletions() + ", assessments=" + tally.of(Tally.ASSESSMENTS) + ", duplicates=" + duplicates
                    + ", noted=" + noted + ", rejected=" + tally.of(Tally.REJECTED_FILINGS));
        }
        Map<String, Long> rejects = tally.startingWith(Tally.REJECT);
        long rejected = rejects.values().stream().mapToLong(Long::longValue).sum();
        return new ScoreSummary(
                fed.filings(),
                fed.outcomes(),
                fed.moves(),
                tally.of(Tally.ASSESSMENTS),
                tally.of(Tally.REASSESSMENTS),
                duplicates,
                noted,
                withdrawn,
                rejects,
                rejected - tally.of(Tally.REJECTED_FILINGS) - tally.of(Tally.REJECTED_MOVES),
                fed.elsewhere(),
                tally.startingWith(Tally.ALERT),
                tally.startingWith(Tally.LANE),
                tally.startingWith(Tally.BUDGET),
                tally.of(Tally.IN_TIME),
                tally.of(Tally.TOO_LATE),
                late,
                Indicators.all().stream()
                        .filter(indicator -> !indicator.isPart() && tally.readings(indicator) == 0)
                        .map(Indicator::ruleName)
                        .toList(),
                learning);
    }

    /** The summary as a JSON object, a field a line. Names and numbers only: nothing in it needs escaping. */
    public String toJson() {
        return "{\n"
                + "  \"filings\": " + filings + ",\n"
                + "  \"outcomes\": " + outcomes + ",\n"
                + "  \"moves\": " + moves + ",\n"
                + "  \"assessments\": " + assessments + ",\n"
                + "  \"reassessments\": " + reassessments + ",\n"
                + "  \"duplicates\": " + duplicates + ",\n"
                + "  \"noted\": " + object(noted) + ",\n"
                + "  \"withdrawn\": " + withdrawn + ",\n"
                + "  \"rejects\": " + object(rejects) + ",\n"
                + "  \"rejectedOutcomes\": " + rejectedOutcomes + ",\n"
                + "  \"outcomesUnderAnotherTenant\": " + elsewhere.outcomes() + ",\n"
                + "  \"alerts\": " + object(alerts) + ",\n"
                + "  \"lanes\": " + object(lanes) + ",\n"
                + "  \"budgets\": " + object(budgets) + ",\n"
                + "  \"assessedInTime\": " + assessedInTime + ",\n"
                + "  \"assessedTooLate\": " + assessedTooLate + ",\n"
                + "  \"late\": " + late + ",\n"
                + "  \"silentIndicators\": "
                + silentIndicators.stream().map(name -> '"' + name + '"').collect(Collectors.joining(", ", "[", "]"))
                + ",\n"
                + "  \"learning\": " + learning.toJson()
                + "\n}\n";
    }

    private static String object(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(count -> '"' + count.getKey() + "\": " + count.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
