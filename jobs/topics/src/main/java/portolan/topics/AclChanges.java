// SPDX-License-Identifier: Apache-2.0
package portolan.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import portolan.schemas.wire.Principal;

/** What has to be granted so that each principal has the least rights that it needs. Nothing is taken from anybody. */
public final class AclChanges {
    private static final String ANY_HOST = "*";

    private final KafkaAccess access;
    private final Admin admin;
    private final List<AclBinding> missing;
    private final List<AclBinding> more;

    private AclChanges(KafkaAccess access, Admin admin, List<AclBinding> missing, List<AclBinding> more) {
        this.access = access;
        this.admin = admin;
        this.missing = missing;
        this.more = more;
    }

    /**
     * Compares what is granted with what is needed.
     *
     * @param users Kafka's name of each principal, like {@code User:CN=job}
     * @param group consumer group of the job, without the prefix; its transactions begin with it
     * @throws KafkaFault if the brokers do not say what is granted
     */
    public static AclChanges of(KafkaAccess access, Admin admin, Map<Principal, String> users, String group) {
        List<AclBinding> wanted = new ArrayList<>();
        users.forEach((principal, user) -> wanted.addAll(rights(access, principal, user, principal.groupsOf(group))));
        Collection<AclBinding> found =
                access.await(admin.describeAcls(AclBindingFilter.ANY).values());
        List<AclBinding> missing =
                wanted.stream().filter(one -> !found.contains(one)).toList();
        Set<String> names = new TreeSet<>(users.values());
        List<AclBinding> more = found.stream()
                .filter(one -> names.contains(one.entry().principal()) && !wanted.contains(one))
                .toList();
        return new AclChanges(access, admin, missing, more);
    }

    private static List<AclBinding> rights(KafkaAccess access, Principal principal, String user, List<String> groups) {
        List<AclBinding> rights = new ArrayList<>();
        principal
                .topics()
                .forEach((topic, operations) -> rights.addAll(
                        allowed(user, ResourceType.TOPIC, access.name(topic), PatternType.LITERAL, operations)));
        for (String group : groups) {
            rights.addAll(
                    allowed(user, ResourceType.GROUP, access.name(group), PatternType.LITERAL, principal.groups()));
        }
        rights.addAll(allowed(
                user,
                ResourceType.TRANSACTIONAL_ID,
                access.name(groups.get(0)) + '-',
                PatternType.PREFIXED,
                principal.transactions()));
        return rights;
    }

    private static List<AclBinding> allowed(
            String user, ResourceType type, String name, PatternType pattern, Set<Principal.Operation> operations) {
        return operations.stream()
                .map(operation -> new AclBinding(
                        new ResourcePattern(type, name, pattern),
                        new AccessControlEntry(
                                user, ANY_HOST, AclOperation.valueOf(operation.name()), AclPermissionType.ALLOW)))
                .toList();
    }

    /** What is to be granted, one line each. */
    public List<String> lines() {
        return lines("grant ", missing);
    }

    /** What these principals have beyond the least: an operator may have a reason for it. */
    public List<String> more() {
        return lines("leave ", more);
    }

    private static List<String> lines(String verb, List<AclBinding> bindings) {
        return bindings.stream()
                .map(one -> verb + one.entry().principal() + ", " + one.entry().operation() + " on "
                        + one.pattern().resourceType() + ' ' + one.pattern().name()
                        + (one.pattern().patternType() == PatternType.PREFIXED ? "*" : "")
                        + (one.entry().permissionType() == AclPermissionType.DENY ? " (denied)" : ""))
                .toList();
    }

    /**
     * Grants it.
     *
     * @throws KafkaFault if the brokers refuse
     */
    public void apply() {
        access.await(admin.createAcls(missing).all());
    }
}
