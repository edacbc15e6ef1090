// SPDX-License-Identifier: Apache-2.0
package portolan.local;

/** What becomes of what the inspections of a feed teach. */
@SuppressWarnings("java:S115") // as it is typed
enum Learning {
    off,
    shadow,
    adopt
}
