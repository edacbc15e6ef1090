// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/** What happens at a place on the route. */
public enum LegFunction {
    LOAD,
    TRANSSHIP,
    DISCHARGE,
    DELIVERY,
    RECEIPT
}
