// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/** How full a container is. */
public enum PackedStatus {
    FULL,
    EMPTY,
    LCL
}
