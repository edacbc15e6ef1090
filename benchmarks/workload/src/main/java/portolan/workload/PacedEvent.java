// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

/**
 * An event and when to send it.
 *
 * @param offsetNanos intended time of sending, counted from the start of the live part; latency is measured from it,
 *     not from the time at which a busy sender got round to it
 */
public record PacedEvent(long offsetNanos, FeedEvent event) {}
