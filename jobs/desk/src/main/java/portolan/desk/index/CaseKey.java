// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

/** Which consignment, and whose data it is. */
public record CaseKey(String tenant, String consignment) {}
