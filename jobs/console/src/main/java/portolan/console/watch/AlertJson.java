// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.AlertRaised;
import portolan.scoring.rules.ToldShares;
import portolan.scoring.score.Stake;

/**
 * News of an alert as one line of JSON: the fields of {@code alerts.jsonl}, and beside them what the assessment behind
 * it says, where that is at hand.
 */
final class AlertJson {
    private static final JsonFactory JSON = new JsonFactory();

    private AlertJson() {}

    static String text(AlertNews news) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            writeAlert(json, news.alert());
            if (news.entry() != null) {
                writeEntry(json, news.entry());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    private static void writeAlert(JsonGenerator json, AlertRaised alert) throws IOException {
        json.writeStringField("alertId", alert.getAlertId());
        json.writeStringField("tenant", alert.getTenant());
        json.writeStringField("consignmentKey", alert.getConsignmentKey());
        json.writeStringField("threat", alert.getThreat());
        json.writeStringField("state", alert.getState().name());
        json.writeStringField("at", alert.getAt().toString());
        json.writeStringField("assessmentId", alert.getAssessmentId());
        json.writeNumberField("score", alert.getScore());
        json.writeStringField("lane", alert.getLane().name());
        json.writeBooleanField("urgent", alert.getUrgent());
        json.writeArrayFieldStart("changes");
        for (String change : alert.getChanges()) {
            json.writeString(change);
        }
        json.writeEndArray();
    }

    private static void writeEntry(JsonGenerator json, BoardEntry entry) throws IOException {
        json.writeNumberField("probability", entry.probability());
        ToldShares.Point told = entry.told();
        json.writeBooleanField("borneOut", told != null);
        if (told != null) {
            json.writeNumberField("low", told.low());
            json.writeNumberField("high", told.high());
        }
        writeIfKnown(
                json,
                "decisionDueBy",
                entry.due().by() == null ? null : entry.due().by().toString());
        writeIfKnown(json, "shipper", entry.shipper());
        writeIfKnown(json, "consignee", entry.consignee());
        writeIfKnown(json, "goods", entry.goods());
        writeIfKnown(json, "route", entry.route());
        Stake stake = entry.stake();
        if (stake != null) {
            json.writeObjectFieldStart("stake");
            json.writeNumberField("value", stake.value());
            if (stake.duty() != null) {
                json.writeNumberField("duty", stake.duty());
            }
            json.writeStringField("currency", stake.currency());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("reasons");
        for (BoardEntry.Reason reason : entry.reasons()) {
            json.writeStartObject();
            json.writeNumberField("bits", reason.bits());
            json.writeStringField("why", reason.why());
            json.writeStringField("evidence", reason.evidence());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeIfKnown(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
