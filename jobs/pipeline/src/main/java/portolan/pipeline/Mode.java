// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

/** In which order the keyed stages handle what reaches them. */
public enum Mode {
    /** At once, in the order of arrival: the least latency. An assessment stays explainable, not repeatable. */
    ARRIVAL,
    /** Buffered until the watermark has passed, then in the one order of all inputs: the same bits at any parallelism. */
    ORDERED
}
