// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Instant;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.records.ChosenRecords;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.Believable;
import portolan.scoring.manifest.Chosen;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeCode;
import portolan.scoring.manifest.Position;

/**
 * From the wire's outcome to the one that is decided with.
 *
 * <p>An outcome that contradicts itself is refused: it would teach nothing, and nobody would notice.
 */
final class OutcomeFields {
    private OutcomeFields() {}

    static Decoded read(InspectionOutcome wire, RawRecord raw) {
        FieldFaults faults = new FieldFaults(raw.timestamp());
        String tenant =
                faults.required("tenant", wire.getTenant(), FilingFields.LONGEST_TENANT, "say whose data it is");
        String key = faults.required(
                "consignmentKey",
                wire.getConsignmentKey(),
                ConsignmentKey.LONGEST,
                "name the consignment that was inspected");
        faults.atLeastOne("version", wire.getVersion());
        Instant reportedAt = faults.believable("reportedAt", wire.getReportedAt());
        OutcomeCode code = OutcomeCode.valueOf(wire.getCode().name());
        if (wire.getExamined() && code == OutcomeCode.NOT_EXAMINED) {
            faults.invalid("examined", "must be false where the code is NOT_EXAMINED", true);
        } else if (!wire.getExamined() && code != OutcomeCode.NOT_EXAMINED) {
            faults.invalid("examined", "must be true where there is a finding, or the code NOT_EXAMINED", false);
        }
        Chosen chosen = Chosen.UNSAID;
        try {
            chosen = ChosenRecords.read(wire);
        } catch (IllegalArgumentException e) {
            faults.invalid("selectedBy", "with what cannot be: " + e.getMessage(), wire.getSelectedBy());
        }
        Amounts.check(faults, "revenueRecovered", wire.getRevenueRecovered(), Believable.MONEY);
        if (!faults.isEmpty()) {
            return new Reject(
                    faults.reason(),
                    "outcome refused: " + faults.message() + "; correct it and report it again: consignment="
                            + FieldFaults.quote(key) + ", code=" + code + ", version=" + wire.getVersion(),
                    WireRecords.STAGE,
                    raw);
        }
        return LedgerInput.of(
                new Outcome(
                        tenant,
                        new ConsignmentKey(key),
                        code,
                        wire.getExamined(),
                        wire.getVersion(),
                        reportedAt,
                        FieldFaults.text(wire.getOffice()),
                        wire.getReason() == null ? null : wire.getReason().name(),
                        wire.getGoodsKind() == null ? null : wire.getGoodsKind().name(),
                        chosen,
                        raw.position(Position.Input.OUTCOME)),
                raw);
    }
}
