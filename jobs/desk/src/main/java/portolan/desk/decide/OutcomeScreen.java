// SPDX-License-Identifier: Apache-2.0
package portolan.desk.decide;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.console.outcomes.Examination;
import portolan.console.outcomes.OutcomeDraft;
import portolan.desk.card.CardScreen;
import portolan.desk.card.ShownCase;
import portolan.desk.index.CaseFile;
import portolan.desk.index.CaseRow;
import portolan.desk.index.DeskIndex;
import portolan.desk.server.Action;
import portolan.desk.server.Links;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.work.Answer;
import portolan.desk.work.DecisionDraft;
import portolan.desk.work.WorkForm;
import portolan.desk.work.WorkLog;
import portolan.records.CaseStep;
import portolan.records.ChosenRecords;
import portolan.records.Evidence;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionReason;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.InspectionPlace;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;
import portolan.scoring.manifest.Chosen;

/** The form for what an inspection came to, and what it taught. */
public record OutcomeScreen(DeskIndex index, WorkLog log) implements Screen {
    private static final int OPEN_SHOWN = 20;
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.REPORT_OUTCOME, "/outcome", this::outcomeForm);
        routes.post(Action.REPORT_OUTCOME, "/outcome", this::outcome);
        routes.post(Action.CORRECT_OUTCOME, "/outcome/correct", this::correct);
        routes.get(Action.REPORT_OUTCOME, "/taught", this::taught);
    }

    /**
     * What the form of an outcome shows.
     *
     * @param isMine whether the consignment is of who fills it in
     */
    public record OutcomePage(
            ConsignmentAssessed shown,
            @Nullable Lane lane,
            List<OutcomeCode> codes,
            @Nullable InspectionOutcome before,
            boolean isMine,
            String stepId,
            String follows) {
        public OutcomePage {
            codes = List.copyOf(codes);
        }

        /** Whether a first report of it counts only once a second person agrees; a correction always does. */
        public boolean needsTwo(OutcomeCode code) {
            return before == null
                    && code == OutcomeCode.NOT_EXAMINED
                    && CaseStep.REPORT_NOT_EXAMINED.hands(lane) == CaseStep.Hands.TWO;
        }

        /** Whether one person reports what an examination came to with evidence only. */
        public boolean needsEvidence() {
            return before == null && CaseStep.REPORT_EXAMINED.hands(lane) == CaseStep.Hands.EVIDENCE;
        }

        /** Places that can be searched: papers are none. */
        public List<InspectionPlace> places() {
            return Evidence.SEARCHED;
        }

        public String query() {
            return Links.query(shown.getTenant(), shown.getConsignmentKey());
        }
    }

    private void outcomeForm(Request request) {
        ShownCase shown = ShownCase.of(index, request, log, "opened the outcome of");
        CaseFile file = shown.file();
        String last = file.decision().last();
        List<OutcomeCode> codes = new ArrayList<>(List.of(OutcomeCode.NOTHING_FOUND, OutcomeCode.NOT_EXAMINED));
        for (OutcomeCode code : OutcomeCode.values()) {
            if (!codes.contains(code)) {
                codes.add(code);
            }
        }
        request.show(
                "decide/outcome.jte",
                new OutcomePage(
                        shown.assessment(),
                        file.row().lane(),
                        codes,
                        file.outcome(),
                        request.user().name().equals(file.work().owner()),
                        UUID.randomUUID().toString(),
                        last == null ? "" : last));
    }

    private void outcome(Request request) {
        WorkForm form = Forms.form(request, null);
        Answer answer = log.outcome(form, draft(request, 1), examination(request, null));
        Forms.check(request, answer);
        request.goOn(
                answer.why() == Answer.Why.WAITS
                        ? Links.card(form.tenant(), form.consignment())
                        : "/taught?" + Links.query(form.tenant(), form.consignment()));
    }

    private void correct(Request request) {
        CaseFile file = CardScreen.file(index, request);
        InspectionOutcome before = file.outcome();
        WorkForm form = Forms.form(request, Forms.optional(request.value("follows")));
        Answer answer = log.correct(
                form,
                new DecisionDraft(
                        Objects.requireNonNull(file.row().assessmentId(), "it was assessed"),
                        DecisionAction.CORRECT_OUTCOME,
                        DecisionReason.OTHER,
                        request.value("note"),
                        List.of()),
                draft(request, before == null ? 1 : before.getVersion() + 1),
                examination(request, before));
        Forms.check(request, answer);
        request.goOn(Links.card(form.tenant(), form.consignment()));
    }

    private static OutcomeDraft draft(Request request, int version) {
        return new OutcomeDraft(
                request.needed("key"),
                request.needed("code"),
                request.needed("tenant"),
                Forms.optional(request.value("office")),
                Forms.optional(request.value("notExamined")),
                Forms.optional(request.value("goodsKind")),
                version,
                null,
                Forms.optional(request.value("recovered")),
                Forms.optional(request.value("currency")),
                Forms.optional(request.value("remarks")));
    }

    private static Examination examination(Request request, @Nullable InspectionOutcome before) {
        String minutes = request.value("minutes");
        Chosen chosen = request.value("selectedBy").isEmpty()
                ? Chosen.UNSAID
                : Chosen.by(Forms.choice(Chosen.By.class, request, "selectedBy"));
        // The field for a typed one is sent empty where nobody typed.
        List<String> photos = request.values("photo").stream()
                .map(hash -> hash.strip().toLowerCase(Locale.ROOT))
                .filter(hash -> !hash.isEmpty())
                .toList();
        if (!photos.stream().allMatch(hash -> SHA_256.matcher(hash).matches())) {
            throw RefusedException.badInput(request.words().say("answer.photo"));
        }
        try {
            return new Examination(
                    request.value("place").isEmpty() ? null : Forms.choice(InspectionPlace.class, request, "place"),
                    minutes.isEmpty() ? null : Integer.valueOf(minutes),
                    request.values("check"),
                    photos,
                    chosen.correcting(before == null ? Chosen.UNSAID : ChosenRecords.read(before)));
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
        ShownCase shown = ShownCase.of(index, request, log, "saw what was taught of");
        CaseFile file = shown.file();
        Set<String> names = new LinkedHashSet<>();
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
        List<CaseRow> open = index.openSharing(file.row().key(), OPEN_SHOWN);
        InspectionOutcome outcome = file.outcome();
        String code = outcome == null ? "" : outcome.getCode().name();
        request.show(
                "decide/taught.jte",
                new TaughtPage(
                        shown.assessment(), request.words().sayOr("outcome." + code, code), List.copyOf(names), open));
    }
}
