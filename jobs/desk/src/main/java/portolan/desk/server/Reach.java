// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

/** Whose consignments an action is about. */
public enum Reach {
    /** Those of one's own tenants and offices. */
    OFFICES,
    /** Those of one's own tenants, whatever their office. That one is another's stands in the audit. */
    TENANTS,
    /** What is of all tenants: nobody of whom tenants are named may do it. */
    ALL
}
