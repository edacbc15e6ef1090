// SPDX-License-Identifier: Apache-2.0
package portolan.records;

import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;

/**
 * The table of rights for the end of red: every step that a person takes on a consignment, or on what all of them are
 * judged by, and how many people it takes. Desk and command line ask this table and know no other; of documents it says
 * what the job goes by. Who may take a step at all is a table of the desk's server.
 */
public enum CaseStep {
    EXAMINE(Hands.ONE, Hands.ONE),
    SCAN(Hands.ONE, Hands.ONE),
    DO_NOT_LOAD(Hands.ONE, Hands.ONE),
    ASK_FILER(Hands.ONE, Hands.ONE),
    CHECK_DOCUMENTS(Hands.TWO, Hands.ONE),
    RELEASE(Hands.TWO, Hands.ONE),
    /** What an examination came to, whatever that is: a made-up slip or a small offence lets a box go as well as nothing. */
    REPORT_EXAMINED(Hands.EVIDENCE, Hands.ONE),
    REPORT_NOT_EXAMINED(Hands.TWO, Hands.ONE),
    CORRECT_OUTCOME(Hands.TWO, Hands.TWO),
    PUT_OFF(Hands.ONE, Hands.ONE),
    /** By whom it was put off before: else one person puts it off for ever. */
    PUT_OFF_AGAIN(Hands.TWO, Hands.ONE),
    /** Of all that a complete manifest leaves out: whoever reads messages knows no lane. */
    WITHDRAW_BY_HAND(Hands.TWO, Hands.TWO),
    CHANGE_RULES(DocumentKind.RULE_SET, RuleStep.Kind.ACTIVATE),
    ROLL_RULES_BACK(DocumentKind.RULE_SET, RuleStep.Kind.ROLL_BACK),
    /** There always is one in force. */
    END_RULES(DocumentKind.RULE_SET, RuleStep.Kind.RETIRE),
    SUPPRESS(DocumentKind.SUPPRESSIONS, RuleStep.Kind.ACTIVATE),
    BRING_SUPPRESSIONS_BACK(DocumentKind.SUPPRESSIONS, RuleStep.Kind.ROLL_BACK),
    END_SUPPRESSIONS(DocumentKind.SUPPRESSIONS, RuleStep.Kind.RETIRE),
    /** Also by leaving out whom it watched. */
    CHANGE_WATCH_LIST(DocumentKind.WATCH_LIST, RuleStep.Kind.ACTIVATE),
    BRING_WATCH_LIST_BACK(DocumentKind.WATCH_LIST, RuleStep.Kind.ROLL_BACK),
    END_WATCH_LIST(DocumentKind.WATCH_LIST, RuleStep.Kind.RETIRE),
    CHANGE_SENDERS(DocumentKind.SENDERS, RuleStep.Kind.ACTIVATE),
    BRING_SENDERS_BACK(DocumentKind.SENDERS, RuleStep.Kind.ROLL_BACK),
    END_SENDERS(DocumentKind.SENDERS, RuleStep.Kind.RETIRE);

    private final Hands red;
    private final Hands other;
    private final @Nullable DocumentKind document;
    private final RuleStep.@Nullable Kind step;

    CaseStep(Hands red, Hands other) {
        this(red, other, null, null);
    }

    CaseStep(DocumentKind document, RuleStep.Kind step) {
        this(hands(document, step), hands(document, step), document, step);
    }

    CaseStep(Hands red, Hands other, @Nullable DocumentKind document, RuleStep.@Nullable Kind step) {
        this.red = red;
        this.other = other;
        this.document = document;
        this.step = step;
    }

    private static Hands hands(DocumentKind document, RuleStep.Kind step) {
        return document.takesTwo(step) ? Hands.TWO : Hands.ONE;
    }

    /** How many people a step takes. */
    public enum Hands {
        /** Whoever may take it takes it alone. */
        ONE,
        /** One person with evidence; where the consignment is drawn for a second look, two. */
        EVIDENCE,
        /** One proposes it, another agrees. */
        TWO
    }

    /** How many people it takes; what was not assessed yet, null, may be red. */
    public Hands hands(@Nullable Lane lane) {
        return lane == null || lane == Lane.RED ? red : other;
    }

    /** What it is a step with; null for a consignment. */
    public @Nullable DocumentKind document() {
        return document;
    }

    /** What it does with a document; null of a consignment. */
    public RuleStep.@Nullable Kind step() {
        return step;
    }

    /**
     * The step that a decision is.
     *
     * @throws IllegalArgumentException for one of a later release
     */
    public static CaseStep of(DecisionAction action) {
        return valueOf(action.name());
    }

    /** The step that the report of an outcome is. */
    public static CaseStep of(InspectionOutcome outcome) {
        if (outcome.getVersion() > 1) {
            return CORRECT_OUTCOME;
        }
        return outcome.getCode() == OutcomeCode.NOT_EXAMINED ? REPORT_NOT_EXAMINED : REPORT_EXAMINED;
    }
}
