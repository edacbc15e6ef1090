// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.List;

/**
 * A shipping line or an airline.
 *
 * @param number position in its table, for hashing
 * @param code SCAC of a line, air waybill prefix of an airline
 * @param flights IATA code of an airline, blank for a line
 * @param prefixes of the line's own boxes
 */
record Carrier(int number, String code, String flights, String name, List<String> prefixes) {}
