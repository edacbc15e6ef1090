// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.second;

/**
 * How often an office finds something, with the interval in which that lies at 95 %, and how far it is believed.
 *
 * @param office in capitals; of those that told little, all are one
 * @param told inspections
 * @param finds among those
 * @param rate estimated share of finds, between {@code low} and {@code high}
 * @param weight for how much of 1 what it tells counts
 */
public record OfficeRate(String office, int told, int finds, double rate, double low, double high, double weight) {}
