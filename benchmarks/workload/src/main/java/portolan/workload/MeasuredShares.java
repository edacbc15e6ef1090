// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

/**
 * Shares measured on real feeds, each with its place in {@code load_generator_profile.json} (research data, not
 * shipped); the rest of a feed's shares are ours and stand where they are used.
 */
final class MeasuredShares {
    /** kr_declarations.null_rate."Seller ID": declarations that name no seller. */
    static final double CONSIGNOR_ABSENT = 0.0963;

    /** us_ams.secondary_notify_1_present. */
    static final double NOTIFY_PRESENT = 0.348;

    /** us_ams.secondary_notify_2_present. */
    static final double SECOND_NOTIFY_PRESENT = 0.028;

    /** us_ams.parties_per_bill. */
    static final double PARTIES_PER_BILL = 2.285;

    /** us_ams.house_bol_present. */
    static final double HOUSE_BILL = 0.43;

    /** us_ams.in_bond_present: goods in transit. */
    static final double IN_BOND = 0.084;

    /** us_ams.tariff_harmonized_number_present. */
    static final double HS_PRESENT = 0.908;

    /** us_ams.measurement_unit_present: bills with a volume. */
    static final double VOLUME_PRESENT = 0.703;

    /** us_ams.cargo_piece_count_present: goods lines with a count of packages. */
    static final double COUNT_PRESENT = 0.661;

    /** kr_declarations.origin_equals_departure. */
    static final double ORIGIN_IS_DEPARTURE = 0.8001;

    /**
     * baplie.iso6346_bad_check_digit is 0.0033 and baplie_all.bad_check_digit_rate 0.0002; bills are typed, so more.
     */
    static final double BOX_MISTYPED = 0.005;

    /** kr_declarations.dow_share_mon0. */
    private static final double[] DAYS_OF_WEEK = {0.2859, 0.1864, 0.1579, 0.1574, 0.1591, 0.0332, 0.0201};

    /**
     * Shift and slope of a Zipf-Mandelbrot law fitted to kr_declarations.entity_skew."Seller ID" (12,201 sellers in
     * 48,800 declarations: largest 1 % hold 0.171, largest 100 hold 0.1545, 0.37 appear once).
     */
    static final double SHIPPER_SHIFT = 12;

    static final double SHIPPER_SLOPE = 0.75;

    /** entity_skew."Importer ID": flatter, the largest 1 % hold 0.1163. */
    static final double CONSIGNEE_SHIFT = 8;

    static final double CONSIGNEE_SLOPE = 0.3;

    /** entity_skew."Declarant ID": the largest 10 hold 0.1501, the largest 100 hold 0.4775. */
    static final double FORWARDER_SHIFT = 6;

    static final double FORWARDER_SLOPE = 0.82;

    /**
     * entity_skew: 14,482 importers and 1,238 declarants were seen beside 12,201 sellers; more exist than were seen.
     */
    static final double CONSIGNEES_PER_SHIPPER = 1.6;

    static final double FORWARDERS_PER_SHIPPER = 0.1;

    private MeasuredShares() {}

    /** Share of a week's declarations on a day, 0 Monday. */
    static double dayOfWeek(int day) {
        return DAYS_OF_WEEK[day];
    }
}
