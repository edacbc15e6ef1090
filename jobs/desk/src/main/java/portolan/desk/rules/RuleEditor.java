// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import portolan.console.rules.RuleChronicle;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.ExampleRun;
import portolan.scoring.rules.ReadText;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleKnobs;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Suppressions;

/**
 * Where a text is written: its faults and its examples as it is typed, and its numbers turned.
 *
 * @param isTried whether there is an archive to try texts on
 */
public record RuleEditor(SignedTexts texts, RuleReader reader, RuleExamples examples, boolean isTried, Clock clock)
        implements Screen {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int STARTER_DAYS = 180;

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.TRY_RULES, "/rules/edit/{kind}", this::edit);
        routes.post(Action.TRY_RULES, "/rules/check/{kind}", this::check);
        routes.post(Action.TRY_RULES, "/rules/turn", this::turn);
        routes.post(Action.TRY_RULES, "/rules/scored", this::scored);
    }

    private void edit(Request request) {
        DocumentKind kind = RuleDesk.kind(request);
        RuleStep from = from(kind, request.value("from"));
        String text = from == null ? starter(kind) : from.text();
        Map<String, Object> values = RuleDesk.values(texts, clock);
        String seed = from == null && kind != DocumentKind.RULE_SET ? text : numbered(kind, text);
        values.put("kind", kind);
        values.put("seed", seed);
        Document document = reader.read(kind, seed).document();
        values.put("name", document == null ? "" : document.name());
        values.put("examples", examples(kind, seed));
        values.put("from", from == null ? "" : from.versionName());
        values.put("tried", isTried);
        request.page("rules/edit.jte", values);
    }

    private String examples(DocumentKind kind, String text) {
        if (reader.read(kind, text).document() instanceof RuleSet ruleSet) {
            return examples.of(ruleSet.name());
        }
        return "";
    }

    /** The version that is named, else the one in force. */
    private @Nullable RuleStep from(DocumentKind kind, String named) {
        RuleStep[] found = new RuleStep[1];
        texts.read(kind, chronicle -> {
            RuleChronicle.Life life = chronicle.lives().get(named);
            List<RuleStep> champions = chronicle.champions();
            if (life != null) {
                found[0] = life.proposed();
            } else if (!champions.isEmpty()) {
                found[0] = champions.get(champions.size() - 1);
            }
            return "";
        });
        return found[0];
    }

    /** With the next number that is free; a text that does not say its number so stays as it is. */
    private String numbered(DocumentKind kind, String text) {
        Document document = reader.read(kind, text).document();
        if (document == null) {
            return text;
        }
        int last = texts.read(
                kind,
                chronicle -> chronicle.lives().values().stream()
                        .map(RuleChronicle.Life::proposed)
                        .filter(proposed -> proposed.name().equals(document.name()))
                        .mapToInt(RuleStep::version)
                        .max()
                        .orElse(document.version()));
        String number = kind == DocumentKind.WATCH_LIST
                ? "(?<=^# watchlist \\S{1,64} v)[0-9]+"
                : "(?m)(?<=^version: {0,9})[0-9]+";
        return text.replaceFirst(number, Integer.toString(last + 1));
    }

    /** What somebody begins with who has no version to begin with; it does not pass as it is. */
    private String starter(DocumentKind kind) {
        return switch (kind) {
            case RULE_SET -> BaselineRuleSet.text();
            case SUPPRESSIONS ->
                """
                name: known-good
                version: 1
                suppressions:
                  - id: who-it-is
                    rule: WHICH-RULE
                    for: {shipper: {name: NAME, country: CN}}   # or consignee, both, route, filer
                    reason: what was checked, and when
                    until: UNTIL
                """.replace("UNTIL", LocalDate.now(clock).plusDays(STARTER_DAYS).toString());
            case WATCH_LIST -> "# watchlist own v1\nid,name,country,city,street\n";
            case SENDERS -> """
                name: senders
                version: 1
                senders:
                  - {sender: WHO, tenants: [WHOSE], filers: [FILER]}
                """;
        };
    }

    private void check(Request request) {
        DocumentKind kind = RuleDesk.kind(request);
        JsonNode body = RuleReader.body(request);
        ReadText said = reader.read(kind, RuleReader.text(body, "text"));
        ObjectNode answer = MAPPER.createObjectNode();
        Document document = said.document();
        List<RuleIssue> issues = document instanceof Suppressions list ? list.issuesUnder(inForce()) : said.issues();
        put(issues, answer.putArray("faults"));
        if (document instanceof Suppressions list) {
            // A rule that is not there is no fault, as rules come and go, and likely a slip of the pen.
            put(list.unknownUnder(inForce()), answer.putArray("slips"));
        }
        if (document != null) {
            answer.put("name", document.name())
                    .put("version", document.version())
                    .put("hash", document.hash());
        }
        if (document instanceof RuleSet ruleSet) {
            answer.put(
                    "summary",
                    request.words()
                            .say(
                                    "rules.summary",
                                    ruleSet.threats().size(),
                                    ruleSet.rules().size()));
            ArrayNode knobs = answer.putArray("knobs");
            for (RuleKnobs.Knob knob : RuleKnobs.of(ruleSet)) {
                knobs.addObject()
                        .put("path", knob.path())
                        .put("value", knob.value())
                        .put("factor", knob.isFactor());
            }
            ExampleRun run = RuleExamples.run(ruleSet, body.path("examples").asText(""));
            answer.put("failing", run.issues().size());
            answer.put("examples", request.rendered("rules/examples.jte", Map.of("run", run)));
        }
        request.json(answer.toString());
    }

    private static void put(List<RuleIssue> issues, ArrayNode into) {
        for (RuleIssue issue : issues) {
            into.addObject()
                    .put("line", issue.line())
                    .put("column", issue.column())
                    .put("message", issue.message())
                    .put("source", issue.sourceLine());
        }
    }

    /** The rule set that the topics put in force, else the baseline. */
    public RuleSet inForce() {
        RuleStep champion = from(DocumentKind.RULE_SET, "");
        return reader.compiled(champion == null ? BaselineRuleSet.text() : champion.text());
    }

    /** Turns knobs: answers with the text as it is then. */
    private void turn(Request request) {
        JsonNode body = RuleReader.body(request);
        Map<String, Double> turned = new HashMap<>();
        body.path("turned")
                .properties()
                .forEach(each -> turned.put(each.getKey(), each.getValue().asDouble()));
        try {
            String text = RuleKnobs.turned(reader.compiled(RuleReader.text(body, "text")), turned);
            request.json(MAPPER.createObjectNode().put("text", text).toString());
        } catch (NoSuchElementException e) {
            throw RefusedException.badInput(String.valueOf(e.getMessage()));
        }
    }

    /** Examples with the scores that the text comes to. */
    private void scored(Request request) {
        JsonNode body = RuleReader.body(request);
        RuleSet ruleSet = reader.compiled(RuleReader.text(body, "text"));
        String text = RuleExamples.scored(ruleSet, RuleReader.text(body, "examples"));
        request.json(MAPPER.createObjectNode().put("examples", text).toString());
    }
}
