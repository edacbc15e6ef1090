// SPDX-License-Identifier: Apache-2.0
package portolan.desk.decide;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import portolan.console.outcomes.Examination;
import portolan.console.outcomes.OutcomeDraft;
import portolan.desk.card.Asked;
import portolan.desk.card.CardScreen;
import portolan.desk.card.RuleSets;
import portolan.desk.index.CaseFile;
import portolan.desk.index.CaseKey;
import portolan.desk.index.CaseRow;
import portolan.desk.index.DeskIndex;
import portolan.desk.index.IdentityKind;
import portolan.desk.server.Action;
import portolan.desk.server.Links;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.work.Answer;
import portolan.desk.work.DecisionDraft;
import portolan.desk.work.DecisionState;
import portolan.desk.work.WorkForm;
import portolan.desk.work.WorkLog;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionReason;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.InspectionPlace;
import portolan.schemas.avro.OutcomeCode;

/** The forms of an officer. Each carries an identity of its own: sent twice, it is one step. */
public final class DecideScreen implements Screen {
    /** A put off consignment comes back at seven, UTC, when the day's shift begins. */
    private static final int MORNING = 7;

    private static final int OPEN_SHOWN = 20;

    private final DeskIndex index;
    private final RuleSets ruleSets;
    private final WorkLog log;
    private final Clock clock;

    public DecideScreen(DeskIndex index, RuleSets ruleSets, WorkLog log, Clock clock) {
        this.index = index;
        this.ruleSets = ruleSets;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void addTo(Routes routes) {
        routes.post(Action.CLAIM, "/claim", this::claim);
        routes.get(Action.DECIDE, "/decide", this::decisionForm);
        routes.post(Action.DECIDE, "/decide", this::decide);
        routes.post(Action.APPROVE_DECISION, "/approve", this::approve);
        routes.get(Action.REPORT_OUTCOME, "/outcome", this::outcomeForm);
        routes.post(Action.REPORT_OUTCOME, "/outcome", this::outcome);
        routes.post(Action.CORRECT_OUTCOME, "/outcome/correct", this::correct);
        routes.get(Action.REPORT_OUTCOME, "/taught", this::taught);
    }

    private void claim(Request request) {
        CaseFile file = CardScreen.file(index, request);
        String owner = file.work().owner();
        boolean isMine = request.user().name().equals(owner);
        // What the page showed is what the officer meant to change.
        String shown = request.value("holder");
        if (!shown.equals(owner == null ? "" : owner)) {
            throw RefusedException.overtaken(request.words().say("answer.OVERTAKEN"));
        }
        WorkForm form = form(request, file.work().stepId());
        Answer answer;
        if (request.value("act").equals("snooze")) {
            answer = log.snooze(form, tomorrow(clock.instant()), request.value("note"));
        } else {
            answer = isMine ? log.release(form, request.value("note")) : log.claim(form);
        }
        check(request, answer);
        if (request.isForPart()) {
            request.nothing();
        } else {
            request.goOn(Links.card(form.tenant(), form.consignment()));
        }
    }

    static Instant tomorrow(Instant now) {
        return now.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(1)
                .withHour(MORNING)
                .toInstant();
    }

    /** What a form shows. */
    public record DecisionPage(
            ConsignmentAssessed shown,
            List<Choice> actions,
            List<DecisionReason> reasons,
            List<String> checks,
            String stepId,
            String follows) {
        public DecisionPage {
            actions = List.copyOf(actions);
            reasons = List.copyOf(reasons);
            checks = List.copyOf(checks);
        }

        public String query() {
            return Links.query(shown.getTenant(), shown.getConsignmentKey());
        }
    }

    /**
     * Something that can be decided.
     *
     * @param key on the keyboard
     * @param needsReason because it goes against the lane
     * @param needsTwo because one person alone must not
     */
    public record Choice(DecisionAction action, String key, boolean needsReason, boolean needsTwo) {}

    private void decisionForm(Request request) {
        CaseFile file = CardScreen.file(index, request);
        ConsignmentAssessed shown = assessment(file, request);
        List<Choice> choices = new ArrayList<>();
        for (DecisionAction action : DecisionAction.values()) {
            if (action != DecisionAction.UNKNOWN && action != DecisionAction.CORRECT_OUTCOME) {
                choices.add(new Choice(
                        action,
                        Integer.toString(choices.size() + 1),
                        DecisionState.needsReason(action, shown.getLane()),
                        DecisionState.needsTwo(action, shown.getLane())));
            }
        }
        List<String> checks = Asked.of(shown, ruleSets.find(shown.getRuleset().getHash())).stream()
                .map(asked -> String.join(", ", asked.ask()))
                .toList();
        String last = file.decision().last();
        request.page(
                "decide/decide.jte",
                Map.of(
                        "page",
                        new DecisionPage(
                                shown,
                                choices,
                                List.of(DecisionReason.values()),
                                checks,
                                UUID.randomUUID().toString(),
                                last == null ? "" : last)));
    }

    private void decide(Request request) {
        DecisionAction action = choice(DecisionAction.class, request, "action");
        String reason = request.value("reason");
        Answer answer = log.decide(
                form(request, optional(request.value("follows"))),
                new DecisionDraft(
                        request.needed("assessment"),
                        action,
                        reason.isEmpty() ? null : choice(DecisionReason.class, request, "reason"),
                        request.value("note"),
                        request.values("check")));
        check(request, answer);
        boolean isExamined = action == DecisionAction.EXAMINE || action == DecisionAction.SCAN;
        request.goOn(
                isExamined || answer.why() == Answer.Why.WAITS
                        ? Links.card(request.needed("tenant"), request.needed("key"))
                        : "/worklist");
    }

    private void approve(Request request) {
        CaseFile file = CardScreen.file(index, request);
        WorkForm form = form(request, file.decision().last());
        Answer answer = request.needed("answer").equals("APPROVED")
                ? log.approve(form, request.needed("of"), request.value("note"))
                : log.refuse(form, request.needed("of"), request.value("note"));
        check(request, answer);
        request.goOn(Links.card(form.tenant(), form.consignment()));
    }

    /** What the form of an outcome shows. */
    public record OutcomePage(
            ConsignmentAssessed shown,
            List<OutcomeCode> codes,
            @Nullable InspectionOutcome before,
            String stepId,
            String follows) {
        public OutcomePage {
            codes = List.copyOf(codes);
        }

        public String query() {
            return Links.query(shown.getTenant(), shown.getConsignmentKey());
        }
    }

    private void outcomeForm(Request request) {
        CaseFile file = CardScreen.file(index, request);
        String last = file.decision().last();
        List<OutcomeCode> codes = new ArrayList<>(List.of(OutcomeCode.NOTHING_FOUND, OutcomeCode.NOT_EXAMINED));
        for (OutcomeCode code : OutcomeCode.values()) {
            if (!codes.contains(code)) {
                codes.add(code);
            }
        }
        request.page(
                "decide/outcome.jte",
                Map.of(
                        "page",
                        new OutcomePage(
                                assessment(file, request),
                                codes,
                                file.outcome(),
                                UUID.randomUUID().toString(),
                                last == null ? "" : last)));
    }

    private void outcome(Request request) {
        WorkForm form = form(request, null);
        check(request, log.outcome(form, draft(request, 1), examination(request)));
        request.goOn("/taught?" + Links.query(form.tenant(), form.consignment()));
    }

    private void correct(Request request) {
        CaseFile file = CardScreen.file(index, request);
        InspectionOutcome before = file.outcome();
        WorkForm form = form(request, optional(request.value("follows")));
        Answer answer = log.correct(
                form,
                new DecisionDraft(
                        assessment(file, request).getAssessmentId(),
                        DecisionAction.CORRECT_OUTCOME,
                        DecisionReason.OTHER,
                        request.value("note"),
                        List.of()),
                draft(request, before == null ? 1 : before.getVersion() + 1),
                examination(request));
        check(request, answer);
        request.goOn(Links.card(form.tenant(), form.consignment()));
    }

    private static OutcomeDraft draft(Request request, int version) {
        return new OutcomeDraft(
                request.needed("key"),
                request.needed("code"),
                request.needed("tenant"),
                optional(request.value("office")),
                optional(request.value("notExamined")),
                optional(request.value("goodsKind")),
                version,
                null,
                optional(request.value("recovered")),
                optional(request.value("currency")),
                optional(request.value("remarks")));
    }

    private static Examination examination(Request request) {
        String minutes = request.value("minutes");
        try {
            return new Examination(
                    request.value("place").isEmpty() ? null : choice(InspectionPlace.class, request, "place"),
                    minutes.isEmpty() ? null : Integer.valueOf(minutes),
                    request.values("check"),
                    List.of());
        } catch (NumberFormatException e) {
            throw RefusedException.badInput(request.words().say("answer.minutes"));
        }
    }

    /**
     * What an outcome taught: whom it is remembered of, and what is open of the same.
     *
     * @param names of parties and goods
     */
    public record TaughtPage(ConsignmentAssessed shown, String outcome, List<String> names, List<CaseRow> open) {
        public TaughtPage {
            names = List.copyOf(names);
            open = List.copyOf(open);
        }

        public String query() {
            return Links.query(shown.getTenant(), shown.getConsignmentKey());
        }
    }

    private void taught(Request request) {
        CaseFile file = CardScreen.file(index, request);
        ConsignmentAssessed shown = assessment(file, request);
        Set<String> names = new LinkedHashSet<>();
        List<CaseRow> open = new ArrayList<>();
        Filing filing = file.filing();
        if (filing != null) {
            filing.getParties().forEach(party -> {
                if (party.getRawName() != null) {
                    names.add(party.getRawName());
                }
            });
            filing.getGoodsItems().forEach(item -> {
                if (item.getHs() != null) {
                    names.add("HS " + item.getHs());
                }
            });
            filing.getEquipment().forEach(box -> names.add(box.getId()));
        }
        CaseKey own = file.row().key();
        for (String name : names) {
            for (CaseRow row : index.of(IdentityKind.PARTY, name, OPEN_SHOWN)) {
                boolean isKnown = open.stream().anyMatch(one -> one.key().equals(row.key()));
                if (row.open() && !row.key().equals(own) && !isKnown && open.size() < OPEN_SHOWN) {
                    open.add(row);
                }
            }
        }
        InspectionOutcome outcome = file.outcome();
        String code = outcome == null ? "" : outcome.getCode().name();
        request.page(
                "decide/taught.jte",
                Map.of(
                        "page",
                        new TaughtPage(
                                shown, request.words().sayOr("outcome." + code, code), List.copyOf(names), open)));
    }

    private static ConsignmentAssessed assessment(CaseFile file, Request request) {
        ConsignmentAssessed shown = file.assessment();
        if (shown == null) {
            throw RefusedException.missing(
                    request.words().say("card.missing", file.row().key().consignment()));
        }
        return shown;
    }

    private static WorkForm form(Request request, @Nullable String follows) {
        return new WorkForm(
                request.needed("tenant"),
                request.needed("key"),
                request.needed("step"),
                follows,
                request.user().name(),
                request.user().role().word());
    }

    private static @Nullable String optional(String text) {
        return text.isEmpty() ? null : text;
    }

    private static <E extends Enum<E>> E choice(Class<E> of, Request request, String name) {
        try {
            return Enum.valueOf(of, request.needed(name));
        } catch (IllegalArgumentException e) {
            throw RefusedException.badInput(request.words().say("answer.choice", name));
        }
    }

    private static void check(Request request, Answer answer) {
        if (!answer.isDone()) {
            String why = request.words().say("answer." + answer.why());
            throw RefusedException.overtaken(
                    answer.details().isEmpty() ? why : why + ' ' + String.join(" ", answer.details()));
        }
    }
}
