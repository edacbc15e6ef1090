// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/**
 * A country of origin or destination with the words that names there are made of.
 *
 * @param share of all shippers, 0 for a country that only receives
 * @param joined whether the words of a name are written as one
 */
record Country(
        String code,
        double share,
        String currency,
        String dial,
        String airport,
        List<String> legalForms,
        List<City> cities,
        List<String> words,
        List<String> surnames,
        List<String> streets,
        boolean joined) {

    /**
     * A town.
     *
     * @param postcode blank where the country has none
     */
    record City(String name, String postcode) {}
}
