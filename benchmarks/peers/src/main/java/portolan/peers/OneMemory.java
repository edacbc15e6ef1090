// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.indicator.Catalogue;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.MemoryKind;
import portolan.scoring.kind.Remembered;
import portolan.scoring.kind.Visit;
import portolan.scoring.kind.shipper.ShipperMemory;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Answer;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.Scorer;

/**
 * The work of the workload <em>one memory</em>, the same for all who do it: a filing is measured against what is
 * remembered of its shipper and judged, then the memory learns it.
 *
 * <p>There is no ledger, so every filing is taken as a bill of its own; and nothing else is measured: neither what a
 * filing says by itself, nor the quality of its data.
 */
public final class OneMemory {
    /** What is remembered: the engine's own memory of shippers, with its indicators. */
    public static final Remembered<ShipperMemory> REMEMBERED = Catalogue.shipper();

    private static final MemoryKind<ShipperMemory> KIND = REMEMBERED.kind();
    private static final Measure<ShipperMemory> MEASURE = REMEMBERED.measure();
    private static final String NO_VERSION = "none";

    private final RuleSet ruleSet;
    private final RuleSetRef named;

    /** @param ruleText the rules that judge */
    public OneMemory(String ruleText) {
        ruleSet = RuleTexts.compiled(ruleText);
        named = RuleSetRef.unsigned(ruleSet);
    }

    /** Under which key a case is handled: its shipper's, or its own where nothing may be remembered of a shipper. */
    public static String key(CaseEvent event) {
        List<String> keys = KIND.keysOf(event.live());
        return keys.isEmpty() ? event.ledgerKey() : keys.get(0);
    }

    /** The call of a case at its shipper's memory; null where nothing may be remembered. */
    public static @Nullable Visit visit(CaseEvent event) {
        List<Visit> visits = Visit.of(KIND, event);
        return visits.isEmpty() ? null : visits.get(0);
    }

    /** Measures a case against the memory under its key, judges it and lets the memory learn. */
    public Assessment assess(CaseEvent event, ShipperMemory memory) {
        Visit visit = visit(event);
        if (visit == null) {
            return judge(event, Answer.NOTHING);
        }
        // Measure before learning: a consignment must not vouch for itself.
        Answer answer = MEASURE.of(visit, memory);
        visit.learn(KIND, memory);
        return judge(event, answer);
    }

    /** Judges a case by what its shipper's memory answered. */
    public Assessment judge(CaseEvent event, Answer answer) {
        return Scorer.assess(
                ruleSet,
                named,
                event,
                Readings.of(answer.readings()),
                DataQuality.COMPLETE,
                NO_VERSION,
                Reference.bundled());
    }
}
