// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.stage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.stage.Decided.Before;
import portolan.pipeline.stage.OpenCases.AnsweredCase;
import portolan.pipeline.state.Kept;
import portolan.pipeline.state.ReadingsBytes;
import portolan.scoring.indicator.Join;
import portolan.scoring.indicator.MissedBills;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.lanes.Selected;
import portolan.scoring.lanes.Selecting;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.score.Alerts;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Scorer;

/** Decides what comes of a case that is answered. Reads no state and changes none: whatever fails here has done nothing. */
class DecideCase {
    private static final byte[] NOTHING = {};
    private static final Instant FIRST = Instant.ofEpochMilli(Long.MIN_VALUE);
    private static final Instant LAST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final AssessSettings settings;
    private final Join join;

    DecideCase(AssessSettings settings) {
        this.settings = settings;
        this.join = new Join(settings.reference());
    }

    /**
     * Decides on a case that is assessed.
     *
     * @param earlier what was read of a bill whose bills are due; null of any other case
     * @return null if bills are due and none is missing
     */
    @Nullable
    Decided assessed(AnsweredCase answered, @Nullable Readings earlier, InForce inForce, Before before) {
        CaseEvent event = answered.event();
        Readings readings =
                earlier == null ? readings(event, answered) : MissedBills.of(event, earlier, answered.answers());
        if (readings == null) {
            return null;
        }
        DataQuality quality = DataQuality.of(event, settings.reference()).without(answered.missing());
        Judge champion = inForce.champion();
        Assessment assessment = assessment(champion, event, readings, quality);
        Alerts alerts = event.kind() == CaseEvent.Kind.CONTESTED
                ? before.book().onClaim(assessment)
                : before.book().on(assessment);
        Selecting selecting =
                Selecting.of(before.selected(), assessment, event.live().office(), champion.ruleSet());
        return new Decided(
                assessment,
                shadows(inForce, event, readings, quality),
                selecting.changes(),
                alerts.news(),
                event.awaitsBills() ? ReadingsBytes.of(readings) : null,
                kept(event, alerts, selecting.selected()));
    }

    final Readings readings(CaseEvent event, AnsweredCase answered) {
        return join.of(event, answered.answers());
    }

    Decided withdrawn(CaseEvent event, Before before) {
        if (before.kept() == null) {
            return new Decided(null, List.of(), List.of(), List.of(), null, null);
        }
        Alerts alerts = before.book().onWithdrawal(event);
        return new Decided(null, List.of(), List.of(), alerts.news(), null, kept(event, alerts, before.selected()));
    }

    private List<Decided.Shadow> shadows(InForce inForce, CaseEvent event, Readings readings, DataQuality quality) {
        List<Decided.Shadow> shadows = new ArrayList<>(inForce.shadows().size());
        for (Judge judge : inForce.shadows()) {
            try {
                shadows.add(new Decided.Shadow(judge, assessment(judge, event, readings, quality), null));
            } catch (RuntimeException failure) {
                // One that is tried must not cost what the one in force says.
                shadows.add(new Decided.Shadow(judge, null, failure));
            }
        }
        return shadows;
    }

    Assessment assessment(Judge judge, CaseEvent event, Readings readings, DataQuality quality) {
        Assessment assessment = Scorer.assess(
                judge.ruleSet(),
                judge.named(),
                event,
                readings,
                quality,
                settings.engineVersion(),
                settings.reference().version());
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
