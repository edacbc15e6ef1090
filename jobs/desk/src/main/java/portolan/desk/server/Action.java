// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import static portolan.desk.server.Reach.ALL;
import static portolan.desk.server.Reach.OFFICES;
import static portolan.desk.server.Reach.TENANTS;
import static portolan.desk.server.Reach.UNASSIGNED;
import static portolan.desk.server.Role.AUDITOR;
import static portolan.desk.server.Role.MENTOR;
import static portolan.desk.server.Role.OFFICER;
import static portolan.desk.server.Role.OPERATOR;
import static portolan.desk.server.Role.SUPERVISOR;

import io.javalin.security.RouteRole;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.lifecycle.KeyRole;

/**
 * What can be done at the desk, by whom, and of whose consignments: a row an action, a cell a role. The server asks this
 * table for every request. Where an action is a signed step, the job asks the signer's key for the role named here,
 * whatever the desk thought.
 */
@SuppressWarnings("ImmutableEnumChecker") // a map of Map.of never changes
public enum Action implements RouteRole {
    SEE_WORKLIST(
            Map.of(OFFICER, OFFICES, SUPERVISOR, UNASSIGNED, OPERATOR, OFFICES, MENTOR, OFFICES, AUDITOR, TENANTS)),
    /** Operators: what their thresholds hit. */
    SEE_CONSIGNMENT(
            Map.of(OFFICER, TENANTS, SUPERVISOR, TENANTS, OPERATOR, OFFICES, MENTOR, OFFICES, AUDITOR, TENANTS)),
    /** As it was sent: bills of any office stand in it. */
    TAKE_MESSAGE(Map.of(OFFICER, TENANTS, SUPERVISOR, TENANTS, AUDITOR, TENANTS)),
    SEARCH(Map.of(OFFICER, TENANTS, SUPERVISOR, TENANTS, MENTOR, OFFICES, AUDITOR, TENANTS)),
    CLAIM(Map.of(OFFICER, OFFICES, SUPERVISOR, UNASSIGNED)),
    DECIDE(Map.of(OFFICER, OFFICES, SUPERVISOR, UNASSIGNED)),
    APPROVE_DECISION(Map.of(SUPERVISOR, UNASSIGNED)),
    REPORT_OUTCOME(Map.of(OFFICER, OFFICES, SUPERVISOR, UNASSIGNED)),
    CORRECT_OUTCOME(Map.of(OFFICER, OFFICES, SUPERVISOR, UNASSIGNED)),
    SEE_RULES(Map.of(SUPERVISOR, ALL, OPERATOR, ALL, MENTOR, ALL, AUDITOR, ALL)),
    TRY_RULES(Map.of(SUPERVISOR, ALL, OPERATOR, ALL, MENTOR, ALL)),
    PROPOSE_RULES(KeyRole.AUTHOR, Map.of(OPERATOR, ALL)),
    APPROVE_RULES(KeyRole.APPROVER, Map.of(SUPERVISOR, ALL)),
    ACTIVATE_RULES(KeyRole.ACTIVATOR, Map.of(OPERATOR, ALL)),
    SEE_OPERATIONS(Map.of(SUPERVISOR, ALL, OPERATOR, ALL, AUDITOR, ALL)),
    REPLAY_REJECTS(Map.of(OPERATOR, ALL)),
    SEE_AUDIT(Map.of(SUPERVISOR, ALL, AUDITOR, ALL)),
    /** In a class: works through an exercise. */
    TRAIN(Map.of(OFFICER, ALL, SUPERVISOR, ALL, MENTOR, ALL)),
    /** In a class: leads it. */
    TEACH(Map.of(MENTOR, ALL));

    private final @Nullable KeyRole key;
    private final Map<Role, Reach> reaches;

    Action(Map<Role, Reach> reaches) {
        this(null, reaches);
    }

    Action(@Nullable KeyRole key, Map<Role, Reach> reaches) {
        this.key = key;
        this.reaches = reaches;
    }

    /** Whether somebody of this role may do it. */
    public boolean isFor(Role role) {
        return reaches.containsKey(role);
    }

    /** Whose consignments it is about when somebody of this role does it; null where they may not. */
    public @Nullable Reach reach(Role role) {
        return reaches.get(role);
    }

    /** Who may do it. */
    public Set<Role> roles() {
        return reaches.keySet();
    }

    /** What the key of the signer must be for; null where nothing is signed. */
    public @Nullable KeyRole key() {
        return key;
    }
}
