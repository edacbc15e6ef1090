// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import portolan.console.page.Axis;
import portolan.console.page.ChartStyle;
import portolan.console.page.LineChart;
import portolan.console.page.Svg;
import portolan.console.screen.Paragraph;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;

/** What runs of the simulated inspection loop came to: a table, JSON and a page with charts. */
public final class InspectionReport {
    private static final int WEEKS_IN_A_POINT = 4;

    private final List<InspectionRun> runs;
    private final String delay;

    /**
     * A report on these runs of one feed.
     *
     * @param delay after which an outcome is known, in words
     */
    public InspectionReport(List<InspectionRun> runs, String delay) {
        this.runs = List.copyOf(runs);
        this.delay = delay;
    }

    /** The table, and how to read it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        InspectionRun.Week all = runs.get(0).all();
        lines.add(TextLine.counted(all.consignments(), "consignment") + " in "
                + TextLine.counted(runs.get(0).weeks().size(), "week") + ", "
                + TextLine.counted(all.offences(), "offence")
                + "; outcomes known " + delay + " after the week");
        lines.add("");
        lines.add(String.format(
                Locale.ROOT, "%-11s  %-26s  %-26s  %-20s", "", " Precision %", " Recall %", " Whole time"));
        lines.add(String.format(
                Locale.ROOT,
                "%-11s %s%s%7s%7s%7s%9s",
                "% at random",
                quarterHeads(),
                quarterHeads(),
                "prec.",
                "recall",
                "rev.",
                "at rand."));
        int percent = 0;
        for (InspectionRun run : runs) {
            if (run.percent() != percent) {
                percent = run.percent();
                lines.add(percent + " % inspected");
            }
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%9d   ", run.explored()));
            quarters(line, run, InspectionRun.Week::precision);
            quarters(line, run, InspectionRun.Week::recall);
            InspectionRun.Week whole = run.all();
            line.append(String.format(
                    Locale.ROOT,
                    "%7s%7s%7s%9s",
                    figure(whole.precision()),
                    figure(whole.recall()),
                    figure(whole.revenueShare()),
                    figure((double) whole.foundDrawn() / whole.drawn())));
            lines.add(line.toString());
        }
        lines.add("");
        lines.addAll(Paragraph.wrap(howToRead(), Screen.USUAL_WIDTH, ""));
        return lines;
    }

    private static String quarterHeads() {
        return String.format(Locale.ROOT, "%7s%7s%7s%7s", "1st q.", "2nd", "3rd", "4th");
    }

    private static void quarters(StringBuilder line, InspectionRun run, ToDoubleFunction<InspectionRun.Week> figure) {
        for (int quarter = 0; quarter < 4; quarter++) {
            line.append(String.format(Locale.ROOT, "%7s", figure(figure.applyAsDouble(run.quarter(quarter)))));
        }
    }

    private static String figure(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f", 100 * share) : "-";
    }

    static String howToRead() {
        return "How to read it. Each week the riskiest are inspected, and some drawn at random in their place. The engine"
                + " learns from these alone. Precision: of 100 inspected, how many are offences. Recall: of 100 offences,"
                + " how many are inspected. Revenue: the share of all revenue withheld that inspections recover. At"
                + " random: precision of those drawn at random, which is the base rate, unless the riskiest were taken out"
                + " before.";
    }

    /** All runs, week by week. */
    public String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("delay", delay);
            json.writeArrayFieldStart("runs");
            for (InspectionRun run : runs) {
                json.writeStartObject();
                json.writeNumberField("percent", run.percent());
                json.writeNumberField("explored", run.explored());
                json.writeObjectFieldStart("all");
                write(json, run.all());
                json.writeEndObject();
                json.writeArrayFieldStart("weeks");
                for (InspectionRun.Week week : run.weeks()) {
                    json.writeStartObject();
                    write(json, week);
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, InspectionRun.Week week) throws IOException {
        json.writeNumberField("consignments", week.consignments());
        json.writeNumberField("offences", week.offences());
        json.writeNumberField("inspected", week.inspected());
        json.writeNumberField("found", week.found());
        json.writeNumberField("drawn", week.drawn());
        json.writeNumberField("foundDrawn", week.foundDrawn());
        json.writeNumberField("revenue", week.revenue());
        json.writeNumberField("revenueFound", week.revenueFound());
    }

    /** One self-contained page. */
    public String html() {
        return EvaluationPage.TEMPLATES.page("evaluate/inspection.jte", Map.of("report", this));
    }

    String lead() {
        InspectionRun.Week all = runs.get(0).all();
        return TextLine.counted(all.consignments(), "consignment") + " in "
                + TextLine.counted(runs.get(0).weeks().size(), "week") + ", "
                + TextLine.counted(all.offences(), "offence") + "; the engine learns what was inspected, " + delay
                + " after the week";
    }

    List<InspectionRun> runs() {
        return runs;
    }

    List<Integer> percents() {
        return runs.stream().map(InspectionRun::percent).distinct().toList();
    }

    Svg recall(int percent) {
        return chart(percent, "recall, % of all offences", InspectionRun.Week::recall);
    }

    Svg precision(int percent) {
        return chart(percent, "precision, % of the inspected", InspectionRun.Week::precision);
    }

    private Svg chart(int percent, String label, ToDoubleFunction<InspectionRun.Week> figure) {
        double most = 0;
        int weeks = 1;
        List<String> names = new ArrayList<>();
        List<List<double[]>> lines = new ArrayList<>();
        for (InspectionRun run : runs) {
            if (run.percent() == percent) {
                List<double[]> points = new ArrayList<>();
                int week = 0;
                for (InspectionRun.Week block : run.inBlocks(WEEKS_IN_A_POINT)) {
                    double value = 100 * figure.applyAsDouble(block);
                    most = Double.isFinite(value) ? Math.max(most, value) : most;
                    points.add(new double[] {week + WEEKS_IN_A_POINT / 2.0, value});
                    week += WEEKS_IN_A_POINT;
                }
                weeks = Math.max(weeks, week);
                names.add(run.explored() + " % at random");
                lines.add(points);
            }
        }
        double weekStep = Math.max(1, Math.ceil(weeks / 8.0));
        LineChart chart = new LineChart(
                "",
                Axis.inSteps("week", 0, weekStep * Math.ceil(weeks / weekStep), weekStep),
                Axis.linear(label, 0, Math.max(1, most)));
        for (int i = 0; i < lines.size(); i++) {
            chart.line(names.get(i), lines.get(i), ChartStyle.series(i));
        }
        return chart.draw();
    }
}
