// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.util.ArrayList;
import java.util.List;

/**
 * What every page has around its own: who looks at it, in which language, and where else they may go.
 *
 * @param session of who looks
 * @param path of the page
 * @param notice of the whole desk, as that topics cannot be read; empty for none
 * @param guests whose places may be taken; empty but in a demo
 */
public record Shell(Session session, Words words, String path, String notice, List<User> guests) {
    /** A way to another page: its key, path and text's key. */
    public record Way(String letter, String path, String text) {}

    private record Guarded(Action action, Way way) {}

    private static final List<Guarded> WAYS = List.of(
            new Guarded(Action.SEE_WORKLIST, new Way("w", "/worklist", "nav.worklist")),
            new Guarded(Action.SEE_CONSIGNMENT, new Way("v", "/conveyances", "nav.conveyances")),
            new Guarded(Action.SEARCH, new Way("s", "/search", "nav.search")),
            new Guarded(Action.SEE_RULES, new Way("r", "/rules", "nav.rules")),
            new Guarded(Action.SEE_OPERATIONS, new Way("o", "/operations", "nav.operations")),
            new Guarded(Action.SEE_AUDIT, new Way("a", "/audit", "nav.audit")));

    public User user() {
        return session.user();
    }

    public String token() {
        return session.token();
    }

    /** Where this person may go. */
    public List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (Guarded one : WAYS) {
            if (user().may(one.action())) {
                ways.add(one.way());
            }
        }
        return ways;
    }

    public boolean isHere(Way way) {
        return path.startsWith(way.path());
    }

    public String say(String key, Object... values) {
        return words.say(key, values);
    }

    public boolean may(Action action) {
        return user().may(action);
    }
}
