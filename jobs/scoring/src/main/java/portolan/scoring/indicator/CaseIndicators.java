package portolan.scoring.indicator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.Freight;
import portolan.scoring.manifest.GoodsItem;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;

/** What a case event says by itself, beside reference data and without any memory: catalogue 1, 13, 14, 55, 60, 72. */
final class CaseIndicators {
    private final Reference reference;

    CaseIndicators(Reference reference) {
        this.reference = reference;
    }

    /** The readings of an event that has a live version; what the filing does not state gives none. */
    List<Reading> of(CaseEvent event) {
        Consignment consignment = event.live();
        List<Reading> readings = new ArrayList<>();
        addIfRead(readings, vagueDescription(consignment));
        addIfRead(readings, amendmentChurn(event));
        addIfRead(readings, ConsigneeSwitch.read(event));
        addIfRead(readings, containerCheckDigit(consignment));
        addIfRead(readings, portExposure(consignment));
        addIfRead(readings, freightPaidCash(consignment.freight()));
        return readings;
    }

    private static void addIfRead(List<Reading> readings, @Nullable Reading reading) {
        if (reading != null) {
            readings.add(reading);
        }
    }

    private @Nullable Reading vagueDescription(Consignment consignment) {
        int described = 0;
        for (GoodsItem item : consignment.items()) {
            String description = item.description();
            if (description == null || description.isBlank()) {
                continue;
            }
            described++;
            if (reference.vagueTerms().isVague(description, consignment.billLevel())) {
                return new Reading(
                        Indicator.VAGUE_DESCRIPTION,
                        1,
                        "item " + item.seq() + " is described as \"" + description.strip() + "\" and no more");
            }
        }
        return described == 0
                ? null
                : new Reading(
                        Indicator.VAGUE_DESCRIPTION,
                        0,
                        Wording.counted(described, "description", "descriptions")
                                + ", none on the list of vague terms");
    }

    private static Reading amendmentChurn(CaseEvent event) {
        int amendments = event.amendments();
        return new Reading(
                Indicator.AMENDMENT_CHURN,
                amendments,
                amendments == 0 ? "never amended" : "amended " + Wording.counted(amendments, "time", "times"));
    }

    private static @Nullable Reading containerCheckDigit(Consignment consignment) {
        int right = 0;
        for (Equipment equipment : consignment.equipment()) {
            String fault = ContainerNumber.fault(equipment.id(), consignment.mode());
            if (fault != null && !fault.isEmpty()) {
                return new Reading(Indicator.CONTAINER_CHECK_DIGIT, 1, fault);
            }
            right += fault == null ? 0 : 1;
        }
        return right == 0
                ? null
                : new Reading(
                        Indicator.CONTAINER_CHECK_DIGIT,
                        0,
                        Wording.counted(right, "container number", "container numbers")
                                + " with the right check digit");
    }

    private @Nullable Reading portExposure(Consignment consignment) {
        int known = 0;
        for (Leg leg : consignment.routing()) {
            String locode = leg.locode();
            boolean loads = leg.function() == LegFunction.LOAD;
            if (locode == null || !(loads || leg.function() == LegFunction.TRANSSHIP)) {
                continue;
            }
            known++;
            List<ExposedPorts.Exposure> exposures = reference.exposedPorts().of(locode);
            if (!exposures.isEmpty()) {
                ExposedPorts.Exposure first = exposures.get(0);
                return new Reading(
                        Indicator.PORT_EXPOSURE,
                        1,
                        (loads ? "loaded at " : "transshipped at ") + locode + " " + first.name() + ", named for "
                                + String.join(
                                        " and ",
                                        exposures.stream()
                                                .map(ExposedPorts.Exposure::threat)
                                                .toList())
                                + " (" + first.source() + ")");
            }
        }
        return known == 0
                ? null
                : new Reading(
                        Indicator.PORT_EXPOSURE,
                        0,
                        Wording.counted(known, "port", "ports") + " of loading and transshipment, none on the list");
    }

    private static @Nullable Reading freightPaidCash(@Nullable Freight freight) {
        if (freight == null) {
            return null;
        }
        return switch (freight.payment()) {
            case CASH -> new Reading(Indicator.FREIGHT_PAID_CASH, 1, "freight paid in cash" + amount(freight));
            case PREPAID -> new Reading(Indicator.FREIGHT_PAID_CASH, 0, "freight prepaid");
            case COLLECT -> new Reading(Indicator.FREIGHT_PAID_CASH, 0, "freight collect");
            case UNKNOWN -> null;
        };
    }

    private static String amount(Freight freight) {
        Double amount = freight.amount();
        if (amount == null) {
            return "";
        }
        String currency = freight.currency();
        return ": " + Wording.decimal(amount, 2) + (currency == null ? "" : " " + currency);
    }
}
