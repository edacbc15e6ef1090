package portolan.console;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

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
            json.writeNumberField("examined", evaluation.examined());
            json.writeNumberField("offences", evaluation.offences());
            writeShare(json, "baseRate", evaluation.baseRate());
            json.writeNumberField("learnedFrom", evaluation.learnedFrom());
            json.writeNumberField("offencesLearnedFrom", evaluation.offencesLearnedFrom());
            json.writeStringField("revenue", evaluation.revenue().name());
            json.writeArrayFieldStart("rows");
            for (Detection row : evaluation.rows()) {
                write(json, row);
            }
            json.writeEndArray();
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

    private static void write(JsonGenerator json, Detection row) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", row.name());
        writeShare(json, "auc", row.auc());
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
        if (Double.isNaN(share)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, share);
        }
    }
}
