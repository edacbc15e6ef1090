// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/**
 * A place of loading, and how goods get from there to Rotterdam.
 *
 * @param number position in the table, for hashing
 * @param days at sea
 * @param hubs where boxes change ships
 * @param transshipped share of the boxes that do
 * @param source whether it is known as a port where drugs enter legal trade
 */
record Port(
        int number,
        String locode,
        String name,
        String country,
        int days,
        List<String> hubs,
        double transshipped,
        boolean source) {}
