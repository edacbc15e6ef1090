// SPDX-License-Identifier: Apache-2.0
package portolan.desk.decide;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import portolan.console.screen.DecisionDue;
import portolan.desk.card.Asked;
import portolan.desk.card.CardScreen;
import portolan.desk.card.RuleSets;
import portolan.desk.card.ShownCase;
import portolan.desk.index.CaseFile;
import portolan.desk.index.CaseKey;
import portolan.desk.index.CaseRow;
import portolan.desk.index.DeskIndex;
import portolan.desk.server.Action;
import portolan.desk.server.Links;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.server.Session;
import portolan.desk.work.Answer;
import portolan.desk.work.DecisionDraft;
import portolan.desk.work.DecisionState;
import portolan.desk.work.WorkForm;
import portolan.desk.work.WorkLog;
import portolan.records.CaseStep;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionReason;
import portolan.schemas.avro.Lane;

/** The forms of an officer. Each carries an identity of its own: sent twice, it is one step. */
public record DecideScreen(DeskIndex index, RuleSets ruleSets, WorkLog log, Clock clock) implements Screen {
    /** A put off consignment comes back at seven, UTC, when the day's shift begins. */
    private static final int MORNING = 7;

    /** Nothing sleeps through its last hours. */
    @Override
    public void addTo(Routes routes) {
        routes.post(Action.CLAIM, "/claim", this::claim);
        routes.get(Action.DECIDE, "/decide", this::decisionForm);
        routes.post(Action.DECIDE, "/decide", this::decide);
        routes.post(Action.DECIDE, "/undo", this::undo);
        routes.post(Action.APPROVE_DECISION, "/approve", this::approve);
    }

    private void claim(Request request) {
        CaseFile file = CardScreen.file(index, request);
        String owner = file.work().owner();
        boolean isMine = request.user().name().equals(owner);
        // What the page showed is what the officer meant to change. Of a form that comes again the log says what it
        // did.
        String shown = request.value("holder");
        if (!file.work().isKnown(request.needed("step")) && !shown.equals(owner == null ? "" : owner)) {
            throw RefusedException.overtaken(request.words().say("answer.OVERTAKEN"));
        }
        WorkForm form = Forms.form(request, file.work().stepId());
        Answer answer;
        if (request.value("act").equals("snooze")) {
            answer = log.snooze(form, until(file.row().due(), clock.instant()), request.value("note"));
        } else {
            answer = isMine ? log.release(form, request.value("note")) : log.claim(form);
        }
        Forms.check(request, answer);
        if (request.isForPart()) {
            request.nothing();
        } else {
            request.goOn(Links.card(form.tenant(), form.consignment()));
        }
    }

    /** Tomorrow morning, and never into the last hours before the deadline. */
    static Instant until(DecisionDue of, Instant now) {
        Instant morning = tomorrow(now);
        Instant by = of.by();
        // Of a feed that is filed again a deadline that is past means nothing; one that is ahead does.
        Instant due = of.isLive() || (by != null && by.isAfter(now)) ? by : null;
        Instant last = due == null ? morning : due.minus(CaseRow.LAST_HOURS);
        return last.isBefore(morning) ? last : morning;
    }

    static Instant tomorrow(Instant now) {
        return now.atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(1)
                .withHour(MORNING)
                .toInstant();
    }

    /**
     * What a form shows.
     *
     * @param decided what stands, or waits for a second person; empty for nothing
     */
    public record DecisionPage(
            ConsignmentAssessed shown,
            Lane lane,
            List<Choice> actions,
            List<DecisionReason> reasons,
            List<Asked> checks,
            String stepId,
            String follows,
            String decided) {
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
        ShownCase opened = ShownCase.of(index, request, log, "opened the decision on");
        CaseFile file = opened.file();
        ConsignmentAssessed shown = opened.assessment();
        Lane lane = Objects.requireNonNull(file.row().lane(), "it was assessed");
        List<Choice> choices = new ArrayList<>();
        for (DecisionAction action : DecisionAction.values()) {
            if (action != DecisionAction.UNKNOWN && action != DecisionAction.CORRECT_OUTCOME) {
                choices.add(new Choice(
                        action,
                        Integer.toString(choices.size() + 1),
                        DecisionState.needsReason(action, lane),
                        CaseStep.of(action).hands(lane) == CaseStep.Hands.TWO));
            }
        }
        List<Asked> checks = Asked.of(shown, ruleSets.find(shown.getRuleset().getHash())).stream()
                .filter(asked -> !asked.isNone())
                .toList();
        String last = file.decision().last();
        request.show(
                "decide/decide.jte",
                new DecisionPage(
                        shown,
                        lane,
                        choices,
                        List.of(DecisionReason.values()),
                        checks,
                        UUID.randomUUID().toString(),
                        last == null ? "" : last,
                        request.words().decided(file.row().decision())));
    }

    private void decide(Request request) {
        DecisionAction action = Forms.choice(DecisionAction.class, request, "action");
        Instant at = clock.instant();
        CaseFile file = CardScreen.file(index, request);
        String decided = request.words().decided(file.row().decision());
        boolean isSeen = request.value("follows")
                .equals(Objects.requireNonNullElse(file.decision().last(), ""));
        if (!decided.isEmpty() && isSeen && request.value("again").isEmpty()) {
            throw RefusedException.overtaken(request.words().say("answer.DECIDED", decided));
        }
        String reason = request.value("reason");
        Answer answer = log.decide(
                Forms.form(request, Forms.optional(request.value("follows"))),
                new DecisionDraft(
                        request.needed("assessment"),
                        action,
                        reason.isEmpty() ? null : Forms.choice(DecisionReason.class, request, "reason"),
                        request.value("note"),
                        request.values("check")));
        Forms.check(request, answer);
        CaseKey key = new CaseKey(request.needed("tenant"), request.needed("key"));
        String act = request.words().sayOr("act." + action, action.name());
        String what = answer.why() == Answer.Why.WAITS ? request.words().say("decided.waits", act) : act;
        request.session().decide(new Session.Decided(key, request.needed("step"), what, at));
        request.goOn(next(request, key));
    }

    /** The next of the list that is to be decided and that nobody else has. Who came another way stays. */
    private String next(Request request, CaseKey decided) {
        List<CaseKey> listed = request.session().listed();
        int at = listed.indexOf(decided);
        if (at < 0) {
            return Links.card(decided.tenant(), decided.consignment());
        }
        for (CaseKey key : listed.subList(at + 1, listed.size())) {
            CaseRow row = index.row(key);
            String owner = row == null ? null : row.work().owner();
            if (row != null
                    && row.isToDecide(clock.instant())
                    && (owner == null || owner.equals(request.user().name()))) {
                return Links.card(key.tenant(), key.consignment());
            }
        }
        return "/worklist";
    }

    private void undo(Request request) {
        WorkForm form =
                Forms.form(request, CardScreen.file(index, request).decision().last());
        Forms.check(request, log.refuse(form, request.needed("of"), ""));
        request.session().decide(null);
        request.goOn(Links.card(form.tenant(), form.consignment()));
    }

    private void approve(Request request) {
        CaseFile file = CardScreen.file(index, request);
        WorkForm form = Forms.form(request, file.decision().last());
        Answer answer = request.needed("answer").equals("APPROVED")
                ? log.approve(form, request.needed("of"), request.needed("assessment"), request.value("note"))
                : log.refuse(form, request.needed("of"), request.value("note"));
        Forms.check(request, answer);
        request.goOn(Links.card(form.tenant(), form.consignment()));
    }
}
