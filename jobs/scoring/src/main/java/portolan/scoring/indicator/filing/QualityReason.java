// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.indicator.filing;

/** Why a filing is poorer than it should be: the reason codes of data quality. */
public enum QualityReason {
    MISSING_PARTY,
    MISSING_COUNTRY,
    MISSING_DESCRIPTION,
    VAGUE_DESCRIPTION,
    MISSING_COMMODITY_CODE,
    MISSING_ORIGIN,
    MISSING_MASS,
    MISSING_PLACE,
    MISSING_TIME,
    MISSING_CONVEYANCE,
    MISSING_EQUIPMENT,
    /** A UN/LOCODE that does not exist. */
    UNKNOWN_PLACE,
    /** An HS code that does not exist. */
    UNKNOWN_COMMODITY_CODE,
    /** No country by ISO 3166-1. */
    UNKNOWN_COUNTRY,
    /** No currency by ISO 4217. */
    UNKNOWN_CURRENCY,
    /** No size type by ISO 6346, its predecessor or the trade's habits. */
    UNKNOWN_SIZE_TYPE,
    /** Stated totals that the items do not add up to. */
    CONTRADICTORY_TOTALS,
    /** A time that cannot be: years off, after the filing that states it as past, arrival before departure. */
    IMPOSSIBLE_TIME,
    /** A memory that should have been asked was not: a fault of ours, and no finding about the filing. */
    MISSING_EVIDENCE,
    /** A time, a count or an amount that nobody can mean: it counts as not stated. */
    NOT_COUNTED
}
