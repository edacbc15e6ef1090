// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.reading;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The indicators this engine measures, by name and unit, in the order of {@code INDICATORS.md}. What each one is says
 * its {@link Definition}, beside the class that measures it. Rules and archives know them by {@link #ruleName()}, which
 * never changes once released.
 */
public enum Indicator {
    VAGUE_DESCRIPTION(Unit.FLAG),
    UNSPECIFIC_DESCRIPTION(Unit.FLAG),
    PLACEHOLDER_PARTY(Unit.FLAG),
    PARTY_WITHHELD(Unit.SURPRISE),
    INCOMPLETE_ADDRESS(Unit.FLAG),
    FORWARDER_AS_CONSIGNEE(Unit.FLAG),
    TO_ORDER_UNKNOWN_NOTIFY(Unit.FLAG),
    PARTY_IDENTITY_CONFLICT(Unit.FLAG),
    NAME_WITH_MANY_IDS(Unit.COUNT),
    SHARED_CONTACT(Unit.COUNT),
    UNLIKE_CONTACTS(Unit.COUNT),
    CONTACT_CHANGED(Unit.FLAG),
    TOTALS_MISMATCH(Unit.SHARE),
    LATE_FILING(Unit.FLAG),
    LEAD_TIME_OUT_OF_HABIT(Unit.SCORE_Z),
    AMENDMENT_CHURN(Unit.COUNT),
    MATERIAL_AMENDMENT(Unit.FLAG),
    CONSIGNEE_SWITCH(Unit.FLAG),
    CANCEL_AND_REFILE(Unit.FLAG),
    REFILED_FOR_OTHER(Unit.FLAG),
    DUPLICATE_BILL(Unit.FLAG),
    MASTER_WITHOUT_HOUSES(Unit.FLAG),
    ORPHAN_HOUSE(Unit.FLAG),
    FIRST_TIME_SHIPPER(Unit.FLAG),
    FIRST_TIME_CONSIGNEE(Unit.FLAG),
    FIRST_TIME_PAIR(Unit.FLAG),
    DORMANT_THEN_ACTIVE(Unit.FLAG),
    SILENCE_BEFORE(Unit.SURPRISE),
    DAYS_AWAKE(Unit.DAYS),
    WOKE_FOR_OTHERS(Unit.SURPRISE),
    HABITS_BROKEN(Unit.SURPRISE),
    BROKEN_FOR_STRANGER(Unit.SURPRISE),
    FREQUENCY_BURST(Unit.SURPRISE),
    COMMODITY_OUT_OF_PROFILE(Unit.SURPRISE),
    ORIGIN_OUT_OF_PROFILE(Unit.SURPRISE),
    DESTINATION_OUT_OF_PROFILE(Unit.SURPRISE),
    PACKAGE_WEIGHT_OUT_OF_HABIT(Unit.SCORE_Z),
    PACKAGE_WEIGHT_OUT_OF_RANGE(Unit.SCORE_Z),
    WEIGHT_OUT_OF_HABIT(Unit.SCORE_Z),
    NEW_FORWARDER(Unit.FLAG),
    SHIPPER_OFFENCE_RATE(Unit.BITS),
    CONSIGNEE_OFFENCE_RATE(Unit.BITS),
    CONSIGNEE_OFFICE_OFFENCE_RATE(Unit.BITS),
    COMMODITY_OFFENCE_RATE(Unit.BITS),
    NOTORIOUS_GOODS(Unit.BITS),
    PAIR_OFFENCE_RATE(Unit.BITS),
    FILER_OFFENCE_RATE(Unit.BITS),
    LINKED_TO_OFFENDER(Unit.COUNT),
    CONTACT_OFFENCE_RATE(Unit.BITS),
    FINDS_NEAR_SHIPPER(Unit.BITS),
    WATCHLIST_MATCH(Unit.FLAG),
    PHOENIX_PARTY(Unit.FLAG),
    SPLITTING(Unit.COUNT),
    BELOW_VALUE_LINE(Unit.SURPRISE),
    CONCENTRATION_FLIP(Unit.SHARE),
    DESCRIPTION_AGAINST_HS(Unit.BITS),
    WORDS_NEW_TO_GOODS(Unit.SHARE),
    UNIT_VALUE_OUT_OF_RANGE(Unit.SCORE_Z),
    VALUE_OUT_OF_HABIT(Unit.SCORE_Z),
    VALUE_BELOW_HABIT_AGAIN(Unit.COUNT),
    FACE_RATIO(Unit.RATIO),
    FREIGHT_ABOVE_VALUE(Unit.RATIO),
    REPEATED_VALUE(Unit.COUNT),
    IMPOSSIBLE_WEIGHT(Unit.FLAG),
    DENSITY_OUT_OF_RANGE(Unit.SCORE_Z),
    HEAVIER_THAN_GOODS(Unit.RATIO),
    VGM_MISMATCH(Unit.RATIO),
    ORIGIN_AGAINST_ROUTE(Unit.SURPRISE),
    ORIGIN_SWITCHED(Unit.BITS),
    ORIGIN_ON_THE_WAY(Unit.FLAG),
    VEHICLE_WITHOUT_VIN(Unit.FLAG),
    DUPLICATED_VIN(Unit.FLAG),
    REPEATED_PERSONAL_EFFECTS(Unit.COUNT),
    CONTAINER_CHECK_DIGIT(Unit.FLAG),
    IMPOSSIBLE_CONTAINER_REUSE(Unit.FLAG),
    OWNER_CARRIER_MISMATCH(Unit.FLAG),
    SEAL_REUSED(Unit.FLAG),
    SEAL_CHANGED(Unit.FLAG),
    SEAL_MISSING(Unit.FLAG),
    PORT_EXPOSURE(Unit.FLAG),
    ROUTE_RARITY(Unit.SURPRISE),
    ROUTE_DETOUR(Unit.SURPRISE),
    DETOUR_FACTOR(Unit.RATIO),
    LATE_DISCHARGE_CHANGE(Unit.FLAG),
    SHARED_BOX_OFFENCES(Unit.COUNT),
    REEFER_SETPOINT(Unit.FLAG),
    FREIGHT_PAID_CASH(Unit.FLAG),
    EMPTY_WITH_WEIGHT(Unit.FLAG),
    SHIPPER_CONSIGNMENTS(Unit.COUNT),
    CONSIGNEE_CONSIGNMENTS(Unit.COUNT),
    BASE_OFFENCE_RATE(Unit.SHARE),
    REPEAT_OFFENCE_RATE(Unit.SHARE);

    private static final Indicator[] ALL = values();
    private static final Map<String, Indicator> BY_NAME = new HashMap<>();

    static {
        for (Indicator indicator : values()) {
            BY_NAME.put(indicator.ruleName(), indicator);
        }
    }

    private final String ruleName;
    private final Unit unit;

    Indicator(Unit unit) {
        this.ruleName = name().toLowerCase(Locale.ROOT);
        this.unit = unit;
    }

    public Unit unit() {
        return unit;
    }

    /** The name in rules, archives and JSON: lower case with underscores. */
    public String ruleName() {
        return ruleName;
    }

    /** Its place in a flat array of readings, from 0; never stored, so the order of constants is free to change. */
    @SuppressWarnings("EnumOrdinal")
    public int slot() {
        return ordinal();
    }

    /** The indicator of a slot. */
    public static Indicator at(int slot) {
        return ALL[slot];
    }

    public static @Nullable Indicator named(String ruleName) {
        return BY_NAME.get(ruleName);
    }
}
