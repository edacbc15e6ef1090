// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

/** An office's own thresholds on some days of the week. */
public record OfficeLanes(DayPattern days, Thresholds lanes) {}
