// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/** What the filer is in the transport. */
public enum FilerRole {
    CARRIER,
    NVOCC,
    FORWARDER,
    IMPORTER,
    EXPRESS,
    POST,
    AGENT
}
