// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.console.rules.RuleChronicle;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.Taken;
import portolan.scoring.rules.Compiled;
import portolan.scoring.rules.RuleIssue;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.RuleSetChanges;
import portolan.scoring.rules.RuleSetCompiler;

/**
 * Versions of rule sets and other signed texts: what each is, what differs, and the steps that people take with it. The
 * browser signs; the desk passes on what was signed, and shows what then stands in the topics.
 */
public record RuleDesk(SignedTexts texts, RuleExamples examples, Clock clock) implements Screen {
    /** From signing to taking effect, unless somebody says when: the step is sent, read by all tasks, and in time. */
    private static final Duration LEAD = Duration.ofSeconds(6);

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_RULES, "/rules", this::list);
        routes.get(Action.SEE_RULES, "/rules/key", this::key);
        routes.get(Action.SEE_RULES, "/rules/of/{kind}/{name}/{version}", this::version);
        routes.get(Action.SEE_RULES, "/rules/of/{kind}/{name}/{version}/text", this::text);
        routes.get(Action.SEE_RULES, "/rules/sent/{id}", this::sent);
        routes.post(
                Action.PROPOSE_RULES, "/rules/steps/{kind}/author", request -> relay(request, Action.PROPOSE_RULES));
        routes.post(
                Action.APPROVE_RULES, "/rules/steps/{kind}/approver", request -> relay(request, Action.APPROVE_RULES));
        routes.post(
                Action.ACTIVATE_RULES,
                "/rules/steps/{kind}/activator",
                request -> relay(request, Action.ACTIVATE_RULES));
    }

    private void list(Request request) {
        Map<String, Object> values = values();
        Map<DocumentKind, List<VersionView>> versions = new HashMap<>();
        List<VersionView.StepView> refused = new ArrayList<>();
        for (DocumentKind kind : DocumentKind.values()) {
            versions.put(kind, versions(kind));
            refused.addAll(refused(kind));
        }
        values.put("versions", versions);
        values.put("refused", refused);
        values.put("fault", texts.fault());
        values.put("enrols", texts.keys().enrols());
        values.put("enrolled", texts.keys().keys().names());
        request.page("rules/list.jte", values);
    }

    /** The newest first. */
    private List<VersionView> versions(DocumentKind kind) {
        return texts.read(kind, chronicle -> {
            List<VersionView> all = new ArrayList<>();
            for (RuleChronicle.Life life : chronicle.lives().values()) {
                all.add(VersionView.of(texts, chronicle, life, clock.millis()));
            }
            Collections.reverse(all);
            return all;
        });
    }

    /** Steps with what was never proposed, so that no version's page shows them; the newest first. */
    private List<VersionView.StepView> refused(DocumentKind kind) {
        return texts.read(kind, chronicle -> {
            Map<String, RuleChronicle.Life> lives = chronicle.lives();
            List<VersionView.StepView> all = new ArrayList<>();
            for (RuleChronicle.Entry entry : chronicle.entries()) {
                if (!lives.containsKey(entry.step().versionName())) {
                    all.add(VersionView.step(texts, kind, entry));
                }
            }
            Collections.reverse(all);
            return all.subList(0, Math.min(all.size(), 20));
        });
    }

    private Map<String, Object> values() {
        return values(texts, clock);
    }

    /** What the dialog for signing needs. */
    static Map<String, Object> values(SignedTexts texts, Clock clock) {
        Map<String, Object> values = new HashMap<>();
        values.put("deployment", texts.keys().deployment());
        values.put("keys", texts.keys().fault());
        values.put("now", clock.millis());
        values.put("lead", LEAD.toMillis());
        return values;
    }

    private void key(Request request) {
        Map<String, Object> values = values();
        values.put("known", texts.keys().keys().names().contains(request.user().name()));
        values.put("roles", Enrolment.roles(request.user()));
        values.put("enrols", texts.keys().enrols());
        values.put("lastDay", LocalDate.now(clock).plusYears(1).toString());
        request.page("rules/key.jte", values);
    }

    private void version(Request request) {
        DocumentKind kind = kind(request);
        VersionView version = find(request, kind);
        Map<String, Object> values = values();
        values.put("version", version);
        List<VersionView> others = versions(kind);
        others.removeIf(other -> other.versionName().equals(version.versionName()));
        values.put("others", others);
        VersionView against = against(request.value("with"), others, version);
        if (against != null) {
            values.put("against", against);
            values.put("changes", kind == DocumentKind.RULE_SET ? changes(against, version) : List.of());
        }
        request.page("rules/version.jte", values);
    }

    /** What is compared with: what is asked for, else what is in force, else the version before. */
    private static @Nullable VersionView against(String asked, List<VersionView> others, VersionView version) {
        VersionView best = null;
        for (VersionView other : others) {
            if (other.versionName().equals(asked)) {
                return other;
            }
            boolean isInForce = other.standing().equals("in force");
            boolean isBefore = other.name().equals(version.name()) && other.version() < version.version();
            if (isInForce || (best == null && isBefore)) {
                best = other;
            }
        }
        return best;
    }

    private static List<RuleSetChanges.Change> changes(VersionView from, VersionView to) {
        Compiled one = RuleSetCompiler.compile(from.proposed().text());
        Compiled other = RuleSetCompiler.compile(to.proposed().text());
        return one instanceof Compiled.Accepted before && other instanceof Compiled.Accepted after
                ? RuleSetChanges.between(before.ruleSet(), after.ruleSet()).changes()
                : List.of();
    }

    /** The very bytes that its author signed: the page's script shows them, and hashes what it shows. */
    private void text(Request request) {
        VersionView version = find(request, kind(request));
        request.file(
                version.name() + "-v" + version.version() + ".yaml",
                "text/plain; charset=utf-8",
                version.proposed().text().getBytes(StandardCharsets.UTF_8));
    }

    private void sent(Request request) {
        String id = request.path("id");
        if (!ID.matcher(id).matches()) {
            throw RefusedException.badInput("a step's number has 64 hexadecimal digits");
        }
        request.json(StepJson.answer(texts.find(id)));
    }

    /** Passes on a signed step, if the job would take it now. */
    private void relay(Request request, Action action) {
        DocumentKind kind = kind(request);
        RuleStep step = StepJson.read(request.body());
        if (action != actionOf(step.kind())) {
            throw RefusedException.badInput(
                    request.words().say("rules.refused.kind", step.kind().word()));
        }
        if (!step.by().equals(request.user().name())) {
            throw RefusedException.forbidden(request.words()
                    .say("rules.refused.by", step.by(), request.user().name()));
        }
        SignedTexts.Sent before = texts.find(SignedTexts.id(step));
        if (before.state() == SignedTexts.Sent.State.READING) {
            throw RefusedException.badInput(request.words().say("rules.refused.reading"));
        }
        if (before.state() != SignedTexts.Sent.State.ABSENT) {
            request.json(StepJson.answer(before));
            return;
        }
        Taken taken = texts.tryOut(kind, step);
        if (!taken.accepted()) {
            List<String> faults = new ArrayList<>(taken.faults());
            taken.issues().stream().map(RuleIssue::render).forEach(faults::add);
            request.json(StepJson.unpublished(faults));
            return;
        }
        List<String> failing = failing(kind, step, StepJson.examples(request.body()));
        if (!failing.isEmpty()) {
            request.json(StepJson.unpublished(failing));
            return;
        }
        texts.publish(kind, step);
        request.json(StepJson.answer(texts.find(SignedTexts.id(step))));
    }

    /** What examples expect and a text that is proposed does not do: as on the command line, it is not published. */
    private List<String> failing(DocumentKind kind, RuleStep step, @Nullable String sent) {
        return step.kind() == RuleStep.Kind.PROPOSE && kind.read(step.text()).document() instanceof RuleSet ruleSet
                ? RuleExamples.run(ruleSet, sent == null ? examples.of(ruleSet.name()) : sent).issues().stream()
                        .map(RuleIssue::render)
                        .toList()
                : List.of();
    }

    /** What the desk asks of who takes a step. */
    public static Action actionOf(RuleStep.Kind kind) {
        return switch (kind) {
            case PROPOSE -> Action.PROPOSE_RULES;
            case APPROVE -> Action.APPROVE_RULES;
            case ACTIVATE, SHADOW, ROLL_BACK, RETIRE -> Action.ACTIVATE_RULES;
        };
    }

    static DocumentKind kind(Request request) {
        return kind(request.path("kind"));
    }

    /** By the command that takes its steps. */
    static DocumentKind kind(String command) {
        for (DocumentKind kind : DocumentKind.values()) {
            if (kind.command().equals(command)) {
                return kind;
            }
        }
        throw RefusedException.missing("there is no such kind of text: " + command);
    }

    private VersionView find(Request request, DocumentKind kind) {
        String versionName = request.path("name") + " v" + request.path("version");
        VersionView found = texts.read(kind, chronicle -> {
            RuleChronicle.Life life = chronicle.lives().get(versionName);
            return life == null ? null : VersionView.of(texts, chronicle, life, clock.millis());
        });
        if (found == null) {
            throw RefusedException.missing(request.words().say("rules.missing", versionName));
        }
        return found;
    }
}
