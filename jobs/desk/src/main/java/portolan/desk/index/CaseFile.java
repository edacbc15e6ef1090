// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import portolan.desk.work.DecisionState;
import portolan.desk.work.ReadBack;
import portolan.desk.work.WorkState;
import portolan.schemas.avro.AlertRaised;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.ConsignmentAssessed;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;

/**
 * All that is known of one consignment, each list in the order of its topic.
 *
 * @param work the steps that count
 * @param decision the decisions that count
 */
public record CaseFile(
        CaseRow row,
        List<Stored<Filing>> filings,
        List<Stored<ConsignmentAssessed>> assessments,
        List<Stored<AlertRaised>> alerts,
        List<Stored<AlertWorked>> steps,
        List<Stored<DecisionRecorded>> decisions,
        List<Stored<InspectionOutcome>> outcomes,
        WorkState work,
        DecisionState decision) {
    /** The assessment in force; null before the first. */
    public @Nullable ConsignmentAssessed assessment() {
        return assessments.isEmpty()
                ? null
                : assessments.get(assessments.size() - 1).value();
    }

    /** The lane to show with an assessment: with the one in force that of the consignment, which an alert may make stricter. */
    public String laneName(ConsignmentAssessed shown) {
        return shown.getAssessmentId().equals(row.assessmentId())
                ? row.laneName()
                : shown.getLane().name();
    }

    /** The last filing that states the whole bill; null where only parts of it were read. */
    public @Nullable Filing filing() {
        return whole(filings);
    }

    static @Nullable Filing whole(List<Stored<Filing>> filings) {
        Filing whole = null;
        for (Stored<Filing> filing : filings) {
            EventKind kind = filing.value().getEventKind();
            whole = kind == EventKind.CREATE || kind == EventKind.REPLACE ? filing.value() : whole;
        }
        return whole;
    }

    /** The outcome in force: the highest version; null before the first. */
    public @Nullable InspectionOutcome outcome() {
        InspectionOutcome best = null;
        for (Stored<InspectionOutcome> outcome : outcomes) {
            best = best == null || outcome.value().getVersion() > best.getVersion() ? outcome.value() : best;
        }
        return best;
    }

    /** How it stands for who is about to write a step: without what was filed and assessed. */
    static ReadBack.CaseNow now(CaseRow row, long id, Records records) {
        WorkState work = new WorkState();
        DecisionState decision = new DecisionState();
        records.of(AlertWorked.class, Kind.STEP, id).forEach(step -> work.read(step.value()));
        records.of(DecisionRecorded.class, Kind.DECISION, id).forEach(said -> decision.read(said.value()));
        List<InspectionOutcome> outcomes = records.of(InspectionOutcome.class, Kind.OUTCOME, id).stream()
                .map(Stored::value)
                .toList();
        return new ReadBack.CaseNow(row.assessmentId(), row.lane(), work, decision, outcomes);
    }

    static CaseFile of(CaseRow row, long id, Records records) {
        WorkState work = new WorkState();
        DecisionState decision = new DecisionState();
        List<Stored<AlertWorked>> steps =
                firstOfEach(records.of(AlertWorked.class, Kind.STEP, id), AlertWorked::getStepId).stream()
                        .map(step -> step.counting(work.read(step.value())))
                        .toList();
        List<Stored<DecisionRecorded>> decisions =
                firstOfEach(records.of(DecisionRecorded.class, Kind.DECISION, id), DecisionRecorded::getDecisionId)
                        .stream()
                        .map(said -> said.counting(decision.read(said.value())))
                        .toList();
        return new CaseFile(
                row,
                records.of(Filing.class, Kind.FILING, id),
                lastOfEach(records.of(ConsignmentAssessed.class, Kind.ASSESSMENT, id)),
                records.of(AlertRaised.class, Kind.ALERT, id),
                steps,
                decisions,
                firstOfEach(records.of(InspectionOutcome.class, Kind.OUTCOME, id), InspectionOutcome::getOutcomeId),
                work,
                decision);
    }

    /** A form that reached two desks at once is written twice, under the same identity: the first one counts. */
    private static <T> List<Stored<T>> firstOfEach(List<Stored<T>> all, Function<T, String> identity) {
        Set<String> seen = new HashSet<>();
        return all.stream().filter(one -> seen.add(identity.apply(one.value()))).toList();
    }

    /** A job that starts again writes some assessments twice, under the same identity: the last one counts. */
    private static List<Stored<ConsignmentAssessed>> lastOfEach(List<Stored<ConsignmentAssessed>> all) {
        List<Stored<ConsignmentAssessed>> last = new ArrayList<>();
        for (Stored<ConsignmentAssessed> one : all) {
            last.removeIf(before ->
                    before.value().getAssessmentId().equals(one.value().getAssessmentId()));
            last.add(one);
        }
        return last;
    }
}
