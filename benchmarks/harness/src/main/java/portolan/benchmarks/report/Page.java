// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import portolan.console.page.Svg;

/**
 * What a person reads of a result: its title, its sections of text, tables and charts. It is made from the result
 * alone, so that an old result can be shown in a new way.
 */
public record Page(String name, String title, List<Section> sections) {
    /** The figure of a run that says how many cores others used. */
    public static final String FOREIGN = "foreign cores";

    private static final double QUIET_CORES = 0.05;

    /** What a row has before the ratios. */
    private static final List<String> WITHOUT_RATIOS = List.of("row", "median", "least to most", "repetitions");

    private static final String HOW_RATIOS_ARE_MADE =
            "Ratios are those of geometric means; in brackets what holds them 19 times out of 20.";

    public Page {
        sections = List.copyOf(sections);
    }

    /**
     * A part of a page.
     *
     * @param rows cells, the head's first; none when the section is text only
     * @param charts images by the name of their file, without its ending
     */
    public record Section(String title, List<String> lines, List<List<String>> rows, Map<String, Svg> charts) {
        static Section text(String title, List<String> lines) {
            return new Section(title, lines, List.of(), Map.of());
        }
    }

    public static Page of(Result result) {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.text("", List.of(result.question())));
        noise(result).ifPresent(sections::add);
        for (View view : result.views()) {
            Map<Run.Row, Spread> spreads = result.spreads(view.figure());
            if (!spreads.isEmpty()) {
                sections.add(section(result, view.inTodaysWords(), spreads));
            }
        }
        Map<String, List<Trace>> traces = new LinkedHashMap<>();
        result.traces()
                .forEach(trace -> traces.computeIfAbsent(trace.title(), title -> new ArrayList<>())
                        .add(trace));
        traces.forEach((title, all) -> sections.add(overTime(result, title, all)));
        sections.add(Section.text("How it was measured", bullets(result.method())));
        sections.add(Section.text("What is not measured", bullets(result.notMeasured())));
        sections.add(Section.text("Where", where(result.environment())));
        String title = "Benchmark: " + result.name() + (result.quick() ? " (quick, not to be quoted)" : "");
        return new Page(result.name(), title, sections);
    }

    /** A machine that did other work gives figures that say little, and who reads must know. */
    private static Optional<Section> noise(Result result) {
        Map<String, Double> disturbed = new LinkedHashMap<>();
        for (Run run : result.runs()) {
            double others = run.figures().getOrDefault(FOREIGN, 0.0);
            if (others > QUIET_CORES) {
                disturbed.merge(run.row().label(), others, Math::max);
            }
        }
        if (disturbed.isEmpty()) {
            return Optional.empty();
        }
        List<String> rows = new ArrayList<>();
        disturbed.forEach((row, others) -> rows.add(row + " (" + Numbers.text(others) + ')'));
        return Optional.of(Section.text(
                "",
                List.of("**Others used so many cores while a repetition of these was measured, and it says little: "
                        + String.join("; ", rows) + ".**")));
    }

    private static Section section(Result result, View view, Map<Run.Row, Spread> spreads) {
        String file = result.name()
                + '-'
                + view.figure().replaceAll("[^A-Za-z0-9]+", "-")
                + (view.factor().isEmpty() ? "" : "-by-" + view.factor().replaceAll("[^A-Za-z0-9]+", "-"));
        boolean drawn = view.ratios() || !view.factor().isEmpty();
        List<List<String>> table = table(result, view, spreads);
        return new Section(
                view.title(),
                table.get(0).size() > WITHOUT_RATIOS.size() ? List.of(HOW_RATIOS_ARE_MADE) : List.of(),
                table,
                drawn ? Map.of(file, chart(view, spreads)) : Map.of());
    }

    private static Svg chart(View view, Map<Run.Row, Spread> spreads) {
        if (view.factor().isEmpty()) {
            Map<String, Spread> bars = new LinkedHashMap<>();
            spreads.forEach((row, spread) -> bars.put(row.label(), spread));
            return Charts.bars(view.title(), view.unit(), bars);
        }
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        spreads.forEach((row, spread) -> {
            Map<String, String> others = new LinkedHashMap<>(row.factors());
            String x = others.remove(view.factor());
            if (x != null) {
                lines.computeIfAbsent(new Run.Row(row.subject(), others).label(), label -> new ArrayList<>())
                        .add(new double[] {Double.parseDouble(x), spread.median()});
            }
        });
        lines.values().forEach(points -> points.sort((a, b) -> Double.compare(a[0], b[0])));
        return Charts.lines(view.title(), view.factor(), view.unit(), lines);
    }

    private static List<List<String>> table(Result result, View view, Map<Run.Row, Spread> spreads) {
        List<String> limits = view.ratios()
                ? result.limits().stream()
                        .filter(limit -> spreads.keySet().stream()
                                .anyMatch(row -> row.subject().equals(limit)))
                        .toList()
                : List.of();
        List<String> head = new ArrayList<>(WITHOUT_RATIOS);
        if (!view.unit().isEmpty()) {
            head.replaceAll(column -> column.equals("median") ? "median, " + view.unit() : column);
        }
        limits.forEach(limit -> head.add("of " + limit + " (95 %)"));
        List<List<String>> rows = new ArrayList<>(List.of(head));
        spreads.forEach((row, spread) -> {
            List<String> cells = new ArrayList<>(List.of(
                    row.label(),
                    Numbers.text(spread.median()),
                    Numbers.text(spread.least()) + " to " + Numbers.text(spread.most()),
                    Integer.toString(spread.values().size())));
            for (String limit : limits) {
                Spread against = limit(limit, row, spreads);
                cells.add(against == null || row.subject().equals(limit) ? "" : share(against, spread));
            }
            rows.add(cells);
        });
        return rows;
    }

    /** How many times the limit it is; what is not above zero has no ratio. */
    private static String share(Spread limit, Spread spread) {
        if (limit.least() <= 0 || spread.least() <= 0) {
            return "";
        }
        Ratio ratio = Ratio.of(limit.values(), spread.values());
        String value = Numbers.text(ratio.value());
        return ratio.low() == null || ratio.high() == null
                ? value
                : value + " (" + Numbers.text(ratio.low()) + " to " + Numbers.text(ratio.high()) + ')';
    }

    /** A limit's or peer's measurement under the same factors; else the one that it has without any, at the centre. */
    private static @Nullable Spread limit(String limit, Run.Row row, Map<Run.Row, Spread> spreads) {
        Spread alike = spreads.get(new Run.Row(limit, row.factors()));
        return alike != null ? alike : spreads.get(new Run.Row(limit, Map.of()));
    }

    private static Section overTime(Result result, String title, List<Trace> traces) {
        Map<String, List<double[]>> lines = new LinkedHashMap<>();
        traces.forEach(trace -> lines.put(trace.series(), trace.points()));
        String file = result.name() + "-over-time-" + title.replaceAll("[^A-Za-z0-9]+", "-");
        return new Section(
                title,
                List.of(),
                List.of(),
                Map.of(file, Charts.overTime(title, traces.get(0).unit(), lines)));
    }

    private static List<String> bullets(List<String> sentences) {
        return sentences.stream().map(sentence -> "- " + sentence).toList();
    }

    private static List<String> where(Environment environment) {
        List<String> lines = new ArrayList<>();
        environment.facts().forEach((name, value) -> lines.add("- " + name + ": " + value));
        environment
                .commands()
                .forEach((name, command) -> lines.add("- " + name + ": `" + String.join(" ", command) + '`'));
        return lines;
    }
}
