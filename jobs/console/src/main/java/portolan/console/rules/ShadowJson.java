// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import portolan.schemas.avro.Lane;

/** How a shadow compares with the champion, as one JSON object for programs. */
final class ShadowJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ShadowJson() {}

    static String of(ShadowReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, report);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, ShadowReport report) throws IOException {
        json.writeStartObject();
        json.writeStringField("shadow", report.shadow());
        json.writeStringField("champion", report.champion());
        json.writeStringField("from", report.from().toString());
        json.writeStringField("to", report.to().toString());
        json.writeNumberField("compared", report.compared());
        json.writeNumberField("sameLane", report.sameLane());
        json.writeNumberField("sameScore", report.sameScore());
        json.writeNumberField("alone", report.alone());
        json.writeObjectFieldStart("lanes");
        for (Lane byChampion : Lane.values()) {
            json.writeObjectFieldStart(byChampion.name());
            for (Lane byShadow : Lane.values()) {
                json.writeNumberField(byShadow.name(), report.inLanes(byChampion, byShadow));
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeArrayFieldStart("alerts");
        for (ShadowReport.AlertLine alert : report.alerts()) {
            json.writeStartObject();
            if (!alert.office().isEmpty()) {
                json.writeStringField("office", alert.office());
            }
            json.writeStringField("lane", alert.lane().name());
            json.writeNumberField("champion", alert.champion());
            json.writeNumberField("shadow", alert.shadow());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("alertsBeyond", report.alertsBeyond());
        json.writeArrayFieldStart("rules");
        for (ShadowReport.RuleLine rule : report.rules()) {
            json.writeStartObject();
            json.writeStringField("rule", rule.rule());
            json.writeNumberField("assessments", rule.assessments());
            json.writeNumberField("inAnotherLane", rule.inAnotherLane());
            json.writeNumberField("meanBits", rule.meanBits());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
