// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.scoring.indicator.filing.AmendmentChurn;
import portolan.scoring.indicator.filing.CaseIndicator;
import portolan.scoring.indicator.filing.ConsigneeSwitch;
import portolan.scoring.indicator.filing.ContainerCheckDigit;
import portolan.scoring.indicator.filing.DetourFactor;
import portolan.scoring.indicator.filing.DocumentExpired;
import portolan.scoring.indicator.filing.DocumentMass;
import portolan.scoring.indicator.filing.DocumentPackages;
import portolan.scoring.indicator.filing.DocumentParties;
import portolan.scoring.indicator.filing.DuplicateBill;
import portolan.scoring.indicator.filing.EmptyWithWeight;
import portolan.scoring.indicator.filing.FaceRatio;
import portolan.scoring.indicator.filing.ForwarderAsConsignee;
import portolan.scoring.indicator.filing.FreightAboveValue;
import portolan.scoring.indicator.filing.FreightPaidCash;
import portolan.scoring.indicator.filing.ImpossibleWeight;
import portolan.scoring.indicator.filing.IncompleteAddress;
import portolan.scoring.indicator.filing.InvoiceAfterBill;
import portolan.scoring.indicator.filing.InvoiceAgainstValue;
import portolan.scoring.indicator.filing.LateDischargeChange;
import portolan.scoring.indicator.filing.LateFiling;
import portolan.scoring.indicator.filing.MaterialAmendment;
import portolan.scoring.indicator.filing.OriginOnTheWay;
import portolan.scoring.indicator.filing.PlaceholderParty;
import portolan.scoring.indicator.filing.PortExposure;
import portolan.scoring.indicator.filing.ReeferSetpoint;
import portolan.scoring.indicator.filing.SealChanged;
import portolan.scoring.indicator.filing.SealMissing;
import portolan.scoring.indicator.filing.TotalsMismatch;
import portolan.scoring.indicator.filing.UnspecificDescription;
import portolan.scoring.indicator.filing.VagueDescription;
import portolan.scoring.indicator.filing.VehicleWithoutVin;
import portolan.scoring.indicator.filing.VgmMismatch;
import portolan.scoring.indicator.filing.WatchlistMatch;
import portolan.scoring.kind.NameConflict;
import portolan.scoring.kind.RepeatedPersonalEffects;
import portolan.scoring.kind.Splitting;
import portolan.scoring.kind.base.BaseRateIndicators;
import portolan.scoring.kind.bill.BillIndicators;
import portolan.scoring.kind.commodity.CommodityIndicators;
import portolan.scoring.kind.commodity.GoodsTraffic;
import portolan.scoring.kind.commodity.GoodsWeights;
import portolan.scoring.kind.commodity.NotoriousGoods;
import portolan.scoring.kind.consignee.BelowValueLine;
import portolan.scoring.kind.consignee.ConsigneeIndicators;
import portolan.scoring.kind.consignee.Hauliers;
import portolan.scoring.kind.consignee.ToOrderNotify;
import portolan.scoring.kind.consignee.WokenConsignee;
import portolan.scoring.kind.contact.ContactIndicators;
import portolan.scoring.kind.contact.FindsNearby;
import portolan.scoring.kind.container.ContainerIndicators;
import portolan.scoring.kind.container.MovesOfBox;
import portolan.scoring.kind.filer.FilerIndicators;
import portolan.scoring.kind.filer.StatedParties;
import portolan.scoring.kind.passage.PassageIndicators;
import portolan.scoring.kind.repeats.RepeatIndicators;
import portolan.scoring.kind.seal.SealIndicators;
import portolan.scoring.kind.shipper.BrokenHabits;
import portolan.scoring.kind.shipper.OriginSwitched;
import portolan.scoring.kind.shipper.RepeatedFigures;
import portolan.scoring.kind.shipper.ShipperCircle;
import portolan.scoring.kind.shipper.ShipperIndicators;
import portolan.scoring.kind.shipper.ShipperProfile;
import portolan.scoring.kind.shipper.ShipperRhythm;
import portolan.scoring.kind.shipper.ShipperWeights;
import portolan.scoring.kind.shipper.ValueBelowHabitAgain;
import portolan.scoring.kind.shipper.ValueOutOfHabit;
import portolan.scoring.kind.vehicle.VehicleIndicators;
import portolan.scoring.layout.Constants;
import portolan.scoring.reading.Indicator;

/** The indicators this engine measures: one line each, in the order of {@code INDICATORS.md} and of all output. */
public final class Indicators {
    private static final List<Indicator> UNDIVIDED_ONES = List.of(
            new VagueDescription(),
            new UnspecificDescription(),
            new PlaceholderParty(),
            StatedParties.PARTY_WITHHELD,
            new IncompleteAddress(),
            new ForwarderAsConsignee(),
            ToOrderNotify.TO_ORDER_UNKNOWN_NOTIFY,
            NameConflict.PARTY_IDENTITY_CONFLICT,
            ContactIndicators.NAME_WITH_MANY_IDS,
            ContactIndicators.SHARED_CONTACT,
            ContactIndicators.UNLIKE_CONTACTS,
            ShipperCircle.CONTACT_CHANGED,
            TotalsMismatch.INSTANCE,
            new LateFiling(),
            FilerIndicators.LEAD_TIME_OUT_OF_HABIT,
            new AmendmentChurn(),
            new MaterialAmendment(),
            new ConsigneeSwitch(),
            ContainerIndicators.CANCEL_AND_REFILE,
            ContainerIndicators.REFILED_FOR_OTHER,
            DuplicateBill.INSTANCE,
            BillIndicators.MASTER_WITHOUT_HOUSES,
            BillIndicators.ORPHAN_HOUSE,
            ShipperIndicators.FIRST_TIME_SHIPPER,
            ConsigneeIndicators.FIRST_TIME_CONSIGNEE,
            ShipperCircle.FIRST_TIME_PAIR,
            ShipperRhythm.DORMANT_THEN_ACTIVE,
            BrokenHabits.SILENCE_BEFORE,
            BrokenHabits.DAYS_AWAKE,
            BrokenHabits.WOKE_FOR_OTHERS,
            WokenConsignee.CONSIGNEE_WOKE,
            BrokenHabits.HABITS_BROKEN,
            BrokenForStranger.BROKEN_FOR_STRANGER,
            ShipperRhythm.FREQUENCY_BURST,
            ShipperProfile.COMMODITY_OUT_OF_PROFILE,
            ShipperProfile.ORIGIN_OUT_OF_PROFILE,
            ShipperProfile.DESTINATION_OUT_OF_PROFILE,
            ShipperWeights.PACKAGE_WEIGHT_OUT_OF_HABIT,
            GoodsWeights.PACKAGE_WEIGHT_OUT_OF_RANGE,
            ShipperWeights.WEIGHT_OUT_OF_HABIT,
            ShipperCircle.NEW_FORWARDER,
            ShipperIndicators.SHIPPER_OFFENCE_RATE,
            ConsigneeIndicators.CONSIGNEE_OFFENCE_RATE,
            ConsigneeIndicators.CONSIGNEE_OFFICE_OFFENCE_RATE,
            CommodityIndicators.COMMODITY_OFFENCE_RATE,
            NotoriousGoods.NOTORIOUS_GOODS,
            ContactIndicators.PAIR_OFFENCE_RATE,
            FilerIndicators.FILER_OFFENCE_RATE,
            ContactIndicators.LINKED_TO_OFFENDER,
            ContactIndicators.CONTACT_OFFENCE_RATE,
            FindsNearby.FINDS_NEAR_SHIPPER,
            new WatchlistMatch(),
            PhoenixParty.PHOENIX_PARTY,
            Splitting.SPLITTING,
            BelowValueLine.BELOW_VALUE_LINE,
            ShipperCircle.CONCENTRATION_FLIP,
            DescriptionAgainstHs.DESCRIPTION_AGAINST_HS,
            GoodsTraffic.WORDS_NEW_TO_GOODS,
            GoodsTraffic.UNIT_VALUE_OUT_OF_RANGE,
            ValueOutOfHabit.VALUE_OUT_OF_HABIT,
            ValueBelowHabitAgain.VALUE_BELOW_HABIT_AGAIN,
            new FaceRatio(),
            new FreightAboveValue(),
            StaysInPorts.PHANTOM_SHIPMENT,
            RepeatedFigures.REPEATED_VALUE,
            new ImpossibleWeight(),
            GoodsWeights.DENSITY_OUT_OF_RANGE,
            GoodsWeights.HEAVIER_THAN_GOODS,
            new VgmMismatch(),
            GoodsTraffic.ORIGIN_AGAINST_ROUTE,
            OriginSwitched.ORIGIN_SWITCHED,
            new OriginOnTheWay(),
            new VehicleWithoutVin(),
            VehicleIndicators.DUPLICATED_VIN,
            RepeatedPersonalEffects.REPEATED_PERSONAL_EFFECTS,
            new ContainerCheckDigit(),
            ContainerIndicators.IMPOSSIBLE_CONTAINER_REUSE,
            MovesOfBox.IMPOSSIBLE_MOVES,
            FilerIndicators.OWNER_CARRIER_MISMATCH,
            SealIndicators.SEAL_REUSED,
            new SealChanged(),
            new SealMissing(),
            new PortExposure(),
            GoodsTraffic.ROUTE_RARITY,
            PassageIndicators.ROUTE_DETOUR,
            new DetourFactor(),
            StaysInPorts.TRANSSHIPMENT_DWELL,
            MovesOfBox.MOVED_IN_TRANSSHIPMENT,
            MovesOfBox.EMPTY_ON_FULL_BILL,
            Hauliers.NEW_HAULIER,
            new LateDischargeChange(),
            ContainerIndicators.SHARED_BOX_OFFENCES,
            new ReeferSetpoint(),
            new FreightPaidCash(),
            new EmptyWithWeight(),
            new InvoiceAgainstValue(),
            new DocumentMass(),
            new DocumentPackages(),
            new DocumentParties(),
            new InvoiceAfterBill(),
            new DocumentExpired(),
            ShipperIndicators.SHIPPER_CONSIGNMENTS,
            ConsigneeIndicators.CONSIGNEE_CONSIGNMENTS,
            BaseRateIndicators.BASE_OFFENCE_RATE,
            RepeatIndicators.REPEAT_OFFENCE_RATE);

    private static final List<Indicator> ALL = Indicator.listed(UNDIVIDED_ONES);

    /** How many are no parts: these come first. */
    public static final int UNDIVIDED = UNDIVIDED_ONES.size();

    /** By the bytes of their stored names. */
    public static final Constants<Indicator> STORED = new Constants<>("Indicator", ALL, Indicator::storedName);

    /** What is read of a case event alone. */
    static final List<CaseIndicator> OF_CASES = UNDIVIDED_ONES.stream()
            .filter(CaseIndicator.class::isInstance)
            .map(CaseIndicator.class::cast)
            .toList();

    private static final List<Indicator> BY_FIND =
            ALL.stream().filter(indicator -> !indicator.parts().isEmpty()).toList();

    private static final Map<String, Indicator> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Indicator::ruleName, Function.identity()));

    private Indicators() {}

    /** All of them by slot: parts last. */
    public static List<Indicator> all() {
        return ALL;
    }

    /** Those that are no parts. */
    public static List<Indicator> undivided() {
        return UNDIVIDED_ONES;
    }

    /** The rates of offences that have a part for each kind of find. */
    public static List<Indicator> byFind() {
        return BY_FIND;
    }

    /** The indicator of a slot. */
    public static Indicator at(int slot) {
        return ALL.get(slot);
    }

    /** The one that rules call so; null where there is none. */
    public static @Nullable Indicator named(String ruleName) {
        return BY_NAME.get(ruleName);
    }

    /** The same, of a name that is known to be one. */
    public static Indicator get(String ruleName) {
        Indicator indicator = named(ruleName);
        if (indicator == null) {
            throw new IllegalArgumentException("there is no such indicator: " + ruleName);
        }
        return indicator;
    }
}
