// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import portolan.training.exercise.Question;
import portolan.training.exercise.Truth;
import portolan.training.measure.Agreement;
import portolan.training.measure.Calibration;
import portolan.training.measure.Result;
import portolan.training.papers.PaperSet.Contradiction;

/** Results as CSV, a trainee a line, in the order in which they came: no rank. What is undefined is empty. */
final class ResultTable {
    private static final List<String> HEAD = List.of(
            "trainee",
            "bills",
            "offences",
            "budget",
            "picked",
            "hits",
            "precision",
            "recall",
            "skill",
            "chance",
            "one_in",
            "alikes",
            "alikes_taken",
            "alikes_share",
            "d_prime",
            "reasons_f1",
            "brier",
            "curve",
            "placed",
            "minutes",
            "hits_an_hour",
            "both",
            "only_trainee",
            "only_engine",
            "neither",
            "oracle_hits",
            "engine_hits",
            "random_low",
            "random_high",
            "papers_f1",
            "search_minutes",
            "search_used",
            "search_wasted",
            "finds",
            "finds_a_minute",
            "deadlines_passed",
            "deadlines_missed",
            "missed_with_picks_left",
            "engine_wrong",
            "engine_wrong_followed",
            "over_trust",
            "engine_overlooked",
            "engine_overlooked_found",
            "gain_over_engine");

    private ResultTable() {}

    static String of(Round round, Truth truth) {
        Map<String, Result> results = new LinkedHashMap<>();
        round.trainees().forEach(trainee -> results.put(trainee, round.result(trainee)));
        Set<Question> asked = round.exercise().questions();
        TreeSet<String> fields = new TreeSet<>();
        truth.bills()
                .forEach(bill ->
                        bill.contradictions().stream().map(Contradiction::field).forEach(fields::add));
        StringBuilder csv = new StringBuilder(String.join(",", HEAD));
        fields.forEach(field -> csv.append(",papers_f1.").append(field));
        csv.append('\n');
        results.forEach((trainee, result) -> {
            List<String> cells = cells(trainee, result, asked);
            fields.forEach(field ->
                    cells.add(f1(asked, Question.PAPERS, result.papers().getOrDefault(field, Agreement.NONE))));
            csv.append(String.join(",", cells)).append('\n');
        });
        return csv.toString();
    }

    private static List<String> cells(String trainee, Result result, Set<Question> asked) {
        var tally = result.tally();
        var alikes = result.alikes();
        var with = result.complement();
        var reference = result.reference();
        var searched = result.searched();
        var deadlines = result.deadlines();
        var reliance = result.reliance();
        return new ArrayList<>(List.of(
                trainee,
                Integer.toString(tally.bills()),
                Integer.toString(tally.offences()),
                Integer.toString(tally.budget()),
                Integer.toString(tally.picked()),
                Integer.toString(tally.hits()),
                number(tally.precision()),
                number(tally.recall()),
                number(tally.skill()),
                String.format(Locale.ROOT, "%.9e", tally.chance()),
                Long.toString(tally.luck().oneIn(tally.hits())),
                Integer.toString(alikes.alikes()),
                Integer.toString(alikes.taken()),
                number(alikes.share()),
                number(alikes.dPrime()),
                f1(asked, Question.REASONS, result.reasons()),
                number(result.calibration().brier()),
                curve(result.calibration()),
                Integer.toString(result.placed()),
                number(result.minutes()),
                number(result.hitsAnHour()),
                Integer.toString(with.both().size()),
                Integer.toString(with.onlyTrainee().size()),
                Integer.toString(with.onlyEngine().size()),
                Integer.toString(with.neither().size()),
                Integer.toString(reference.oracle().hits()),
                Integer.toString(reference.engine().hits()),
                Integer.toString(reference.random().low()),
                Integer.toString(reference.random().high()),
                f1(asked, Question.PAPERS, result.allPapers()),
                searched == null ? "" : Integer.toString(searched.minutes()),
                searched == null ? "" : Integer.toString(searched.used()),
                searched == null ? "" : Integer.toString(searched.wasted()),
                searched == null ? "" : Integer.toString(searched.finds()),
                searched == null ? "" : number(searched.findsAMinute()),
                deadlines == null ? "" : Integer.toString(deadlines.passed()),
                deadlines == null ? "" : Integer.toString(deadlines.missed()),
                deadlines == null ? "" : Integer.toString(deadlines.idle()),
                Integer.toString(reliance.wrong()),
                Integer.toString(reliance.followed()),
                number(reliance.overTrust()),
                Integer.toString(reliance.overlooked()),
                Integer.toString(reliance.found()),
                Integer.toString(reliance.gain())));
    }

    /** Nobody missed what nobody asked for. */
    private static String f1(Set<Question> asked, Question question, Agreement agreement) {
        return asked.contains(question) ? number(agreement.f1()) : "";
    }

    /** "picks:stated:found" of each point, with blanks between. */
    private static String curve(Calibration calibration) {
        List<String> points = new ArrayList<>();
        for (Calibration.Point point : calibration.curve()) {
            points.add(point.picks() + ":" + number(point.stated()) + ":" + number(point.found()));
        }
        return String.join(" ", points);
    }

    private static String number(@Nullable Double value) {
        return value == null ? "" : String.format(Locale.ROOT, "%.6f", value);
    }
}
