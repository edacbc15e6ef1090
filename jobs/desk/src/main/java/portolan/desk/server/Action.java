// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import static portolan.desk.server.Role.AUDITOR;
import static portolan.desk.server.Role.MENTOR;
import static portolan.desk.server.Role.OFFICER;
import static portolan.desk.server.Role.OPERATOR;
import static portolan.desk.server.Role.SUPERVISOR;

import io.javalin.security.RouteRole;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.scoring.lifecycle.KeyRole;

/**
 * What can be done at the desk, and by whom. The server asks this table for every request. Where an action is a signed step,
 * the job asks the signer's key for the role named here, whatever the desk thought.
 */
@SuppressWarnings("ImmutableEnumChecker") // what it holds is never handed out but to be read
public enum Action implements RouteRole {
    SEE_WORKLIST(OFFICER, SUPERVISOR, OPERATOR, MENTOR, AUDITOR),
    SEE_CONSIGNMENT(OFFICER, SUPERVISOR, MENTOR, AUDITOR),
    SEARCH(OFFICER, SUPERVISOR, MENTOR, AUDITOR),
    CLAIM(OFFICER, SUPERVISOR),
    DECIDE(OFFICER, SUPERVISOR),
    APPROVE_DECISION(SUPERVISOR),
    REPORT_OUTCOME(OFFICER, SUPERVISOR),
    CORRECT_OUTCOME(OFFICER, SUPERVISOR),
    SEE_RULES(SUPERVISOR, OPERATOR, MENTOR, AUDITOR),
    TRY_RULES(SUPERVISOR, OPERATOR, MENTOR),
    PROPOSE_RULES(KeyRole.AUTHOR, OPERATOR),
    APPROVE_RULES(KeyRole.APPROVER, SUPERVISOR),
    ACTIVATE_RULES(KeyRole.ACTIVATOR, OPERATOR),
    SEE_OPERATIONS(SUPERVISOR, OPERATOR, AUDITOR),
    REPLAY_REJECTS(OPERATOR),
    SEE_AUDIT(SUPERVISOR, AUDITOR),
    /** In a class: works through an exercise. */
    TRAIN(OFFICER, SUPERVISOR, MENTOR),
    /** In a class: leads it. */
    TEACH(MENTOR);

    private final @Nullable KeyRole key;
    private final Set<Role> roles;

    Action(Role first, Role... others) {
        this(null, first, others);
    }

    Action(@Nullable KeyRole key, Role first, Role... others) {
        this.key = key;
        this.roles = Collections.unmodifiableSet(EnumSet.of(first, others));
    }

    /** Whether somebody of this role may do it. */
    public boolean isFor(Role role) {
        return roles.contains(role);
    }

    /** Whose consignments it is about. */
    public Reach reach() {
        return switch (this) {
            case SEE_WORKLIST, CLAIM, DECIDE, APPROVE_DECISION, REPORT_OUTCOME, CORRECT_OUTCOME -> Reach.OFFICES;
            case SEE_CONSIGNMENT, SEARCH -> Reach.TENANTS;
            case SEE_RULES, TRY_RULES, PROPOSE_RULES, APPROVE_RULES, ACTIVATE_RULES -> Reach.ALL;
            case SEE_OPERATIONS, REPLAY_REJECTS, SEE_AUDIT, TRAIN, TEACH -> Reach.ALL;
        };
    }

    /** Who may do it. */
    public Set<Role> roles() {
        return roles;
    }

    /** What the key of the signer must be for; null where nothing is signed. */
    public @Nullable KeyRole key() {
        return key;
    }
}
