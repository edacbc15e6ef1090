// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.sketch;

import java.util.Map;

/**
 * Rates of exchange that never change, so that a retraction finds what was learned under them: right to a tenth, for
 * limits and for habits that a tenth does not matter to.
 */
public final class RoundRates {
    /** Units of a currency for one euro, in round numbers of 2024. */
    private static final Map<String, Double> UNITS_PER_EURO = Map.ofEntries(
            Map.entry("EUR", 1.0),
            Map.entry("USD", 1.08),
            Map.entry("GBP", 0.85),
            Map.entry("CHF", 0.95),
            Map.entry("JPY", 164.0),
            Map.entry("CNY", 7.8),
            Map.entry("HKD", 8.4),
            Map.entry("KRW", 1_475.0),
            Map.entry("INR", 90.0),
            Map.entry("TWD", 35.0),
            Map.entry("VND", 27_000.0),
            Map.entry("THB", 38.0),
            Map.entry("TRY", 35.0),
            Map.entry("BRL", 5.8),
            Map.entry("MXN", 20.0),
            Map.entry("CAD", 1.48),
            Map.entry("AUD", 1.64),
            Map.entry("NZD", 1.79),
            Map.entry("SGD", 1.45),
            Map.entry("SEK", 11.4),
            Map.entry("NOK", 11.6),
            Map.entry("DKK", 7.46),
            Map.entry("PLN", 4.3),
            Map.entry("CZK", 25.1),
            Map.entry("HUF", 395.0),
            Map.entry("ZAR", 19.8),
            Map.entry("AED", 3.97));

    private RoundRates() {}

    /** Units of the currency for one euro; 0 for a currency that has no rate here. */
    public static double unitsPerEuro(String currency) {
        Double units = UNITS_PER_EURO.get(currency);
        return units == null ? 0 : units;
    }
}
