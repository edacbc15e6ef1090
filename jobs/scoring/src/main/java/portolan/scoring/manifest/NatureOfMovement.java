// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/** Why the goods move through the receiving country. */
public enum NatureOfMovement {
    IMPORT,
    EXPORT,
    TRANSIT,
    TRANSSHIPMENT,
    FROB,
    UNKNOWN
}
