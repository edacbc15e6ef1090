// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import org.jspecify.annotations.Nullable;
import portolan.archive.ArchivedOutcome;
import portolan.records.ChosenRecords;
import portolan.schemas.avro.InspectionOutcome;
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
                ChosenRecords.read(wire));
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }
}
