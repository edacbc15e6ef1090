// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

/** What a consumer of the output topics may count on. */
public enum Delivery {
    /** Nothing is lost; after a failure a record may come again, with the same id. */
    AT_LEAST_ONCE,
    /** Nothing is lost or doubled, and nothing is visible before its checkpoint is complete. */
    EXACTLY_ONCE
}
