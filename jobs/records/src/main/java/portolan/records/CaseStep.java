// SPDX-License-Identifier: Apache-2.0
package portolan.records;

import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;

/**
 * The table of rights for the end of red: every step that a person takes on a consignment, and how many people it takes.
 * Desk and command line ask this table and know no other. Who may take a step at all is a table of the desk's server.
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
    PUT_OFF_AGAIN(Hands.TWO, Hands.ONE);

    private final Hands red;
    private final Hands other;

    CaseStep(Hands red, Hands other) {
        this.red = red;
        this.other = other;
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
