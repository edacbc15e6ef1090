// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import portolan.console.evidence.EvidenceWriter;
import portolan.console.outcomes.Examination;
import portolan.console.outcomes.OutcomeDraft;
import portolan.desk.work.Answer.Why;
import portolan.desk.work.CaseWriter.Draft;
import portolan.desk.work.ReadBack.CaseNow;
import portolan.records.CaseStep;
import portolan.records.CaseStep.Hands;
import portolan.schemas.avro.AlertWorked;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionKind;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.DeskAudited;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.WorkKind;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaAccess;
import portolan.topics.KafkaFault;

/**
 * Writes what users of the desk do, and answers once the desk has read it back. Before it writes, it reads the topic to
 * its end: a form that was written already, by whichever desk and whatever became of that desk, is not written again. Two desks that get it in the same moment may both write it, under one key.
 *
 * <p>Whether a user may do something at all is the server's to say; here is only what needs another user.
 */
public final class WorkLog implements AuditNotes, AutoCloseable {
    /** Far longer than brokers take, and so short that whoever waits for a page is told. */
    private static final Duration NOTED_WITHIN = Duration.ofSeconds(3);

    /** The same while it takes nothing: nobody waits long for what the one before was told. */
    private static final Duration ONCE_AWAY = Duration.ofMillis(500);

    private final TopicWriter writer;
    private final ReadBack readBack;
    private final CaseWriter cases;
    private final Decisions decisions;
    private final Clock clock;
    private final AtomicLong unaudited = new AtomicLong();
    private volatile boolean isAway;

    /**
     * One log.
     *
     * @param looks which of red consignments a second person looks at
     * @throws KafkaFault if the settings of the clients cannot be used
     */
    public WorkLog(KafkaAccess access, EvidenceWriter evidence, ReadBack readBack, SecondLooks looks, Clock clock) {
        this.writer = new TopicWriter(access, evidence);
        this.readBack = readBack;
        this.cases = new CaseWriter(writer, readBack);
        this.decisions = new Decisions(looks, readBack::photoGiven);
        this.clock = clock;
    }

    /** The officer has it, whoever had it on the page. */
    public Answer claim(WorkForm form) {
        return step(form, WorkKind.CLAIMED, null, "");
    }

    /** Nobody has it. */
    public Answer release(WorkForm form, String note) {
        return step(form, WorkKind.RELEASED, null, note);
    }

    /** Nobody has it, and it is hidden until a time that lies ahead. Nobody does so twice with red goods. */
    public Answer snooze(WorkForm form, Instant until, String note) {
        return until.isAfter(clock.instant()) ? step(form, WorkKind.SNOOZED, until, note) : Answer.of(Why.NEEDS_TIME);
    }

    private Answer step(WorkForm form, WorkKind kind, @Nullable Instant until, String note) {
        AlertWorked step = AlertWorked.newBuilder()
                .setStepId(form.id())
                .setTenant(form.tenant())
                .setConsignmentKey(form.consignment())
                .setFollows(form.follows())
                .setKind(kind)
                .setBy(form.by())
                .setRole(form.role())
                .setAt(now())
                .setUntil(until)
                .setNote(note.strip())
                .build();
        return cases.write(
                form,
                Topics.ALERTS_WORKED,
                current -> {
                    if (current.work().isKnown(form.id())) {
                        return Draft.done(stands(current.work().counts(form.id())));
                    }
                    if (kind == WorkKind.SNOOZED
                            && current.work().puttingOff(form.by()).hands(current.lane()) == Hands.TWO) {
                        return Draft.done(Why.NEEDS_COLLEAGUE);
                    }
                    // The state is ours: what it makes of the step, it will make of it once it is written.
                    return current.work().read(step) ? Draft.write(step) : Draft.done(Why.OVERTAKEN);
                },
                current -> stands(current.work().counts(form.id())));
    }

    /** Decides; what needs a second person is proposed. */
    public Answer decide(WorkForm form, DecisionDraft draft) {
        return draft.action() == DecisionAction.CORRECT_OUTCOME
                ? Answer.of(Why.BAD_OUTCOME)
                : decide(form, draft, null);
    }

    private Answer decide(WorkForm form, DecisionDraft draft, @Nullable InspectionOutcome outcome) {
        Answer answer = writeDecision(form, current -> decisions.decide(form, draft, outcome, current, now()));
        return outcome == null ? answer : finished(form, answer);
    }

    /**
     * Approves what waits; of an outcome, also reports it: until then it teaches nothing and ends nothing. What was
     * assessed again since it was proposed is refused and proposed anew: nobody approves what they did not see.
     *
     * @param assessment that the page showed
     */
    public Answer approve(WorkForm form, String proposal, String assessment, String note) {
        return finished(form, answer(form, DecisionKind.APPROVED, proposal, assessment, note));
    }

    /** Refuses what waits, or takes back what one proposed, or just decided alone. */
    public Answer refuse(WorkForm form, String proposal, String note) {
        return answer(form, DecisionKind.REFUSED, proposal, null, note);
    }

    private Answer answer(WorkForm form, DecisionKind kind, String proposal, @Nullable String assessment, String note) {
        return writeDecision(form, current -> decisions.answer(form, kind, proposal, assessment, note, current, now()));
    }

    /** What counts now is reported, where it is an outcome. */
    private Answer finished(WorkForm form, Answer answer) {
        return answer.why() == Why.COUNTS ? finishCorrection(form.tenant(), form.consignment()) : answer;
    }

    private Answer writeDecision(WorkForm form, Function<CaseNow, Draft<DecisionRecorded>> draft) {
        return cases.write(
                form,
                Topics.DECISIONS_RECORDED,
                current -> {
                    if (current.decisions().isKnown(form.id())) {
                        return Draft.done(standing(current, form.id()));
                    }
                    Draft<DecisionRecorded> made = draft.apply(current);
                    DecisionRecorded said = made.value();
                    return said == null || current.decisions().read(said) ? made : Draft.done(Why.OVERTAKEN);
                },
                current -> standing(current, form.id()));
    }

    private static Why standing(CaseNow current, String id) {
        DecisionRecorded pending = current.decisions().pending();
        boolean waits = pending != null && pending.getDecisionId().equals(id);
        return waits ? Why.WAITS : stands(current.decisions().counts(id));
    }

    /** Reports what an inspection came to, and how it went: the first report only, another one corrects it. What needs a second person is proposed. */
    public Answer outcome(WorkForm form, OutcomeDraft draft, Examination examination) {
        OutcomeDraft.Checked checked = draft.check(clock.instant(), examination);
        if (!checked.faults().isEmpty()) {
            return new Answer(Why.BAD_OUTCOME, checked.faults());
        }
        InspectionOutcome outcome = checked.outcome();
        outcome.setOutcomeId(form.id());
        CaseNow now = readBack.now(form.tenant(), form.consignment());
        if (now != null && !isReported(now, form.id()) && !isSaidAlone(form, outcome, now)) {
            return vouch(form, outcome);
        }
        return cases.write(
                form,
                Topics.INSPECTIONS_REPORTED,
                current -> {
                    if (isReported(current, form.id())) {
                        return Draft.done(Why.COUNTS);
                    }
                    if (!isSaidAlone(form, outcome, current)) {
                        return Draft.done(Why.ASSESSED_AGAIN);
                    }
                    return current.nextVersion() == 1 && outcome.getVersion() == 1
                            ? Draft.write(outcome)
                            : Draft.done(Why.WRONG_VERSION);
                },
                current -> inForce(current, form.id()));
    }

    /** What an inspection came to is said of no decision, and so follows whatever was decided last. */
    private Answer vouch(WorkForm form, InspectionOutcome outcome) {
        return finished(form, writeDecision(form, current -> {
            String assessment = current.assessmentId();
            return assessment == null
                    ? Draft.done(Why.ASSESSED_AGAIN)
                    : decisions.decide(
                            form.following(current.decisions().last()),
                            new DecisionDraft(assessment, DecisionAction.CORRECT_OUTCOME, null, "", List.of()),
                            outcome,
                            current,
                            now());
        }));
    }

    /** Of goods that were red a colleague's report may wait still: it is not overtaken by another. */
    private static boolean isSaidAlone(WorkForm form, InspectionOutcome outcome, CaseNow current) {
        return CaseStep.of(outcome).hands(current.lane()) == Hands.ONE
                && !current.decisions().isReportOfAnother(form.by(), outcome);
    }

    private static boolean isReported(CaseNow current, String id) {
        return current.outcomes().stream().anyMatch(one -> one.getOutcomeId().equals(id));
    }

    private static Why inForce(CaseNow current, String id) {
        InspectionOutcome outcome = current.outcome();
        return stands(outcome != null && outcome.getOutcomeId().equals(id));
    }

    /** Proposes another outcome in place of the one that was reported, and says how the inspection went. */
    public Answer correct(WorkForm form, DecisionDraft decision, OutcomeDraft draft, Examination examination) {
        OutcomeDraft.Checked checked = draft.check(clock.instant(), examination);
        if (!checked.faults().isEmpty()) {
            return new Answer(Why.BAD_OUTCOME, checked.faults());
        }
        InspectionOutcome outcome = checked.outcome();
        outcome.setOutcomeId(form.id());
        return outcome.getVersion() == 1 ? Answer.of(Why.WRONG_VERSION) : decide(form, decision, outcome);
    }

    /**
     * Reports the last outcome that a second person approved, if that was not done yet: a desk may have ended between
     * the two.
     */
    public Answer finishCorrection(String tenant, String consignment) {
        CaseNow now = readBack.now(tenant, consignment);
        DecisionRecorded correction = now == null ? null : now.decisions().correction();
        if (correction == null) {
            return Answer.of(Why.COUNTS);
        }
        InspectionOutcome outcome = OutcomeJson.of(correction);
        if (outcome == null) {
            return Answer.of(Why.BAD_OUTCOME);
        }
        String id = correction.getDecisionId();
        WorkForm form = new WorkForm(tenant, consignment, id, null, correction.getBy(), correction.getRole());
        return cases.write(
                form,
                Topics.INSPECTIONS_REPORTED,
                current -> current.outcomes().stream()
                                .anyMatch(one -> one.getOutcomeId().equals(id)
                                        && current.decisions().isAgreed(one))
                        ? Draft.done(Why.COUNTS)
                        : Draft.write(outcome),
                current -> inForce(current, id));
    }

    @Override
    public void audit(String by, String role, String action, String subject, String detail) {
        try {
            writer.await(noted(by, role, action, subject, detail), isAway ? ONCE_AWAY : NOTED_WITHIN);
            isAway = false;
        } catch (KafkaFault e) {
            isAway = true;
            unaudited.incrementAndGet();
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before a look was noted", e);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the stage hears of it
    public void auditLater(String by, String role, String action, String subject, String detail) {
        noted(by, role, action, subject, detail).whenComplete((place, failed) -> {
            if (failed != null) {
                unaudited.incrementAndGet();
            }
        });
    }

    private CompletableFuture<RecordMetadata> noted(
            String by, String role, String action, String subject, String detail) {
        return writer.send(
                Topics.DESK_AUDITED,
                DeskAudited.newBuilder()
                        .setAt(now())
                        .setBy(by)
                        .setRole(role)
                        .setAction(action)
                        .setSubject(subject)
                        .setDetail(detail)
                        .build());
    }

    /** Lines of the audit that Kafka did not take since the desk was started. */
    public long unaudited() {
        return unaudited.get();
    }

    private static Why stands(boolean counts) {
        return counts ? Why.COUNTS : Why.OVERTAKEN;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void close() {
        writer.close();
    }
}
