// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/** How the goods travel. */
public enum TransportMode {
    SEA,
    AIR,
    ROAD,
    RAIL,
    INLAND,
    POST
}
