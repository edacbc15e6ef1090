// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.training.exercise.Question;
import portolan.training.exercise.Truth;
import portolan.training.measure.Agreement;
import portolan.training.measure.Calibration;
import portolan.training.measure.Deadlines;
import portolan.training.measure.Result;
import portolan.training.measure.Searched;
import portolan.training.measure.Tally;
import portolan.training.papers.PaperSet.Contradiction;

/** Results as CSV, a trainee a line, in the order in which they came: no rank. What is undefined is empty. */
final class ResultTable {
    private static final List<Column> COLUMNS = List.of(
            new Column("trainee", row -> row.trainee),
            new Column("bills", row -> row.tally().bills()),
            new Column("offences", row -> row.tally().offences()),
            new Column("budget", row -> row.tally().budget()),
            new Column("picked", row -> row.tally().picked()),
            new Column("hits", row -> row.tally().hits()),
            new Column("precision", row -> row.tally().precision()),
            new Column("recall", row -> row.tally().recall()),
            new Column("skill", row -> row.tally().skill()),
            new Column(
                    "chance",
                    row -> String.format(Locale.ROOT, "%.9e", row.tally().chance())),
            new Column("one_in", row -> row.tally().luck().oneIn(row.tally().hits())),
            new Column("alikes", row -> row.result.alikes().alikes()),
            new Column("alikes_taken", row -> row.result.alikes().taken()),
            new Column("alikes_share", row -> row.result.alikes().share()),
            new Column("d_prime", row -> row.result.alikes().dPrime()),
            new Column("reasons_f1", row -> row.f1(Question.REASONS, row.result.reasons())),
            new Column("brier", row -> row.result.calibration().brier()),
            new Column("curve", row -> curve(row.result.calibration())),
            new Column("placed", row -> row.result.placed()),
            new Column("minutes", row -> row.result.minutes()),
            new Column("hits_an_hour", row -> row.result.hitsAnHour()),
            new Column("both", row -> row.result.complement().both().size()),
            new Column(
                    "only_trainee", row -> row.result.complement().onlyTrainee().size()),
            new Column(
                    "only_engine", row -> row.result.complement().onlyEngine().size()),
            new Column("neither", row -> row.result.complement().neither().size()),
            new Column("oracle_hits", row -> row.result.reference().oracle().hits()),
            new Column("engine_hits", row -> row.result.reference().engine().hits()),
            new Column("random_low", row -> row.result.reference().random().low()),
            new Column("random_high", row -> row.result.reference().random().high()),
            new Column("papers_f1", row -> row.f1(Question.PAPERS, row.result.allPapers())),
            searched("search_minutes", Searched::minutes),
            searched("search_used", Searched::used),
            searched("search_wasted", Searched::wasted),
            searched("finds", Searched::finds),
            searched("finds_a_minute", Searched::findsAMinute),
            live("deadlines_passed", Deadlines::passed),
            live("deadlines_missed", Deadlines::missed),
            live("missed_with_picks_left", Deadlines::idle),
            new Column("engine_wrong", row -> row.result.reliance().wrong()),
            new Column("engine_wrong_followed", row -> row.result.reliance().followed()),
            new Column("over_trust", row -> row.result.reliance().overTrust()),
            new Column("engine_overlooked", row -> row.result.reliance().overlooked()),
            new Column("engine_overlooked_found", row -> row.result.reliance().found()),
            new Column("gain_over_engine", row -> row.result.reliance().gain()));

    /** One of the table: a number, a text, or null for what is undefined. */
    private record Column(String name, Function<Row, @Nullable Object> cell) {}

    private record Row(String trainee, Result result, Set<Question> asked) {
        Tally tally() {
            return result.tally();
        }

        /** Nobody missed what nobody asked for. */
        @Nullable
        Object f1(Question question, Agreement agreement) {
            return asked.contains(question) ? agreement.f1() : null;
        }
    }

    private ResultTable() {}

    /** Of a round in which searching costs minutes. */
    private static Column searched(String name, Function<Searched, @Nullable Object> of) {
        return new Column(name, row -> row.result.searched() == null ? null : of.apply(row.result.searched()));
    }

    /** Of a live round. */
    private static Column live(String name, Function<Deadlines, @Nullable Object> of) {
        return new Column(name, row -> row.result.deadlines() == null ? null : of.apply(row.result.deadlines()));
    }

    static String of(Round round, Truth truth) {
        List<Column> columns = new ArrayList<>(COLUMNS);
        truth.bills().stream()
                .flatMap(bill -> bill.contradictions().stream().map(Contradiction::field))
                .distinct()
                .sorted()
                .map(field -> new Column(
                        "papers_f1." + field,
                        row -> row.f1(Question.PAPERS, row.result.papers().getOrDefault(field, Agreement.NONE))))
                .forEach(columns::add);
        StringBuilder csv = new StringBuilder(line(columns, Column::name));
        round.trainees().forEach(trainee -> {
            Row row = new Row(trainee, round.result(trainee), round.exercise().questions());
            csv.append(line(columns, column -> text(column.cell.apply(row))));
        });
        return csv.toString();
    }

    private static String line(List<Column> columns, Function<Column, String> cell) {
        return columns.stream().map(cell).collect(Collectors.joining(",", "", "\n"));
    }

    private static String text(@Nullable Object value) {
        return value instanceof Double number
                ? String.format(Locale.ROOT, "%.6f", number)
                : Objects.requireNonNullElse(value, "").toString();
    }

    /** "picks:stated:found" of each point, with blanks between. */
    private static String curve(Calibration calibration) {
        List<String> points = new ArrayList<>();
        for (Calibration.Point point : calibration.curve()) {
            points.add(point.picks() + ":" + text(point.stated()) + ":" + text(point.found()));
        }
        return String.join(" ", points);
    }
}
