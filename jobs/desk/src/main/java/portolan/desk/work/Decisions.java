// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.desk.work.Answer.Why;
import portolan.desk.work.CaseWriter.Draft;
import portolan.desk.work.ReadBack.CaseNow;
import portolan.records.CaseStep;
import portolan.records.CaseStep.Hands;
import portolan.records.Evidence;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionKind;
import portolan.schemas.avro.DecisionReason;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;

/** What a form of an officer becomes: a decision to be written, or an answer, by how the consignment stands. */
final class Decisions {
    private final SecondLooks looks;
    private final Function<InspectionOutcome, String> photoGiven;

    /** @param photoGiven for what else a photograph of an outcome was given before; empty for nothing */
    Decisions(SecondLooks looks, Function<InspectionOutcome, String> photoGiven) {
        this.looks = looks;
        this.photoGiven = photoGiven;
    }

    /**
     * A decision, or the report of an outcome that one person does not simply say.
     *
     * @param outcome null for any other decision
     */
    Draft<DecisionRecorded> decide(
            WorkForm form, DecisionDraft draft, @Nullable InspectionOutcome outcome, CaseNow current, Instant at) {
        if (outcome != null && outcome.getVersion() != current.nextVersion()) {
            return Draft.done(Why.WRONG_VERSION);
        }
        Lane lane = current.lane();
        if (lane == null || !draft.assessmentId().equals(current.assessmentId())) {
            return Draft.done(Why.ASSESSED_AGAIN);
        }
        boolean unexplained =
                draft.reason() == DecisionReason.OTHER && draft.note().isBlank();
        boolean needed =
                outcome == null ? DecisionState.needsReason(draft.action(), lane) : DecisionState.needsReason(outcome);
        if (unexplained || (needed && draft.reason() == null)) {
            return Draft.done(Why.NEEDS_REASON);
        }
        Hands hands = (outcome == null ? CaseStep.of(draft.action()) : CaseStep.of(outcome)).hands(lane);
        if ((outcome != null || hands == Hands.TWO) && current.decisions().isReportOfAnother(form.by(), outcome)) {
            return Draft.done(Why.ANSWER_FIRST);
        }
        if (outcome != null && hands == Hands.ONE) {
            // It was red when the form was sent, and one person reports it now.
            return Draft.done(Why.ASSESSED_AGAIN);
        }
        if (outcome != null && hands == Hands.EVIDENCE) {
            Set<Evidence> missing = Evidence.missing(outcome);
            if (!form.by().equals(current.work().owner())) {
                missing.add(Evidence.CLAIM);
            }
            if (!missing.isEmpty()) {
                return new Draft<>(
                        null,
                        new Answer(
                                Why.NEEDS_EVIDENCE,
                                missing.stream().map(Evidence::name).toList()));
            }
        }
        // Of one box with several bills a photograph may be of each: another person sees for what else it was given.
        String given = outcome == null ? "" : photoGiven.apply(outcome);
        String note = draft.note().strip();
        return Draft.write(said(form, kind(form, hands, given, current), draft.action(), lane, at)
                .setAssessmentId(draft.assessmentId())
                .setReason(draft.reason())
                .setNote(note.isEmpty() || given.isEmpty() ? note + given : note + "; " + given)
                .setChecks(draft.checks())
                .setOutcome(outcome == null ? null : OutcomeJson.line(outcome))
                .build());
    }

    private DecisionKind kind(WorkForm form, Hands hands, String given, CaseNow current) {
        boolean isAlone = hands == Hands.ONE
                || (hands == Hands.EVIDENCE
                        && given.isEmpty()
                        && !current.decisions().isOutcomeProposed()
                        && !looks.isDrawn(form.tenant(), form.consignment()));
        return isAlone ? DecisionKind.RECORDED : DecisionKind.PROPOSED;
    }

    /** An approval or a refusal of what waits. */
    Draft<DecisionRecorded> answer(
            WorkForm form,
            DecisionKind kind,
            String proposal,
            @Nullable String assessment,
            String note,
            CaseNow current,
            Instant at) {
        DecisionRecorded pending = current.decisions().pending();
        DecisionRecorded inForce = current.decisions().inForce();
        boolean isAlone = inForce != null
                && inForce.getKind() == DecisionKind.RECORDED
                && inForce.getDecisionId().equals(proposal);
        if (kind == DecisionKind.REFUSED && inForce != null && isAlone) {
            return current.decisions().mayTakeBack(proposal, form.by(), at)
                    ? Draft.write(answered(form, kind, inForce, note, at))
                    : Draft.done(Why.TOO_LATE);
        }
        if (pending == null || !pending.getDecisionId().equals(proposal)) {
            return Draft.done(Why.NOTHING_WAITS);
        }
        if (!current.decisions().mayAnswer(kind, form.by(), form.role())) {
            return Draft.done(Why.NEEDS_ANOTHER);
        }
        String assessed = current.assessmentId();
        if (kind == DecisionKind.APPROVED
                && !(pending.getAssessmentId().equals(assessed) && Objects.equals(assessment, assessed))) {
            return Draft.done(Why.ASSESSED_AGAIN);
        }
        InspectionOutcome outcome = OutcomeJson.of(pending);
        if (kind == DecisionKind.APPROVED && outcome != null && outcome.getVersion() != current.nextVersion()) {
            return Draft.done(Why.WRONG_VERSION);
        }
        return Draft.write(answered(form, kind, pending, note, at));
    }

    private static DecisionRecorded answered(
            WorkForm form, DecisionKind kind, DecisionRecorded of, String note, Instant at) {
        return said(form, kind, of.getAction(), of.getLane(), at)
                .setAssessmentId(of.getAssessmentId())
                .setOf(of.getDecisionId())
                .setNote(note.strip())
                .build();
    }

    private static DecisionRecorded.Builder said(
            WorkForm form, DecisionKind kind, DecisionAction action, Lane lane, Instant at) {
        return DecisionRecorded.newBuilder()
                .setDecisionId(form.id())
                .setTenant(form.tenant())
                .setConsignmentKey(form.consignment())
                .setFollows(form.follows())
                .setKind(kind)
                .setAction(action)
                .setLane(lane)
                .setBy(form.by())
                .setRole(form.role())
                .setAt(at);
    }
}
