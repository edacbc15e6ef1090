// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/** What a filing does to the bill it names. */
public enum EventKind {
    CREATE,
    REPLACE,
    PATCH,
    SUPPLEMENT,
    DELETE,
    ARRIVAL,
    STATUS
}
