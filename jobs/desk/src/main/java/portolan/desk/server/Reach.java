// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

/** Whose consignments somebody of a role is shown when they do something. */
public enum Reach {
    /** Those of one's own tenants and offices. */
    OFFICES,
    /** The same, and of one's own tenants those of an office that nobody works for: somebody must look. */
    UNASSIGNED,
    /** Those of one's own tenants, whatever their office. That one is another's stands in the audit. */
    TENANTS,
    /** What is of all tenants: nobody of whom tenants are named may do it. */
    ALL
}
