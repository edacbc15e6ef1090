// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.time.Instant;

/**
 * A bill of a manifest whose later versions withdraw what they leave out.
 *
 * @param manifest whose it is: tenant, sender, format, conveyance, voyage and, for one call, the place of discharge
 * @param bill tenant, issuer and number
 * @param sha256 message that names it, in hexadecimal
 * @param at the message's time
 * @param withdrawal filing in bytes that withdraws the bill; none where the message itself does
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ListedBill(String manifest, String bill, String sha256, Instant at, byte[] withdrawal) {}
