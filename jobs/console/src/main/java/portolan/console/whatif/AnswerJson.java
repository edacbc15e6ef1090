// SPDX-License-Identifier: Apache-2.0
package portolan.console.whatif;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
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
    private final JsonGenerator json;

    private AnswerJson(JsonGenerator json) {
        this.json = json;
    }

    /** The whole of it. */
    public static String text(WhatIfAnswer answer) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            new AnswerJson(json).write(answer);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    /** Writes one element of a list. */
    private interface Writer<T> {
        void write(T element) throws IOException;
    }

    private <T> void list(String name, List<T> elements, Writer<T> writer) throws IOException {
        json.writeArrayFieldStart(name);
        for (T element : elements) {
            json.writeStartObject();
            writer.write(element);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(WhatIfAnswer answer) throws IOException {
        json.writeStartObject();
        about(answer.about());
        lanes(answer.lanes());
        list("offices", answer.offices(), office -> {
            json.writeStringField("tenant", office.tenant());
            json.writeStringField("office", office.office());
            volume(office.volume());
        });
        list("days", answer.days(), day -> {
            json.writeStringField("day", day.day().toString());
            volume(day.volume());
        });
        list("threats", answer.threats(), this::threat);
        list("moves", answer.moves(), this::move);
        hits(answer.hits());
        list("workload", answer.workload(), this::workload);
        list("rules", answer.rules(), this::rule);
        json.writeEndObject();
    }

    private void about(WhatIfAnswer.About about) throws IOException {
        json.writeObjectFieldStart("about");
        json.writeStringField("archive", about.archive().toString());
        json.writeStringField("from", about.from().toString());
        json.writeStringField("to", about.to().toString());
        json.writeNumberField("days", about.days());
        json.writeStringField("first", about.first().toString());
        json.writeStringField("last", about.last().toString());
        json.writeNumberField("assessments", about.assessments());
        json.writeNumberField("consignments", about.consignments());
        texts("tenants", about.tenants());
        list("then", about.then(), used -> {
            ruleSet(used.ruleSet());
            json.writeNumberField("assessments", used.assessments());
        });
        json.writeObjectFieldStart("candidate");
        ruleSet(about.candidate());
        json.writeEndObject();
        list("missing", about.missing(), missing -> {
            json.writeStringField("name", missing.name());
            json.writeNumberField("files", missing.files());
            json.writeNumberField("assessments", missing.assessments());
        });
        json.writeNumberField("moved", about.moved());
        json.writeEndObject();
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void ruleSet(RuleSetRef ruleSet) throws IOException {
        json.writeStringField("name", ruleSet.name());
        json.writeNumberField("version", ruleSet.version());
        json.writeStringField("hash", ruleSet.hash());
        json.writeBooleanField("unsigned", ruleSet.unsigned());
    }

    private void lanes(WhatIfAnswer.LaneMatrix lanes) throws IOException {
        list("lanes", List.of(Lane.values()), lane -> {
            json.writeStringField("lane", lane.name());
            json.writeNumberField("then", lanes.then(lane));
            json.writeNumberField("now", lanes.now(lane));
            json.writeNumberField("entered", lanes.entered(lane));
            json.writeNumberField("left", lanes.left(lane));
            json.writeObjectFieldStart("nowFromThen");
            for (Lane then : Lane.values()) {
                json.writeNumberField(then.name(), lanes.of(then, lane));
            }
            json.writeEndObject();
        });
    }

    private void volume(WhatIfAnswer.Volume volume) throws IOException {
        counts("then", volume.then());
        counts("now", volume.now());
    }

    private void counts(String name, @Nullable List<Integer> counts) throws IOException {
        if (counts == null) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        for (Lane lane : Lane.values()) {
            json.writeNumberField(lane.name(), counts.get(lane.place()));
        }
        json.writeEndObject();
    }

    private void threat(WhatIfAnswer.ThreatVolume threat) throws IOException {
        json.writeStringField("threat", threat.threat());
        counts("then", threat.then());
        counts("now", threat.now());
        json.writeNumberField("alertsThen", threat.alertsThen());
        json.writeNumberField("alertsNow", threat.alertsNow());
    }

    private void move(WhatIfAnswer.Move move) throws IOException {
        json.writeStringField("from", move.from().name());
        json.writeStringField("to", move.to().name());
        json.writeNumberField("consignments", move.consignments());
        json.writeNumberField("offences", move.offences());
        json.writeNumberField("looked", move.looked());
        list("reasons", move.reasons(), reason -> {
            json.writeStringField("what", reason.what());
            json.writeNumberField("consignments", reason.consignments());
            number("bits", reason.bits());
        });
        list("examples", move.examples(), example -> {
            json.writeStringField("consignmentKey", example.consignmentKey());
            json.writeStringField("tenant", example.tenant());
            json.writeStringField("office", example.office());
            json.writeStringField("day", example.day().toString());
            json.writeStringField("threat", example.threat());
            number("scoreThen", example.scoreThen());
            number("scoreNow", example.scoreNow());
            list("changes", example.changes(), change -> {
                json.writeStringField("what", change.what());
                number("then", change.then());
                number("now", change.now());
            });
        });
    }

    private void hits(Hits hits) throws IOException {
        json.writeObjectFieldStart("hits");
        json.writeBooleanField("fair", hits.isFair());
        json.writeNumberField("drawn", hits.drawn());
        json.writeNumberField("drawnExamined", hits.drawnExamined());
        estimate("then", hits.then());
        estimate("now", hits.now());
        estimate("difference", hits.difference());
        estimate("all", hits.all());
        part("kept", hits.kept());
        part("lost", hits.lost());
        part("gained", hits.gained());
        part("missed", hits.missed());
        proportion("elsewhere", hits.elsewhere());
        proportion("elsewhereNow", hits.elsewhereNow());
        json.writeEndObject();
    }

    private void part(String name, Hits.Part part) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("consignments", part.consignments());
        proportion("known", part.known());
        estimate("offences", part.offences());
        json.writeEndObject();
    }

    private void workload(WhatIfAnswer.Workload workload) throws IOException {
        json.writeStringField("tenant", workload.tenant());
        json.writeStringField("office", workload.office());
        json.writeStringField("days", workload.days());
        json.writeStringField("lane", workload.lane().name());
        json.writeNumberField("counted", workload.counted());
        json.writeNumberField("capacity", workload.capacity());
        number("then", workload.then());
        number("now", workload.now());
        json.writeNumberField("nowLow", workload.nowLow());
        json.writeNumberField("nowHigh", workload.nowHigh());
        number("over", workload.over());
    }

    private void rule(RuleCard card) throws IOException {
        json.writeStringField("rule", card.rule());
        texts("threats", card.threats());
        json.writeStringField("state", card.state().name());
        json.writeNumberField("consignments", card.consignments());
        json.writeNumberField("fired", card.fired());
        proportion("found", card.found());
        proportion("all", card.all());
        proportion("drawn", card.drawn());
        number("lift", card.lift());
        number("liftLow", card.liftLow());
        number("liftHigh", card.liftHigh());
        json.writeStringField("like", card.like());
        number("likeShare", card.likeShare());
        list("quarters", card.quarters(), quarter -> {
            json.writeNumberField("consignments", quarter.consignments());
            json.writeNumberField("fired", quarter.fired());
            proportion("found", quarter.found());
        });
    }

    private void proportion(String name, Proportion proportion) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("found", proportion.found());
        json.writeNumberField("of", proportion.of());
        number("share", proportion.share());
        number("low", proportion.low());
        number("high", proportion.high());
        json.writeEndObject();
    }

    private void estimate(String name, Estimate estimate) throws IOException {
        json.writeObjectFieldStart(name);
        number("value", estimate.value());
        number("low", estimate.low());
        number("high", estimate.high());
        json.writeEndObject();
    }

    private void number(String name, double number) throws IOException {
        if (Double.isFinite(number)) {
            json.writeNumberField(name, number);
        } else {
            json.writeNullField(name);
        }
    }
}
