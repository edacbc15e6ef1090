// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.records.CaseStep;
import portolan.records.CaseStep.Hands;
import portolan.records.Evidence;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.DecisionKind;
import portolan.schemas.avro.DecisionRecorded;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;

/**
 * What was decided about one consignment: the records that count, read in the order of their topic. A record counts if
 * it follows the last one that does. What takes two people, by {@link CaseStep}, is proposed, and is in force once
 * another user in the role of a supervisor approved it. What one person decided alone they may take back at once.
 */
public final class DecisionState {
    /** Role whose approval counts, as records name it. */
    public static final String SUPERVISOR = "supervisor";

    /** For so long whoever decided alone may take it back; by then nobody has acted on it. */
    public static final Duration TAKEN_BACK_WITHIN = Duration.ofSeconds(10);

    private final Set<String> seen = new HashSet<>();
    private final Set<String> counted = new HashSet<>();
    private final Map<String, DecisionRecorded> agreed = new HashMap<>();
    private @Nullable String last;
    private @Nullable DecisionRecorded inForce;
    private @Nullable DecisionRecorded alone;
    private @Nullable DecisionRecorded before;
    private @Nullable DecisionRecorded correction;
    private @Nullable DecisionRecorded pending;
    private @Nullable DecisionRecorded overtaken;
    private boolean isOutcomeProposed;

    /** Whether something was found that an officer looks for; a slip is none. */
    public static boolean isFind(OutcomeCode code) {
        return switch (code) {
            case NOTHING_FOUND, NOT_EXAMINED, MINOR_DISCREPANCY -> false;
            case DOCUMENT_FRAUD,
                    MISDECLARED_GOODS,
                    UNDERVALUED,
                    FALSE_ORIGIN,
                    PROHIBITED_GOODS,
                    SMUGGLED_GOODS,
                    PROHIBITED_PARTY,
                    OFFENCE_UNSPECIFIED -> true;
        };
    }

    /**
     * Whether the action goes against the lane, so that it needs a reason. Asking the filer is open in every lane; an
     * outcome goes against none.
     */
    public static boolean needsReason(DecisionAction action, Lane lane) {
        return switch (action) {
            case EXAMINE, SCAN, DO_NOT_LOAD -> lane != Lane.RED;
            case CHECK_DOCUMENTS -> lane != Lane.YELLOW;
            case RELEASE -> lane == Lane.RED || lane == Lane.YELLOW;
            case CORRECT_OUTCOME, ASK_FILER, UNKNOWN -> false;
        };
    }

    /** Whether the outcome replaces one that was reported, so that it needs a reason; a first one says itself why. */
    public static boolean needsReason(InspectionOutcome outcome) {
        return outcome.getVersion() > 1;
    }

    private static boolean needsReason(DecisionRecorded said) {
        if (said.getOutcome() == null) {
            return needsReason(said.getAction(), said.getLane());
        }
        InspectionOutcome outcome = OutcomeJson.of(said);
        // What nobody can read may replace another.
        return outcome == null || needsReason(outcome);
    }

    /** Reads the next record; whether it counts. */
    public boolean read(DecisionRecorded said) {
        boolean isNew = seen.add(said.getDecisionId());
        if (!isNew || !Objects.equals(said.getFollows(), last)) {
            return false;
        }
        boolean counts =
                switch (said.getKind()) {
                    case RECORDED -> isSound(said) && maySayAlone(said);
                    case PROPOSED -> isSound(said) && mayPropose(said);
                    case APPROVED -> mayAnswer(said);
                    case REFUSED -> mayTakeBack(said.getOf(), said.getBy(), said.getAt()) || mayAnswer(said);
                    case UNKNOWN -> false;
                };
        if (counts) {
            take(said);
        }
        return counts;
    }

    /** Of an outcome, only with all evidence; and never once one of this consignment was proposed: that asks for two. */
    private boolean maySayAlone(DecisionRecorded said) {
        if (said.getOutcome() == null) {
            return CaseStep.of(said.getAction()).hands(said.getLane()) == Hands.ONE;
        }
        InspectionOutcome outcome = OutcomeJson.of(said);
        return outcome != null
                && CaseStep.of(outcome) == CaseStep.REPORT_EXAMINED
                && Evidence.missing(outcome).isEmpty()
                && !isOutcomeProposed;
    }

    private static boolean mayPropose(DecisionRecorded said) {
        return said.getOutcome() != null || CaseStep.of(said.getAction()).hands(said.getLane()) == Hands.TWO;
    }

    private void take(DecisionRecorded said) {
        last = said.getDecisionId();
        counted.add(said.getDecisionId());
        DecisionRecorded settled =
                switch (said.getKind()) {
                    case RECORDED -> said;
                    case APPROVED -> pending;
                    case PROPOSED, REFUSED, UNKNOWN -> null;
                };
        DecisionRecorded standing = inForce;
        DecisionRecorded waiting = pending;
        boolean isRefused = said.getKind() == DecisionKind.REFUSED;
        boolean isTakenBack =
                isRefused && alone != null && alone.getDecisionId().equals(said.getOf());
        if (isRefused) {
            counted.remove(said.getOf());
        }
        // A decision overtakes what waits, but no report: what was found needs a second person's word, whoever decides.
        boolean isReportKept = said.getKind() == DecisionKind.RECORDED
                && said.getOutcome() == null
                && waiting != null
                && waiting.getOutcome() != null;
        pending = said.getKind() == DecisionKind.PROPOSED ? said : isReportKept ? waiting : null;
        if (settled != null && settled.getOutcome() != null) {
            correction = settled;
            agreed.put(settled.getDecisionId(), settled);
        } else if (settled != null) {
            inForce = settled;
        } else if (isTakenBack) {
            inForce = before;
            pending = overtaken;
        }
        alone = said.getKind() == DecisionKind.RECORDED && said.getOutcome() == null ? said : null;
        before = standing;
        overtaken = waiting;
        isOutcomeProposed |= pending != null && pending.getOutcome() != null;
    }

    private static boolean isSound(DecisionRecorded said) {
        boolean isOutcome = said.getAction() == DecisionAction.CORRECT_OUTCOME;
        return said.getAction() != DecisionAction.UNKNOWN
                && isOutcome == (said.getOutcome() != null)
                && (said.getReason() != null || !needsReason(said));
    }

    private boolean mayAnswer(DecisionRecorded said) {
        return pending != null
                && pending.getDecisionId().equals(said.getOf())
                && mayAnswer(said.getKind(), said.getBy(), said.getRole());
    }

    /** Whether this user's approval or refusal of what waits counts. Who proposed it may take it back. */
    public boolean mayAnswer(DecisionKind kind, String user, String role) {
        // A name in other letters is the same person.
        boolean isProposer = pending != null && plain(pending.getBy()).equals(plain(user));
        boolean isSupervisor = plain(role).equals(SUPERVISOR);
        return kind == DecisionKind.APPROVED ? isSupervisor && !isProposer : isSupervisor || isProposer;
    }

    /** Whether this user takes back the last decision, which is theirs alone, in time. */
    boolean mayTakeBack(@Nullable String decision, String user, Instant at) {
        return alone != null
                && alone.getDecisionId().equals(decision)
                && plain(alone.getBy()).equals(plain(user))
                && !at.isAfter(alone.getAt().plus(TAKEN_BACK_WITHIN));
    }

    /**
     * Whether what somebody else reported waits for a second person, and stays: a find takes the place of what is none.
     *
     * @param instead what is reported in its place; null where it is no report
     */
    boolean isReportOfAnother(String user, @Nullable InspectionOutcome instead) {
        if (pending == null || plain(pending.getBy()).equals(plain(user))) {
            return false;
        }
        InspectionOutcome waits = OutcomeJson.of(pending);
        return waits != null && (instead == null || isFind(waits.getCode()) || !isFind(instead.getCode()));
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** Whether a record of this name was read, whether it counts or not. */
    public boolean isKnown(String id) {
        return seen.contains(id);
    }

    /** Whether a record of this name was read and counts, or did before others followed it; not once it was taken back. */
    public boolean counts(String id) {
        return counted.contains(id);
    }

    /** Whether two people, or one with evidence, said this, and not only something under its name. */
    public boolean isAgreed(InspectionOutcome reported) {
        DecisionRecorded said = agreed.get(reported.getOutcomeId());
        InspectionOutcome outcome = said == null ? null : OutcomeJson.of(said);
        return outcome != null
                && outcome.getCode() == reported.getCode()
                && outcome.getVersion() == reported.getVersion();
    }

    /** Whether an outcome was proposed, so that no later one is said by one person. */
    public boolean isOutcomeProposed() {
        return isOutcomeProposed;
    }

    /** What the next record has to follow; null before the first. */
    public @Nullable String last() {
        return last;
    }

    /** The decision in force, which may have been proposed; null when there is none. An outcome is none. */
    public @Nullable DecisionRecorded inForce() {
        return inForce;
    }

    /** The last outcome that may be reported: of red goods, or a corrected one; null when there is none. */
    public @Nullable DecisionRecorded correction() {
        return correction;
    }

    /** What waits for a second person; null when nothing does. */
    public @Nullable DecisionRecorded pending() {
        return pending;
    }
}
