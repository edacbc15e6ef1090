// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import portolan.schemas.avro.Lane;

/** How a shadow compares with the champion, as one JSON object for programs. */
final class ShadowJson {
    private ShadowJson() {}

    static String of(ShadowReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("shadow", report.shadow())
                .put("champion", report.champion())
                .put("from", report.from().toString())
                .put("to", report.to().toString())
                .put("compared", report.compared())
                .put("sameLane", report.sameLane())
                .put("sameScore", report.sameScore())
                .put("alone", report.alone());
        ObjectNode lanes = json.putObject("lanes");
        for (Lane byChampion : Lane.values()) {
            ObjectNode byShadow = lanes.putObject(byChampion.name());
            for (Lane lane : Lane.values()) {
                byShadow.put(lane.name(), report.inLanes(byChampion, lane));
            }
        }
        ArrayNode alerts = json.putArray("alerts");
        for (ShadowReport.AlertLine alert : report.alerts()) {
            ObjectNode line = alerts.addObject();
            if (!alert.office().isEmpty()) {
                line.put("office", alert.office());
            }
            line.put("lane", alert.lane().name())
                    .put("champion", alert.champion())
                    .put("shadow", alert.shadow());
        }
        json.put("alertsBeyond", report.alertsBeyond());
        ArrayNode rules = json.putArray("rules");
        for (ShadowReport.RuleLine rule : report.rules()) {
            rules.addObject()
                    .put("rule", rule.rule())
                    .put("assessments", rule.assessments())
                    .put("inAnotherLane", rule.inAnotherLane())
                    .put("meanBits", rule.meanBits());
        }
        return json.toString();
    }
}
