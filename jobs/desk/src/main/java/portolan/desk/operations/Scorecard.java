// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.tuning.Estimate;
import portolan.tuning.Proportion;
import portolan.tuning.RuleCard;
import portolan.tuning.WhatIfAnswer;

/**
 * What each rule of a rule set was worth over some weeks, by what inspections found.
 *
 * @param ruleSet name and version
 * @param weeks asked for; the archive may have fewer
 * @param random share of all consignments in which an examination would find something, estimated as {@code Hits} does; its
 *     value is NaN where nobody was examined at random
 * @param isFair whether nearly all that were drawn have been examined
 * @param rows those that are surest to be better than random first, those without evidence last
 * @param at when it was reckoned
 */
record Scorecard(
        String ruleSet,
        int weeks,
        LocalDate from,
        LocalDate to,
        int consignments,
        Proportion examined,
        Estimate random,
        int drawnExamined,
        boolean isFair,
        List<Row> rows,
        Instant at) {
    /** With fewer examinations the share found says little. */
    private static final int FEW = 20;

    Scorecard {
        rows = List.copyOf(rows);
    }

    static Scorecard of(WhatIfAnswer answer, String ruleSet, int weeks, Instant at) {
        int consignments = answer.about().consignments();
        Estimate random = rate(answer.hits().all(), consignments);
        List<Row> rows = answer.rules().stream()
                .map(card -> new Row(card, lift(card.found(), random)))
                .sorted(Comparator.comparing((Row row) -> row.lift() == null)
                        .thenComparing(
                                row -> row.lift() == null ? 0 : -row.lift().low())
                        .thenComparing(row -> -row.card().fired())
                        .thenComparing(row -> row.card().rule()))
                .toList();
        return new Scorecard(
                ruleSet,
                weeks,
                answer.about().from(),
                answer.about().to(),
                consignments,
                answer.rules().isEmpty()
                        ? Proportion.NONE
                        : answer.rules().get(0).all(),
                random,
                answer.hits().drawnExamined(),
                answer.hits().isFair(),
                rows,
                at);
    }

    /** How many times: 0.4 ×, 12 ×. */
    static String times(double lift) {
        if (Double.isInfinite(lift)) {
            return "∞";
        }
        return String.format(Locale.ROOT, lift < 10 ? "%.1f ×" : "%,.0f ×", lift);
    }

    private static Estimate rate(Estimate offences, int consignments) {
        return consignments == 0
                ? new Estimate(Double.NaN, 0, 1)
                : new Estimate(
                        offences.value() / consignments,
                        offences.low() / consignments,
                        Math.min(1, offences.high() / consignments));
    }

    /**
     * How many times likelier a find is where a rule fires than at random. The interval takes the ends of both: it is too
     * wide rather than too narrow. Null where one of them is not known.
     */
    private static @Nullable Estimate lift(Proportion found, Estimate random) {
        if (found.of() == 0 || random.isUnknown() || random.value() <= 0) {
            return null;
        }
        return new Estimate(
                found.share() / random.value(),
                found.low() / random.high(),
                random.low() <= 0 ? Double.POSITIVE_INFINITY : found.high() / random.low());
    }

    /**
     * One rule.
     *
     * @param lift over random; null where there is no evidence yet
     */
    record Row(RuleCard card, @Nullable Estimate lift) {
        boolean isExamined() {
            return card.found().of() > 0;
        }

        boolean isFew() {
            return isExamined() && card.found().of() < FEW;
        }

        /** Where a lift stands on a line of 100 from an eighth to 128 times, by powers of two. */
        static double at(double lift) {
            double power = Math.log(Math.max(lift, 1e-9)) / Math.log(2);
            return Math.round(1_000 * Math.max(0, Math.min(1, (power + 3) / 10))) / 10.0;
        }

        double low() {
            return lift == null ? 0 : at(lift.low());
        }

        double high() {
            return lift == null ? 0 : at(lift.high());
        }

        double middle() {
            return lift == null ? 0 : at(lift.value());
        }
    }
}
