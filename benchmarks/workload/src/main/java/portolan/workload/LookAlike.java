// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.Locale;

/** Honest conduct that shares one or two traces with a scheme; what tells them apart stands in {@code SCHEMES.md}. */
public enum LookAlike {
    SEASONAL_RETURN(Scheme.HIJACKED_DORMANT, 2),
    REVIVED_BUSINESS(Scheme.HIJACKED_DORMANT, 1),
    NEWCOMER(Scheme.PHOENIX, 1),
    BUSINESS_CENTRE(Scheme.PHOENIX, 1),
    SUBSIDIARY(Scheme.PHOENIX, 1),
    NEW_SUPPLIER(Scheme.PHOENIX, 1),
    CUSTOMS_RESEAL(Scheme.RIP_ON, 1),
    SEAL_SLIP(Scheme.RIP_ON, 1),
    SEAL_DAMAGED(Scheme.RIP_ON, 1),
    SHORT_SEAL(Scheme.RIP_ON, 1),
    SOLD_AT_SEA(Scheme.CONSIGNEE_SWITCH, 1.2),
    CONSIGNEE_SLIP(Scheme.CONSIGNEE_SWITCH, 1),
    CONSIGNEE_SPELLING(Scheme.CONSIGNEE_SWITCH, 1),
    DIVERTED_SHIP(Scheme.CONSIGNEE_SWITCH, 0.8),
    NEW_PRODUCT_LINE(Scheme.COVER_LOAD, 1),
    OTHER_PACKAGING(Scheme.COVER_LOAD, 1),
    HS_SLIP(Scheme.COVER_LOAD, 1),
    SALE_PRICE(Scheme.UNDERVALUATION, 1),
    LOW_GRADE(Scheme.UNDERVALUATION, 1),
    STRONG_CURRENCY(Scheme.UNDERVALUATION, 0.6),
    SMALL_ORDERS(Scheme.SPLITTING, 1),
    RESTOCKING(Scheme.SPLITTING, 1),
    WEBSHOP(Scheme.SPLITTING, 1),
    HUB_TRADER(Scheme.FALSE_ORIGIN, 1),
    NEW_SOURCE(Scheme.FALSE_ORIGIN, 1),
    NEW_ROUTE(Scheme.FALSE_ORIGIN, 1),
    ORIGIN_SLIP(Scheme.FALSE_ORIGIN, 0.6),
    BOX_SLIP(Scheme.CLONED_CONTAINER, 2),
    BOX_CHECK_DIGIT(Scheme.CLONED_CONTAINER, 1),
    ROLLED_BOX(Scheme.CLONED_CONTAINER, 1),
    QUICK_TURN(Scheme.CLONED_CONTAINER, 1),
    POUNDS_SLIP(Scheme.IMPOSSIBLE_WEIGHT, 1.5),
    VGM_ROUNDED(Scheme.IMPOSSIBLE_WEIGHT, 1),
    BOX_VOLUME(Scheme.IMPOSSIBLE_WEIGHT, 1),
    HEAVY_BOX(Scheme.IMPOSSIBLE_WEIGHT, 1),
    DUNNAGE(Scheme.IMPOSSIBLE_WEIGHT, 0.5),
    HONEST_REFILE(Scheme.CANCEL_REFILE, 1.2),
    ROLLED_REFILE(Scheme.CANCEL_REFILE, 0.8),
    OFFICE_CHANGE(Scheme.CANCEL_REFILE, 1),
    FORWARDER_CHANGE(Scheme.CANCEL_REFILE, 1),
    NOTORIOUS_SIBLING(Scheme.NOTORIOUS_GOODS, 1),
    NOTORIOUS_INNOCENT(Scheme.NOTORIOUS_GOODS, 0),
    AGENT_PHONE(Scheme.CONTACT_RING, 1),
    GROUP_COMPANY(Scheme.CONTACT_RING, 1),
    QUIET_QUARTER(Scheme.LENT_NAME, 1),
    REGAINED_TRADE(Scheme.LENT_NAME, 1),
    PARCEL_POINT(Scheme.SPREAD_SPLITTING, 1),
    GIFT_SEASON(Scheme.SPREAD_SPLITTING, 1),
    BOX_REPLACED(Scheme.SWAPPED_BOX, 1),
    RESOLD_REFILE(Scheme.SWAPPED_BOX, 1),
    NEXT_TENANT(Scheme.SAME_ADDRESS, 1),
    SHARED_BUILDING(Scheme.SAME_ADDRESS, 1),
    NEW_BRANCH(Scheme.ALL_NEW, 1),
    EXPORT_DRIVE(Scheme.ALL_NEW, 1),
    PREMIUM_LINE(Scheme.OVER_INVOICING, 1),
    RUSH_PRICE(Scheme.OVER_INVOICING, 1);

    /** Look-alikes for each offence: above the promised three, so that chance keeps it there. */
    static final double EACH = 3.6;

    private final Scheme scheme;
    private final double weight;

    LookAlike(Scheme scheme, double weight) {
        this.scheme = scheme;
        this.weight = weight;
    }

    /** The scheme that it is taken for. */
    public Scheme scheme() {
        return scheme;
    }

    /** Its name in the truth. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How many there are for each offence of the scheme. */
    double each() {
        double all = 0;
        for (LookAlike other : values()) {
            all += other.scheme == scheme ? other.weight : 0;
        }
        return all == 0 ? 0 : EACH * weight / all;
    }
}
