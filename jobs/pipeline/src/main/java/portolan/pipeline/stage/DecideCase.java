// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.DecideInput;
import portolan.pipeline.stage.Decided.Before;
import portolan.pipeline.state.Kept;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.lanes.Selected;
import portolan.scoring.lanes.Selecting;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reference.Reference;
import portolan.scoring.rules.SuppressionsInForce;
import portolan.scoring.score.Alerts;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Scorer;

/** Decides what comes of a case that is answered. Reads no state and changes none: whatever fails here has done nothing. */
class DecideCase {
    private static final byte[] NOTHING = {};
    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final AssessSettings settings;

    DecideCase(AssessSettings settings) {
        this.settings = settings;
    }

    /** Decides on a case that was read. */
    Decided assessed(
            DecideInput input, InForce inForce, SuppressionsInForce suppressions, Reference reference, Before before) {
        CaseEvent event = input.theCase();
        Readings readings = Objects.requireNonNull(input.readings(), "what is assessed was read");
        DataQuality quality = Objects.requireNonNull(input.quality(), "what is assessed was read");
        Judge champion = inForce.champion();
        Assessment assessment = assessment(champion, event, readings, quality, input.said(), suppressions, reference);
        Alerts alerts = event.kind() == CaseEvent.Kind.CONTESTED
                ? before.book().onClaim(assessment)
                : before.book().on(assessment);
        Selecting selecting =
                Selecting.of(before.selected(), assessment, event.live().office(), champion.ruleSet());
        return new Decided(
                assessment,
                shadows(inForce, event, readings, quality, input.said(), suppressions, reference),
                selecting.changes(),
                alerts.news(),
                kept(event, alerts, selecting.selected()));
    }

    Decided withdrawn(CaseEvent event, Before before) {
        if (before.kept() == null) {
            return new Decided(null, List.of(), List.of(), List.of(), null);
        }
        Alerts alerts = before.book().onWithdrawal(event);
        return new Decided(null, List.of(), List.of(), alerts.news(), kept(event, alerts, before.selected()));
    }

    private List<Decided.Shadow> shadows(
            InForce inForce,
            CaseEvent event,
            Readings readings,
            DataQuality quality,
            BankValues said,
            SuppressionsInForce suppressions,
            Reference reference) {
        List<Decided.Shadow> shadows = new ArrayList<>(inForce.shadows().size());
        for (Judge judge : inForce.shadows()) {
            try {
                shadows.add(new Decided.Shadow(
                        judge, assessment(judge, event, readings, quality, said, suppressions, reference), null));
            } catch (RuntimeException failure) {
                // One that is tried must not cost what the one in force says.
                shadows.add(new Decided.Shadow(judge, null, failure));
            }
        }
        return shadows;
    }

    Assessment assessment(
            Judge judge,
            CaseEvent event,
            Readings readings,
            DataQuality quality,
            BankValues said,
            SuppressionsInForce suppressions,
            Reference reference) {
        Assessment assessment = Scorer.assess(
                judge.ruleSet(),
                judge.named(),
                event,
                readings,
                quality,
                Scorer.fire(judge.ruleSet(), event, readings, judge.answer(said)),
                suppressions.of(judge.ruleSet(), event.live(), event.position().orderTime()),
                settings.engineVersion(),
                reference);
        // Exchanges, topics and archives write milliseconds: what does not fit them must not get that far.
        inMillis("filed at", assessment.filedAt());
        inMillis("assessed at", assessment.assessedAt());
        if (assessment.decisionDueBy() != null) {
            inMillis("decision due by", assessment.decisionDueBy());
        }
        return assessment;
    }

    private static void inMillis(String what, Instant time) {
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw new ArithmeticException("a time does not fit milliseconds: " + what + '=' + time);
        }
    }

    private @Nullable Kept kept(CaseEvent event, Alerts alerts, @Nullable Selected selected) {
        if (alerts.book().isEmpty() && selected == null) {
            return null;
        }
        // Never before the ledger forgets the consignment: its next version must find the alert that it updates.
        long until = settings.ledger().forgottenBy(event.position().orderTime());
        byte[] beside = selected == null ? NOTHING : selected.toBytes();
        return new Kept(until, alerts.book().toBytes(), beside);
    }
}
