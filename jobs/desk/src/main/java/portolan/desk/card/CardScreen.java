// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import portolan.console.screen.DecisionDue;
import portolan.desk.index.CaseFile;
import portolan.desk.index.CaseKey;
import portolan.desk.index.DeskIndex;
import portolan.desk.index.Stored;
import portolan.desk.server.Action;
import portolan.desk.server.Links;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.server.Words;
import portolan.desk.work.DecisionState;
import portolan.desk.work.OutcomeJson;
import portolan.desk.work.WorkLog;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.DeadlineKind;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.scoring.rules.RuleSet;

/** The card of a consignment. Whoever looks at one leaves a line in the audit. */
public record CardScreen(DeskIndex index, RuleSets ruleSets, WorkLog log, Clock clock) implements Screen {
    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_CONSIGNMENT, "/consignment", this::card);
        routes.get(Action.SEE_CONSIGNMENT, "/sheet", this::sheet);
    }

    private void card(Request request) {
        ShownCase shown = ShownCase.of(index, request, log, "saw");
        request.show("card/card.jte", page(shown, request));
    }

    private void sheet(Request request) {
        ShownCase shown = ShownCase.of(index, request, log, "printed a sheet of");
        String card = Links.card(shown.key().tenant(), shown.key().consignment());
        request.page("card/sheet.jte", Map.of("page", page(shown, request), "code", Code.of(request.address(card))));
    }

    /**
     * The consignment that a request names.
     *
     * @throws RefusedException if nothing is known of it, or no assessment of it was read yet
     */
    public static CaseFile file(DeskIndex index, Request request) {
        CaseKey key = new CaseKey(request.needed("tenant"), request.needed("key"));
        CaseFile file = index.consignment(key);
        if (file == null) {
            throw RefusedException.missing(request.words().say("card.missing", key.consignment()));
        }
        if (file.assessment() == null) {
            throw RefusedException.notYet(request.words().say("card.unread", key.consignment()));
        }
        return file;
    }

    private CardPage page(ShownCase one, Request request) {
        CaseFile file = one.file();
        ConsignmentAssessed shown = one.assessment();
        Words words = request.words();
        RuleSet ruleSet = ruleSets.find(shown.getRuleset().getHash());
        DecisionRecorded pending = file.decision().pending();
        DecisionRecorded decided = file.decision().inForce();
        Instant now = clock.instant();
        DeadlineKind pressing = file.row().pressing(now);
        return new CardPage(
                shown,
                file.laneName(shown),
                one.filing(),
                Reasons.of(shown, ruleSet, words, index.known(one.key())),
                Asked.of(shown, ruleSet),
                versions(file, shown),
                done(file, words),
                file.work().owner() == null ? "" : file.work().owner(),
                decided == null ? "" : words.say("decided.by", act(decided, words), decided.getBy()),
                pending == null ? null : waiting(pending, request),
                ruleSet == null ? words.say("card.noRules") : "",
                words.due(DecisionDue.of(shown), now),
                pressing == null ? "" : pressing.name().toLowerCase(Locale.ROOT),
                UUID.randomUUID().toString());
    }

    private static CardPage.Waiting waiting(DecisionRecorded pending, Request request) {
        boolean isOther = !pending.getBy().equalsIgnoreCase(request.user().name());
        return new CardPage.Waiting(
                pending.getDecisionId(),
                act(pending, request.words()),
                pending.getBy(),
                isOther
                        && request.user().may(Action.APPROVE_DECISION)
                        && request.user().role().word().equals(DecisionState.SUPERVISOR));
    }

    private static String act(DecisionRecorded decision, Words words) {
        InspectionOutcome outcome = OutcomeJson.of(decision);
        return outcome != null
                ? outcome(outcome, words)
                : words.sayOr(
                        "act." + decision.getAction(), decision.getAction().name());
    }

    private static List<CardPage.VersionLine> versions(CaseFile file, ConsignmentAssessed shown) {
        List<CardPage.VersionLine> lines = new ArrayList<>();
        Filing before = null;
        for (Stored<ConsignmentAssessed> stored : file.assessments()) {
            ConsignmentAssessed one = stored.value();
            Filing filing = new ShownCase(file, stored).filing();
            lines.add(new CardPage.VersionLine(
                    one.getFilingVersion(),
                    one.getAssessmentId(),
                    one.getAssessedAt(),
                    one.getLane().name(),
                    String.format(Locale.ROOT, "%.2f", one.getScore()),
                    one.getRuleset().getName() + ' ' + one.getRuleset().getVersion(),
                    one.getAssessmentId().equals(shown.getAssessmentId()),
                    before == null || filing == null ? List.of() : Differences.between(before, filing)));
            before = filing;
        }
        Collections.reverse(lines);
        return lines;
    }

    /** What it came to, where that was found and how long it took, as far as somebody said so. */
    private static String outcome(InspectionOutcome said, Words words) {
        String result = words.say(
                "did.OUTCOME",
                words.sayOr("outcome." + said.getCode(), said.getCode().name()),
                said.getVersion());
        String place = said.getPlace() == null
                ? ""
                : ", " + words.sayOr("place." + said.getPlace(), said.getPlace().name());
        String minutes = said.getMinutes() == null ? "" : ", " + words.say("did.minutes", said.getMinutes());
        return result + place + minutes;
    }

    /** What was done by people, the youngest first. */
    private static List<CardPage.Done> done(CaseFile file, Words words) {
        List<CardPage.Done> done = new ArrayList<>();
        for (Stored<AlertWorked> step : file.steps()) {
            if (step.counts()) {
                AlertWorked said = step.value();
                done.add(new CardPage.Done(said.getAt(), said.getBy(), words.say("did." + said.getKind()), List.of()));
            }
        }
        for (Stored<DecisionRecorded> decision : file.decisions()) {
            if (decision.counts()) {
                DecisionRecorded said = decision.value();
                String reason = said.getReason() == null
                        ? ""
                        : " ("
                                + words.sayOr(
                                        "reason." + said.getReason(),
                                        said.getReason().name()) + ')';
                String note = said.getNote().isEmpty() ? "" : ": " + said.getNote();
                done.add(new CardPage.Done(
                        said.getAt(),
                        said.getBy(),
                        words.say("did." + said.getKind(), act(said, words)) + reason + note,
                        List.of()));
            }
        }
        for (Stored<InspectionOutcome> outcome : file.outcomes()) {
            InspectionOutcome said = outcome.value();
            done.add(new CardPage.Done(
                    said.getReportedAt(),
                    said.getOffice() == null ? "" : said.getOffice(),
                    outcome(said, words),
                    said.getPhotos()));
        }
        done.sort(Comparator.comparing(CardPage.Done::at).reversed());
        return done;
    }
}
