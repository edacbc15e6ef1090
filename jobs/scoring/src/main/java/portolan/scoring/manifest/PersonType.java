// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/** Whether a party is a person or an organisation. */
public enum PersonType {
    NATURAL,
    LEGAL,
    ASSOC,
    UNKNOWN
}
