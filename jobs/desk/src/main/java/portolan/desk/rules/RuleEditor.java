// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.archive.ArchiveException;
import portolan.console.rules.RuleChronicle;
import portolan.console.whatif.AnswerJson;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.ReadText;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleKnobs;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Suppressions;
import portolan.tuning.RuleCard;
import portolan.tuning.WhatIfAnswer;

/** Where a text is written: its faults as it is typed, and what it would have made of the archive. */
public final class RuleEditor implements Screen {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** A text is checked, turned and asked about in turn, and compiled once. */
    private static final int MOST_READ = 16;

    private final SignedTexts texts;
    private final WhatIfRoom past;
    private final Clock clock;
    private final Map<String, ReadText> read = Collections.synchronizedMap(new LinkedHashMap<>(MOST_READ, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ReadText> eldest) {
            return size() > MOST_READ;
        }
    });

    public RuleEditor(SignedTexts texts, WhatIfRoom past, Clock clock) {
        this.texts = texts;
        this.past = past;
        this.clock = clock;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.TRY_RULES, "/rules/edit/{kind}", this::edit);
        routes.post(Action.TRY_RULES, "/rules/check/{kind}", this::check);
        routes.post(Action.TRY_RULES, "/rules/turn", this::turn);
        routes.post(Action.TRY_RULES, "/rules/what-if", this::whatIf);
        routes.post(Action.TRY_RULES, "/rules/what-if.json", this::whatIfJson);
    }

    private void edit(Request request) {
        DocumentKind kind = RuleDesk.kind(request);
        RuleStep from = from(kind, request.value("from"));
        String text = from != null ? from.text() : kind == DocumentKind.RULE_SET ? BaselineRuleSet.text() : "";
        Map<String, Object> values = RuleDesk.values(texts, clock);
        values.put("kind", kind);
        values.put("seed", numbered(kind, text));
        values.put("from", from == null ? "" : from.versionName());
        values.put("tried", past.isOpen());
        request.page("rules/edit.jte", values);
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
        Document document = read(kind, text).document();
        if (document == null) {
            return text;
        }
        int next = texts.read(
                        kind,
                        chronicle -> chronicle.lives().values().stream()
                                .map(RuleChronicle.Life::proposed)
                                .filter(proposed -> proposed.name().equals(document.name()))
                                .mapToInt(RuleStep::version)
                                .max()
                                .orElse(document.version()))
                + 1;
        return text.replaceFirst("(?m)^version: *[0-9]+", "version: " + next);
    }

    private void check(Request request) {
        DocumentKind kind = RuleDesk.kind(request);
        String text = text(body(request), "text");
        ReadText said = read(kind, text);
        ObjectNode answer = MAPPER.createObjectNode();
        Document document = said.document();
        List<RuleIssue> issues = document instanceof Suppressions list ? list.issuesUnder(inForce()) : said.issues();
        ArrayNode faults = answer.putArray("faults");
        for (RuleIssue issue : issues) {
            faults.addObject()
                    .put("line", issue.line())
                    .put("column", issue.column())
                    .put("message", issue.message())
                    .put("source", issue.sourceLine());
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
        }
        request.json(answer.toString());
    }

    private RuleSet inForce() {
        RuleStep champion = from(DocumentKind.RULE_SET, "");
        return champion != null && DocumentKind.RULE_SET.read(champion.text()).document() instanceof RuleSet ruleSet
                ? ruleSet
                : BaselineRuleSet.compiled();
    }

    /** Turns knobs: answers with the text as it is then. */
    private void turn(Request request) {
        JsonNode body = body(request);
        Map<String, Double> turned = new HashMap<>();
        body.path("turned")
                .properties()
                .forEach(each -> turned.put(each.getKey(), each.getValue().asDouble()));
        try {
            String text = RuleKnobs.turned(compiled(text(body, "text")), turned);
            request.json(MAPPER.createObjectNode().put("text", text).toString());
        } catch (NoSuchElementException e) {
            throw RefusedException.badInput(String.valueOf(e.getMessage()));
        }
    }

    private void whatIf(Request request) throws ArchiveException {
        ObjectNode json = MAPPER.createObjectNode();
        long begun = System.nanoTime();
        WhatIfAnswer answer = past.ask(compiled(text(body(request), "text")));
        if (answer == null) {
            String fault = past.fault();
            json.put("state", fault.isEmpty() ? "READING" : "FAILED");
            json.put("said", fault.isEmpty() ? request.words().say("rules.past.reading") : fault);
            request.json(json.toString());
            return;
        }
        json.put("state", "ANSWERED");
        json.put("said", request.words().say("rules.past.took", String.format(Locale.ROOT, "%.2f", seconds(begun))));
        json.put(
                "figures",
                request.rendered("rules/figures.jte", Map.of("answer", answer, "projected", Projected.of(answer))));
        ObjectNode stats = json.putObject("stats");
        for (RuleCard card : answer.rules()) {
            stats.put("rule/" + card.rule(), stat(request, card));
        }
        request.json(json.toString());
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static String stat(Request request, RuleCard card) {
        return switch (card.state()) {
            case DEAD -> request.words().say("rules.stat.dead");
            case BLIND -> request.words().say("rules.stat.blind");
            default ->
                request.words()
                        .say(
                                "rules.stat.fired",
                                card.fired(),
                                card.found().found(),
                                card.found().of() - card.found().found(),
                                Double.isFinite(card.lift()) ? String.format(Locale.ROOT, "%.1f", card.lift()) : "–");
        };
    }

    /** The same as {@code rules what-if --json} writes. */
    private void whatIfJson(Request request) throws ArchiveException {
        WhatIfAnswer answer = past.ask(compiled(text(body(request), "text")));
        request.json(answer == null ? "null" : AnswerJson.text(answer));
    }

    private ReadText read(DocumentKind kind, String text) {
        return Objects.requireNonNull(read.computeIfAbsent(kind.command() + '\n' + text, unread -> kind.read(text)));
    }

    private RuleSet compiled(String text) {
        if (read(DocumentKind.RULE_SET, text).document() instanceof RuleSet ruleSet) {
            return ruleSet;
        }
        throw RefusedException.badInput("the text has faults, and nothing was asked");
    }

    private static JsonNode body(Request request) {
        try {
            return Objects.requireNonNull(MAPPER.readTree(request.body()));
        } catch (JacksonException e) {
            throw RefusedException.badInput("this is no JSON: " + e.getOriginalMessage());
        }
    }

    private static String text(JsonNode body, String field) {
        JsonNode text = body.path(field);
        if (!text.isTextual()) {
            throw RefusedException.badInput("'" + field + "' is missing");
        }
        return text.textValue();
    }
}
