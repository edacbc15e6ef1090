// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

/** Where it is noted who saw or did what. */
public interface AuditNotes {
    /**
     * Notes who saw or did what, and returns once it is noted: what is not noted is not shown.
     *
     * @throws portolan.topics.KafkaFault if Kafka does not take it in time
     */
    void audit(String by, String role, String action, String subject, String detail);

    /** Notes what nobody waits for; what could not be noted is counted. */
    void auditLater(String by, String role, String action, String subject, String detail);
}
