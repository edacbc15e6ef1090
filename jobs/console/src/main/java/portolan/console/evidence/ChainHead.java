// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

/**
 * The last record of a chain that the brokers have confirmed.
 *
 * @param topic as the brokers call it
 * @param number how many records the chain has
 * @param at epoch milliseconds of that record, by its writer's clock
 * @param hash of that record, in hexadecimal
 */
record ChainHead(String topic, int partition, String writer, long session, long number, long at, String hash) {}
