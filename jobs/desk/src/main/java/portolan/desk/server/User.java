// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.desk.index.Posts;
import portolan.desk.index.Scope;

/**
 * Somebody at the desk.
 *
 * @param name small letters, digits, '.', '-' and '_'; that of their signing key, too
 * @param tenants whose consignments they are shown; empty for all
 * @param offices that they work for; empty for all
 */
public record User(String name, Role role, Set<String> tenants, Set<String> offices) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,59}");
    private static final Pattern PLACE = Pattern.compile("[^:,\\p{Cntrl}]{1,100}");

    public User {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a user's name has 1 to 60 small letters, digits, '.', '-' and '_': name=" + name);
        }
        tenants = checked(tenants);
        offices = checked(offices);
    }

    /**
     * Somebody of all tenants.
     *
     * @param office empty for all
     */
    public User(String name, Role role, String office) {
        this(name, role, Set.of(), office.isEmpty() ? Set.of() : Set.of(office));
    }

    private static Set<String> checked(Set<String> places) {
        for (String place : places) {
            if (!PLACE.matcher(place).matches()) {
                throw new IllegalArgumentException(
                        "a tenant or office has 1 to 100 characters, none of them ':' or ',': found=" + place);
            }
        }
        return Collections.unmodifiableSet(new TreeSet<>(places));
    }

    public boolean may(Action action) {
        return action.isFor(role) && (action.reach(role) != Reach.ALL || tenants.isEmpty());
    }

    /** What they are shown of the index when they do this, which they may. */
    Scope scope(Action action, Posts posts) {
        Reach reach = action.reach(role);
        boolean isOfOffices = reach == Reach.OFFICES || reach == Reach.UNASSIGNED;
        return new Scope(tenants, isOfOffices ? offices : Set.of(), reach == Reach.UNASSIGNED ? posts : Posts.NONE);
    }

    /** Where those of them work who have to look at what is filed for their offices. */
    static Posts posts(Collection<User> users) {
        Map<String, Set<String>> offices = new HashMap<>();
        for (User user : users) {
            if (user.may(Action.CLAIM) && !user.offices().isEmpty()) {
                for (String tenant : user.tenants().isEmpty() ? Set.of(Posts.ANY_TENANT) : user.tenants()) {
                    offices.computeIfAbsent(tenant, any -> new HashSet<>()).addAll(user.offices());
                }
            }
        }
        return new Posts(offices);
    }

    /** Whether they are told what becomes of this tenant's consignments. */
    boolean isOf(String tenant) {
        return tenants.isEmpty() || tenants.contains(tenant);
    }

    /** The office whose list they begin with; empty where they have none, or several. */
    public String office() {
        return offices.size() == 1 ? offices.iterator().next() : "";
    }

    /** What the audit says of a look at a consignment of this office; empty where it is theirs. */
    public String across(@Nullable String office) {
        return offices.isEmpty() || (office != null && offices.contains(office))
                ? ""
                : ", of another office: " + office;
    }
}
