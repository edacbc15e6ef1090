// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.Paragraph;
import portolan.console.screen.Screen;
import portolan.console.screen.TextLine;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;

/**
 * All readings of a feed, as a table for other programs and as a scorecard of each indicator for whoever weighs rules.
 */
public final class ReadingsReport {
    private static final int MOST_SHARES = 8;

    private final List<Measured> consignments;
    private final Function<String, @Nullable Label> labelOf;

    /**
     * A report on these consignments.
     *
     * @param labelOf the label of a consignment key; null where nobody knows what the consignment was
     */
    public ReadingsReport(List<Measured> consignments, Function<String, @Nullable Label> labelOf) {
        this.consignments = List.copyOf(consignments);
        this.labelOf = labelOf;
    }

    /** Writes one row a consignment; an empty cell is no reading, an empty offence is not known. */
    public void writeCsv(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("consignmentKey,filedAt,offence,scheme,lookalike,revenue,score,probability");
            for (Indicator indicator : Indicators.all()) {
                out.write(',');
                out.write(indicator.ruleName());
            }
            out.write('\n');
            StringBuilder row = new StringBuilder();
            for (Measured measured : consignments) {
                row.setLength(0);
                row(measured, row);
                out.append(row).write('\n');
            }
        }
    }

    /**
     * Writes what {@code evaluate} reads of assessments: key, score, and the probability of any threat as that of one.
     */
    public void writeAssessments(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file);
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setRootValueSeparator(new SerializedString("\n"));
            for (Measured measured : consignments) {
                json.writeStartObject();
                json.writeStringField("consignmentKey", measured.consignmentKey());
                json.writeNumberField("score", measured.score());
                json.writeArrayFieldStart("threats");
                json.writeStartObject();
                json.writeStringField("threat", "any");
                json.writeNumberField("probability", measured.probability());
                json.writeEndObject();
                json.writeEndArray();
                json.writeEndObject();
            }
        }
    }

    private void row(Measured measured, StringBuilder row) {
        Label label = labelOf.apply(measured.consignmentKey());
        cell(measured.consignmentKey(), row);
        row.append(',').append(measured.filedAt()).append(',');
        if (label == null) {
            row.append(",,,");
        } else {
            row.append(label.offence() ? '1' : '0').append(',');
            cell(Objects.requireNonNullElse(label.scheme(), ""), row);
            row.append(',');
            cell(Objects.requireNonNullElse(label.lookalike(), ""), row);
            row.append(',');
            number(label.revenue(), row);
        }
        row.append(',');
        number(measured.score(), row);
        row.append(',');
        number(measured.probability(), row);
        for (Indicator indicator : Indicators.all()) {
            row.append(',');
            number(measured.value(indicator), row);
        }
    }

    private static void cell(String text, StringBuilder row) {
        if (text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0 && text.indexOf('\r') < 0) {
            row.append(text);
        } else {
            row.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }

    private static void number(double value, StringBuilder row) {
        if (Double.isNaN(value)) {
            return;
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            row.append((long) value);
        } else {
            // Readings are kept as floats: more digits than those hold would be invented.
            row.append((float) value);
        }
    }

    /** A scorecard of each indicator that has readings, and the names of those that have none. */
    public List<String> lines() {
        List<Measured> known = new ArrayList<>();
        List<Label> labels = new ArrayList<>();
        for (Measured measured : consignments) {
            Label label = labelOf.apply(measured.consignmentKey());
            if (label != null) {
                known.add(measured);
                labels.add(label);
            }
        }
        List<String> lines = new ArrayList<>();
        long offences = labels.stream().filter(Label::offence).count();
        lines.add(TextLine.counted(consignments.size(), "consignment") + " assessed, of "
                + TextLine.number(known.size()) + " it is known what they were; "
                + TextLine.counted(offences, "offence")
                + (known.isEmpty()
                        ? ""
                        : String.format(Locale.ROOT, ", base rate %.2f %%", 100.0 * offences / known.size())));
        List<String> silent = new ArrayList<>();
        for (Indicator indicator : Indicators.all()) {
            Scorecard card = Scorecard.of(indicator, known, labels);
            if (card.isSilent()) {
                silent.add(indicator.ruleName());
            } else {
                lines.add("");
                show(card, lines);
            }
        }
        lines.add("");
        if (!silent.isEmpty()) {
            lines.addAll(Paragraph.wrap("Silent on this feed: " + String.join(", ", silent), Screen.USUAL_WIDTH, ""));
            lines.add("");
        }
        lines.addAll(Paragraph.wrap(
                "How to read it. Lift is the band's rate of offences over that of all, with its 95 % interval. Bits"
                        + " are log2 of the band's odds over those of all, with half the width of their 95 % interval:"
                        + " what a rule on this band alone should weigh. They are shrunk as if half an offence at the base"
                        + " rate had been seen as well. Rules that say the same thing twice must share a group.",
                Screen.USUAL_WIDTH, ""));
        return lines;
    }

    private static void show(Scorecard card, List<String> lines) {
        lines.add(String.format(
                Locale.ROOT,
                "%s   %s, coverage %.1f %%",
                card.indicator().ruleName(),
                card.indicator().unit(),
                100 * card.coverage()));
        lines.add(String.format(
                Locale.ROOT,
                "  %-26s%9s%9s%9s%7s%16s%8s%7s",
                "",
                "n",
                "offences",
                "rate %",
                "lift",
                "95 %",
                "bits",
                "+-"));
        for (Band band : card.bands()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-26s%9d%9d%9.2f%7.2f%16s%8.2f%7.2f",
                    band.name(),
                    band.n(),
                    band.offences(),
                    100 * band.rate(),
                    band.lift(),
                    String.format(Locale.ROOT, "%.2f to %.2f", band.lowerLift(), band.upperLift()),
                    band.bits(),
                    band.bitsMargin()));
        }
        String shares = card.strongest().entrySet().stream()
                .filter(share -> share.getValue() >= 0.005)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_SHARES)
                .map(share -> String.format(Locale.ROOT, "%s %.0f %%", share.getKey(), 100 * share.getValue()))
                .collect(Collectors.joining(", "));
        if (!shares.isEmpty()) {
            lines.addAll(Paragraph.wrap("strongest band holds: " + shares, Screen.USUAL_WIDTH, "  "));
        }
    }
}
