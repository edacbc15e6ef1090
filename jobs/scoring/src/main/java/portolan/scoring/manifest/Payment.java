// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/** How freight is paid. */
public enum Payment {
    PREPAID,
    COLLECT,
    CASH,
    UNKNOWN
}
