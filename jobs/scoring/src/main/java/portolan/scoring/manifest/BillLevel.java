// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/** Where a bill stands between carrier and shipper. */
public enum BillLevel {
    MASTER,
    HOUSE,
    STRAIGHT,
    SUB_HOUSE
}
