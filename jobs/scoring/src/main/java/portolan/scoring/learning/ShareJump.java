// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.learning;

import java.time.LocalDate;

/**
 * A rule held for a far larger share of one day's filings than of those before.
 *
 * @param rule the hash of its condition
 * @param day in UTC
 * @param before share of filings before that day, older ones counting less
 * @param share of that day's filings
 */
public record ShareJump(String tenant, long rule, LocalDate day, double before, double share) {}
