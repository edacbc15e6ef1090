// SPDX-License-Identifier: Apache-2.0
package portolan.console.watch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.AlertRaised;
import portolan.scoring.rules.ToldShares;
import portolan.scoring.score.Stake;

/**
 * News of an alert as one line of JSON: the fields of {@code alerts.jsonl}, and beside them what the assessment behind
 * it says, where that is at hand.
 */
final class AlertJson {
    private AlertJson() {}

    static String text(AlertNews news) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        alert(json, news.alert());
        if (news.entry() != null) {
            entry(json, news.entry());
        }
        return json.toString();
    }

    private static void alert(ObjectNode json, AlertRaised alert) {
        json.put("alertId", alert.getAlertId())
                .put("tenant", alert.getTenant())
                .put("consignmentKey", alert.getConsignmentKey())
                .put("threat", alert.getThreat())
                .put("state", alert.getState().name())
                .put("at", alert.getAt().toString())
                .put("assessmentId", alert.getAssessmentId())
                .put("score", alert.getScore())
                .put("lane", alert.getLane().name())
                .put("urgent", alert.getUrgent());
        alert.getChanges().forEach(json.putArray("changes")::add);
    }

    private static void entry(ObjectNode json, BoardEntry entry) {
        json.put("probability", entry.probability());
        ToldShares.Point told = entry.told();
        json.put("borneOut", told != null);
        if (told != null) {
            json.put("low", told.low()).put("high", told.high());
        }
        ifKnown(json, "decisionDueBy", entry.due().by());
        ifKnown(json, "shipper", entry.shipper());
        ifKnown(json, "consignee", entry.consignee());
        ifKnown(json, "goods", entry.goods());
        ifKnown(json, "route", entry.route());
        Stake stake = entry.stake();
        if (stake != null) {
            ObjectNode at = json.putObject("stake").put("value", stake.value());
            ifKnown(at, "duty", stake.duty());
            at.put("currency", stake.currency());
        }
        ArrayNode reasons = json.putArray("reasons");
        for (BoardEntry.Reason reason : entry.reasons()) {
            reasons.addObject()
                    .put("bits", reason.bits())
                    .put("why", reason.why())
                    .put("evidence", reason.evidence());
        }
    }

    private static void ifKnown(ObjectNode json, String name, @Nullable Object value) {
        if (value instanceof Double number) {
            json.put(name, number);
        } else if (value != null) {
            json.put(name, value.toString());
        }
    }
}
