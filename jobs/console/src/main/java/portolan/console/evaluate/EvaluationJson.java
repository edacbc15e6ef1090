// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** An evaluation for programs: shares from 0 to 1, null where there is no figure. */
final class EvaluationJson {
    private EvaluationJson() {}

    static String text(Evaluation evaluation) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("from", evaluation.from().toString());
            json.writeStringField("to", evaluation.to().toString());
            json.writeBooleanField("truth", evaluation.truth());
            json.writeNumberField("consignments", evaluation.consignments());
            json.writeNumberField("offences", evaluation.offences());
            writeShare(json, "baseRate", evaluation.baseRate());
            json.writeNumberField("learnedFrom", evaluation.lessons());
            json.writeStringField("revenue", evaluation.revenue().name());
            writeRows(json, "rows", evaluation.rows());
            writeRows(json, "ablations", evaluation.ablations());
            json.writeObjectFieldStart("precisionAt1");
            Detection best = evaluation.best();
            json.writeStringField("bestBaseline", best == null ? null : best.name());
            writeShare(json, "best", best == null ? Double.NaN : best.precision(1));
            writeShare(json, "engine", evaluation.engine().precision(1));
            writeShare(json, "perfect", evaluation.perfectPrecision(1));
            writeShare(json, "shareOfWay", evaluation.shareOfWay(1));
            json.writeEndObject();
            writeKinds(json, "schemes", evaluation.schemes());
            writeKinds(json, "lookalikes", evaluation.lookalikes());
            writeCalibration(json, evaluation.calibration());
            json.writeArrayFieldStart("notes");
            for (String note : evaluation.notes()) {
                json.writeString(note);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void writeRows(JsonGenerator json, String name, List<Detection> rows) throws IOException {
        json.writeArrayFieldStart(name);
        for (Detection row : rows) {
            write(json, row);
        }
        json.writeEndArray();
    }

    private static void writeKinds(JsonGenerator json, String name, List<KindFound> kinds) throws IOException {
        json.writeArrayFieldStart(name);
        for (KindFound kind : kinds) {
            json.writeStartObject();
            json.writeStringField("name", kind.kind());
            json.writeNumberField("n", kind.n());
            json.writeArrayFieldStart("top");
            for (int percent : Detection.PERCENTS) {
                json.writeStartObject();
                json.writeNumberField("percent", percent);
                writeShare(json, "share", kind.among(percent));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeCalibration(JsonGenerator json, Calibration calibration) throws IOException {
        json.writeObjectFieldStart("calibration");
        writeShare(json, "logLoss", calibration.logLoss());
        writeShare(json, "baseRateLogLoss", calibration.baseLogLoss());
        writeShare(json, "improvement", calibration.improvement());
        json.writeArrayFieldStart("bands");
        for (Calibration.Reliability band : calibration.bands()) {
            json.writeStartObject();
            json.writeNumberField("from", band.from());
            json.writeNumberField("to", band.to());
            json.writeNumberField("n", band.n());
            writeShare(json, "predicted", band.predicted());
            writeShare(json, "observed", band.observed());
            writeShare(json, "factor", band.factor());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Detection row) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", row.name());
        writeShare(json, "auc", row.auc());
        writeShare(json, "aucMargin", row.aucMargin());
        json.writeArrayFieldStart("top");
        for (Detection.Cut cut : row.cuts()) {
            json.writeStartObject();
            json.writeNumberField("percent", cut.percent());
            json.writeNumberField("count", cut.count());
            writeShare(json, "precision", cut.precision());
            writeShare(json, "recall", cut.recall());
            writeShare(json, "revenue", cut.revenue());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeShare(JsonGenerator json, String name, double share) throws IOException {
        if (!Double.isFinite(share)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, share);
        }
    }
}
