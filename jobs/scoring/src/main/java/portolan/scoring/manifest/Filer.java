// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/** Who sent a filing, and as what. */
public record Filer(String id, FilerRole role) {}
