// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import org.jspecify.annotations.Nullable;
import portolan.archive.ArchivedOutcome;
import portolan.schemas.avro.InspectionOutcome;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.OutcomeCode;

/** From an outcome's record on the wire to what is archived of it. */
public final class OutcomeRecords {
    private OutcomeRecords() {}

    public static ArchivedOutcome archived(InspectionOutcome wire) {
        return new ArchivedOutcome(
                wire.getOutcomeId(),
                wire.getTenant(),
                wire.getConsignmentKey(),
                OutcomeCode.valueOf(wire.getCode().name()),
                wire.getExamined(),
                wire.getVersion(),
                wire.getReportedAt(),
                wire.getOffice(),
                name(wire.getReason()),
                name(wire.getGoodsKind()),
                wire.getRevenueRecovered(),
                wire.getCurrency(),
                chosen(wire));
    }

    /** What goes with another way of choosing says nothing. */
    static Chosen chosen(InspectionOutcome wire) {
        if (wire.getSelectedBy() == null) {
            return Chosen.UNKNOWN;
        }
        Chosen.By by = Chosen.By.valueOf(wire.getSelectedBy().name());
        boolean isEngine = by == Chosen.By.ENGINE;
        return new Chosen(
                by,
                by == Chosen.By.RANDOM ? wire.getSelectedShare() : null,
                isEngine ? name(wire.getSelectedLane()) : null,
                isEngine ? FieldFaults.text(wire.getSelectedRuleSet()) : null);
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }
}
