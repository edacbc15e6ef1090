// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import portolan.scoring.rules.Lane;
import portolan.scoring.score.RuleSetRef;
import portolan.tuning.Estimate;
import portolan.tuning.Hits;
import portolan.tuning.Proportion;
import portolan.tuning.RuleCard;
import portolan.tuning.WhatIfAnswer;

/**
 * An answer for programs: every number, shares from 0 to 1, null where there is none. {@code jobs/console/README.md}
 * lists the fields.
 */
public final class AnswerJson {
    private AnswerJson() {}

    /** The whole of it. */
    public static String text(WhatIfAnswer answer) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        about(json.putObject("about"), answer.about());
        list(json, "lanes", List.of(Lane.values()), (one, lane) -> lane(one, lane, answer.lanes()));
        list(json, "offices", answer.offices(), (one, office) -> {
            one.put("tenant", office.tenant()).put("office", office.office());
            volume(one, office.volume());
        });
        list(json, "days", answer.days(), (one, day) -> {
            one.put("day", day.day().toString());
            volume(one, day.volume());
        });
        list(json, "threats", answer.threats(), AnswerJson::threat);
        list(json, "moves", answer.moves(), AnswerJson::move);
        hits(json.putObject("hits"), answer.hits());
        list(json, "workload", answer.workload(), AnswerJson::workload);
        list(json, "rules", answer.rules(), AnswerJson::rule);
        return json.toPrettyString();
    }

    private static <T> void list(ObjectNode json, String name, List<T> elements, BiConsumer<ObjectNode, T> writer) {
        ArrayNode list = json.putArray(name);
        elements.forEach(element -> writer.accept(list.addObject(), element));
    }

    private static void about(ObjectNode json, WhatIfAnswer.About about) {
        json.put("archive", about.archive().toString())
                .put("from", about.from().toString())
                .put("to", about.to().toString())
                .put("days", about.days())
                .put("first", about.first().toString())
                .put("last", about.last().toString())
                .put("assessments", about.assessments())
                .put("consignments", about.consignments());
        about.tenants().forEach(json.putArray("tenants")::add);
        list(json, "then", about.then(), (one, used) -> {
            ruleSet(one, used.ruleSet());
            one.put("assessments", used.assessments());
        });
        ruleSet(json.putObject("candidate"), about.candidate());
        list(
                json,
                "missing",
                about.missing(),
                (one, missing) -> one.put("name", missing.name())
                        .put("files", missing.files())
                        .put("assessments", missing.assessments()));
        json.put("moved", about.moved());
    }

    private static void ruleSet(ObjectNode json, RuleSetRef ruleSet) {
        json.put("name", ruleSet.name())
                .put("version", ruleSet.version())
                .put("hash", ruleSet.hash())
                .put("unsigned", ruleSet.unsigned());
    }

    private static void lane(ObjectNode json, Lane lane, WhatIfAnswer.LaneMatrix lanes) {
        json.put("lane", lane.name())
                .put("then", lanes.then(lane))
                .put("now", lanes.now(lane))
                .put("entered", lanes.entered(lane))
                .put("left", lanes.left(lane));
        ObjectNode nowFromThen = json.putObject("nowFromThen");
        for (Lane then : Lane.values()) {
            nowFromThen.put(then.name(), lanes.of(then, lane));
        }
    }

    private static void volume(ObjectNode json, WhatIfAnswer.Volume volume) {
        counts(json, "then", volume.then());
        counts(json, "now", volume.now());
    }

    private static void counts(ObjectNode json, String name, @Nullable List<Integer> counts) {
        if (counts == null) {
            json.putNull(name);
            return;
        }
        ObjectNode byLane = json.putObject(name);
        for (Lane lane : Lane.values()) {
            byLane.put(lane.name(), counts.get(lane.place()));
        }
    }

    private static void threat(ObjectNode json, WhatIfAnswer.ThreatVolume threat) {
        json.put("threat", threat.threat());
        counts(json, "then", threat.then());
        counts(json, "now", threat.now());
        json.put("alertsThen", threat.alertsThen()).put("alertsNow", threat.alertsNow());
    }

    private static void move(ObjectNode json, WhatIfAnswer.Move move) {
        json.put("from", move.from().name())
                .put("to", move.to().name())
                .put("consignments", move.consignments())
                .put("offences", move.offences())
                .put("looked", move.looked());
        list(
                json,
                "reasons",
                move.reasons(),
                (one, reason) -> one.put("what", reason.what())
                        .put("consignments", reason.consignments())
                        .put("bits", number(reason.bits())));
        list(json, "examples", move.examples(), (one, example) -> {
            one.put("consignmentKey", example.consignmentKey())
                    .put("tenant", example.tenant())
                    .put("office", example.office())
                    .put("day", example.day().toString())
                    .put("threat", example.threat())
                    .put("scoreThen", number(example.scoreThen()))
                    .put("scoreNow", number(example.scoreNow()));
            list(
                    one,
                    "changes",
                    example.changes(),
                    (of, change) -> of.put("what", change.what())
                            .put("then", number(change.then()))
                            .put("now", number(change.now())));
        });
    }

    private static void hits(ObjectNode json, Hits hits) {
        json.put("fair", hits.isFair()).put("drawn", hits.drawn()).put("drawnExamined", hits.drawnExamined());
        estimate(json, "then", hits.then());
        estimate(json, "now", hits.now());
        estimate(json, "difference", hits.difference());
        estimate(json, "all", hits.all());
        part(json.putObject("kept"), hits.kept());
        part(json.putObject("lost"), hits.lost());
        part(json.putObject("gained"), hits.gained());
        part(json.putObject("missed"), hits.missed());
        proportion(json, "elsewhere", hits.elsewhere());
        proportion(json, "elsewhereNow", hits.elsewhereNow());
    }

    private static void part(ObjectNode json, Hits.Part part) {
        json.put("consignments", part.consignments());
        proportion(json, "known", part.known());
        estimate(json, "offences", part.offences());
    }

    private static void workload(ObjectNode json, WhatIfAnswer.Workload workload) {
        json.put("tenant", workload.tenant())
                .put("office", workload.office())
                .put("days", workload.days())
                .put("lane", workload.lane().name())
                .put("counted", workload.counted())
                .put("capacity", workload.capacity())
                .put("then", number(workload.then()))
                .put("now", number(workload.now()))
                .put("nowLow", workload.nowLow())
                .put("nowHigh", workload.nowHigh())
                .put("over", number(workload.over()));
    }

    private static void rule(ObjectNode json, RuleCard card) {
        json.put("rule", card.rule());
        card.threats().forEach(json.putArray("threats")::add);
        json.put("state", card.state().name())
                .put("consignments", card.consignments())
                .put("fired", card.fired());
        proportion(json, "found", card.found());
        proportion(json, "all", card.all());
        proportion(json, "drawn", card.drawn());
        json.put("lift", number(card.lift()))
                .put("liftLow", number(card.liftLow()))
                .put("liftHigh", number(card.liftHigh()))
                .put("like", card.like())
                .put("likeShare", number(card.likeShare()));
        list(json, "quarters", card.quarters(), (one, quarter) -> {
            one.put("consignments", quarter.consignments()).put("fired", quarter.fired());
            proportion(one, "found", quarter.found());
        });
    }

    private static void proportion(ObjectNode json, String name, Proportion proportion) {
        json.putObject(name)
                .put("found", proportion.found())
                .put("of", proportion.of())
                .put("share", number(proportion.share()))
                .put("low", number(proportion.low()))
                .put("high", number(proportion.high()));
    }

    private static void estimate(ObjectNode json, String name, Estimate estimate) {
        json.putObject(name)
                .put("value", number(estimate.value()))
                .put("low", number(estimate.low()))
                .put("high", number(estimate.high()));
    }

    private static @Nullable Double number(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
