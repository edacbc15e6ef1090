// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

import java.util.ArrayList;
import java.util.List;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.reading.Definition;
import portolan.scoring.reading.Reading;
import portolan.scoring.reference.Reference;

/** What a case event says by itself, beside reference data and without any memory: everything of {@link #MEASURES}. */
public final class CaseIndicators {
    /** In the order of the catalogue's numbers; no measure knows of another. */
    static final List<CaseMeasure> MEASURES = List.of(
            new VagueDescription(),
            new UnspecificDescription(),
            new PlaceholderParty(),
            new IncompleteAddress(),
            new ForwarderAsConsignee(),
            new TotalsMismatch(),
            new LateFiling(),
            new AmendmentChurn(),
            new MaterialAmendment(),
            new ConsigneeSwitch(),
            new CancelAndRefile(),
            new RefiledForOther(),
            new DuplicateBill(),
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
            new LateDischargeChange(),
            new DetourFactor(),
            new ReeferSetpoint(),
            new FreightPaidCash(),
            new EmptyWithWeight(),
            new InvoiceAgainstValue(),
            new DocumentMass(),
            new DocumentPackages(),
            new DocumentParties(),
            new InvoiceAfterBill(),
            new DocumentExpired());

    private final Reference reference;

    public CaseIndicators(Reference reference) {
        this.reference = reference;
    }

    /** What these indicators are. */
    public static List<Definition> definitions() {
        return MEASURES.stream().map(CaseMeasure::definition).toList();
    }

    /** The readings of an event that has a live version; what the filing does not state gives none. */
    public List<Reading> of(CaseEvent event) {
        List<Reading> readings = new ArrayList<>(MEASURES.size());
        for (CaseMeasure measure : MEASURES) {
            List<Reading> read = measure.of(event, reference);
            for (int i = 0; i < read.size(); i++) {
                readings.add(read.get(i));
            }
        }
        return readings;
    }
}
