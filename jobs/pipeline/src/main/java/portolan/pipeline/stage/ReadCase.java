// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.stage.OpenCases.AnsweredCase;
import portolan.pipeline.state.ReadingsBytes;
import portolan.scoring.indicator.Join;
import portolan.scoring.indicator.MissedBills;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.Fired;
import portolan.scoring.score.Scorer;

/** Reads a case that is answered. Reads no state and changes none: whatever fails here has done nothing. */
class ReadCase {
    private Reference reference;
    private Join join;

    ReadCase(AssessSettings settings) {
        this.reference = settings.reference();
        this.join = new Join(reference);
    }

    /**
     * What is read of a case.
     *
     * @param fired of each rule set in force, the champion first; nothing of a shadow that fails; empty where none
     *     learns
     * @param awaiting the readings to keep until bills are due; null where none are awaited
     */
    @SuppressWarnings("ArrayRecordComponent") // Lives between two lines of an operator; nobody compares it.
    record Read(Readings readings, DataQuality quality, List<Fired> fired, byte @Nullable [] awaiting) {}

    /**
     * Reads a case that is assessed.
     *
     * @param earlier what was read of a bill whose bills are due; null of any other case
     * @param known of the world at the time of the case
     * @return null if bills are due and none is missing
     */
    @Nullable
    Read of(AnsweredCase answered, @Nullable Readings earlier, InForce inForce, Reference known) {
        CaseEvent event = answered.event();
        if (known != reference) {
            reference = known;
            join = new Join(known);
        }
        Readings readings = earlier == null
                ? join.of(event, answered.answers())
                : MissedBills.of(event, earlier, answered.answers());
        if (readings == null) {
            return null;
        }
        DataQuality quality = DataQuality.of(event, reference).without(answered.missing());
        return new Read(
                readings,
                quality,
                inForce.learns() ? fired(event, readings, inForce) : List.of(),
                event.awaitsBills() ? ReadingsBytes.of(readings) : null);
    }

    private static List<Fired> fired(CaseEvent event, Readings readings, InForce inForce) {
        List<Fired> fired = new ArrayList<>(1 + inForce.shadows().size());
        Fired champions = Scorer.fire(inForce.champion().ruleSet(), event, readings);
        fired.add(champions);
        for (Judge shadow : inForce.shadows()) {
            try {
                fired.add(shadow.ruleSet().fire(champions.facts()));
            } catch (RuntimeException failure) {
                // One that is tried must cost nothing; who decides sets it aside.
                fired.add(Fired.nothing(champions.facts()));
            }
        }
        return fired;
    }
}
