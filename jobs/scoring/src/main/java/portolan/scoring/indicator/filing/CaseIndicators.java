// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.ArrayList;
import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/** What a case event says by itself, beside reference data and without any memory; no indicator knows of another. */
public final class CaseIndicators {
    static final List<CaseIndicator> ALL = List.of(
            new VagueDescription(),
            new UnspecificDescription(),
            new PlaceholderParty(),
            new IncompleteAddress(),
            new ForwarderAsConsignee(),
            TotalsMismatch.INSTANCE,
            new LateFiling(),
            new AmendmentChurn(),
            new MaterialAmendment(),
            new ConsigneeSwitch(),
            DuplicateBill.INSTANCE,
            new WatchlistMatch(),
            new FaceRatio(),
            new FreightAboveValue(),
            new ImpossibleWeight(),
            new VgmMismatch(),
            new OriginOnTheWay(),
            new VehicleWithoutVin(),
            new ContainerCheckDigit(),
            new SealChanged(),
            new SealMissing(),
            new PortExposure(),
            new DetourFactor(),
            new LateDischargeChange(),
            new ReeferSetpoint(),
            new FreightPaidCash(),
            new EmptyWithWeight(),
            new InvoiceAgainstValue(),
            StatedSum.mass(),
            StatedSum.packages(),
            new DocumentParties(),
            new InvoiceAfterBill(),
            new DocumentExpired());

    private final Reference reference;

    public CaseIndicators(Reference reference) {
        this.reference = reference;
    }

    /** The readings of an event that has a live version; what the filing does not state gives none. */
    public List<Reading> of(CaseEvent event) {
        List<Reading> readings = new ArrayList<>(ALL.size());
        for (CaseIndicator indicator : ALL) {
            Reading.addIfRead(readings, indicator.of(event, reference));
        }
        Reading.addIfRead(readings, CancelAndRefile.read(event));
        Reading.addIfRead(readings, RefiledForOther.read(event));
        return readings;
    }
}
