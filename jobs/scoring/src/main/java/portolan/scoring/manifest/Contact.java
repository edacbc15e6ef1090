// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

/** How to reach a party: the type as filed (phone, e-mail) and the value. */
public record Contact(String type, String value) {}
