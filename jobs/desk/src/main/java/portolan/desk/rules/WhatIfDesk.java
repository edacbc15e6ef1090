// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import portolan.archive.ArchiveException;
import portolan.console.whatif.AnswerJson;
import portolan.desk.server.Action;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetChanges;
import portolan.tuning.RuleCard;
import portolan.tuning.WhatIfAnswer;

/**
 * What a text would have made of the archive, and how often its changed rules fire.
 *
 * @param past all of the archive
 * @param recent its last day
 * @param inForce what texts are compared with
 */
public record WhatIfDesk(RuleReader reader, WhatIfRoom past, WhatIfRoom recent, Supplier<RuleSet> inForce)
        implements Screen {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String RULE = "rule ";

    @Override
    public void addTo(Routes routes) {
        routes.post(Action.TRY_RULES, "/rules/what-if", this::whatIf);
        routes.post(Action.TRY_RULES, "/rules/what-if.json", this::whatIfJson);
    }

    private void whatIf(Request request) throws ArchiveException {
        ObjectNode json = MAPPER.createObjectNode();
        long begun = System.nanoTime();
        RuleSet ruleSet = reader.compiled(RuleReader.text(RuleReader.body(request), "text"));
        WhatIfAnswer answer = past.ask(ruleSet);
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
        WhatIfAnswer lately = recent.ask(ruleSet);
        json.put("again", lately == null && recent.fault().isEmpty());
        json.put("firing", request.rendered("rules/firing.jte", firing(ruleSet, answer, lately)));
        ObjectNode stats = json.putObject("stats");
        for (RuleCard card : answer.rules()) {
            stats.put("rule/" + card.rule(), stat(request, card));
        }
        request.json(json.toString());
    }

    /** Rules that are not as they are in force. */
    private Map<String, Object> firing(RuleSet ruleSet, WhatIfAnswer answer, @Nullable WhatIfAnswer lately) {
        List<String> changed = RuleSetChanges.between(inForce.get(), ruleSet).changes().stream()
                .filter(change -> change.kind() != RuleSetChanges.Kind.REMOVED)
                .map(RuleSetChanges.Change::part)
                .filter(part -> part.startsWith(RULE))
                .map(part -> part.substring(RULE.length()))
                .toList();
        Map<String, Object> values = new HashMap<>();
        values.put("cards", cards(answer, changed));
        values.put("answer", answer);
        if (lately != null) {
            values.put("lately", lately);
            values.put("lateCards", cards(lately, changed));
        }
        return values;
    }

    private static List<RuleCard> cards(WhatIfAnswer answer, List<String> rules) {
        return answer.rules().stream()
                .filter(card -> rules.contains(card.rule()))
                .toList();
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
        WhatIfAnswer answer = past.ask(reader.compiled(RuleReader.text(RuleReader.body(request), "text")));
        request.json(answer == null ? "null" : AnswerJson.text(answer));
    }
}
