// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.stage.OpenCases.AnsweredCase;
import portolan.pipeline.state.ReadingsBytes;
import portolan.scoring.bank.Bank;
import portolan.scoring.bank.BankAnswer;
import portolan.scoring.bank.BankJoin;
import portolan.scoring.bank.BankValues;
import portolan.scoring.bank.Declaration;
import portolan.scoring.indicator.Join;
import portolan.scoring.indicator.MissedBills;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reference.Reference;

/** Reads a case that is answered. Reads no state and changes none: whatever fails here has done nothing. */
class ReadCase {
    /** Of declared memories, among those whose answers are missing. */
    private static final String DECLARED = "declared";

    private Reference reference;
    private Join join;
    private final @Nullable BankJoin declared;

    ReadCase(AssessSettings settings) {
        List<Declaration> declarations = settings.declarations();
        this.declared = declarations.isEmpty() ? null : new BankJoin(new Bank(declarations));
        this.reference = settings.reference();
        this.join = new Join(reference);
    }

    /**
     * What is read of a case.
     *
     * @param said by declared memories, as far as a rule set in force reads it
     * @param awaiting the readings to keep until bills are due; null where none are awaited
     */
    @SuppressWarnings("ArrayRecordComponent") // Lives between two lines of an operator; nobody compares it.
    record Read(Readings readings, DataQuality quality, BankValues said, byte @Nullable [] awaiting) {}

    /**
     * Reads a case that is assessed.
     *
     * @param earlier what was read of a bill whose bills are due; null of any other case
     * @param known of the world at the time of the case
     * @return null if bills are due and none is missing
     */
    @Nullable
    Read of(AnsweredCase answered, ReadingsBytes.@Nullable Read earlier, InForce inForce, Reference known) {
        CaseEvent event = answered.event();
        if (known != reference) {
            reference = known;
            join = new Join(known);
        }
        Readings readings = earlier == null
                ? join.of(event, answered.answers())
                : MissedBills.of(event, earlier.readings(), answered.answers());
        if (readings == null) {
            return null;
        }
        DataQuality quality = DataQuality.of(event, reference).without(answered.missing());
        BankAnswer answer = null;
        if (declared != null && event.kind() != CaseEvent.Kind.DUE) {
            // A case that was on its way when the job was started with other declarations asked for none of these.
            answer = answered.declared().isEmpty() ? null : declared.of(event, answered.declared());
            quality = answer == null ? quality.without(List.of(DECLARED)) : quality;
        }
        BankValues earlierSaid = earlier == null ? BankValues.NONE : earlier.said();
        BankValues said = answer == null ? earlierSaid : answer.known(inForce.memoriesRead());
        return new Read(
                readings,
                quality,
                said,
                // Nobody knows yet who judges when its bills are due, and what that one reads.
                event.awaitsBills() ? ReadingsBytes.of(readings, answer == null ? said : answer.known()) : null);
    }
}
