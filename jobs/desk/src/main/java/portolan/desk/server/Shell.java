// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every page has around its own: who looks at it, in which language, and where else they may go.
 *
 * @param session of who looks
 * @param path of the page
 * @param notice of the whole desk
 * @param site what it is a page of
 * @param guests whose places may be taken; empty but in a demo
 */
public record Shell(Session session, Words words, String path, Notice notice, Site site, List<User> guests) {
    /** A way to another page: its key, path and text's key. */
    public record Way(String letter, String path, String text) {}

    public User user() {
        return session.user();
    }

    public String token() {
        return session.token();
    }

    /** What they just decided and may still take back; null for nothing. */
    public Session.@Nullable Decided decided() {
        return session.decided();
    }

    /** Where this person may go. */
    public List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (Site.Guarded one : site.ways()) {
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

    /** A text that each site has its own of. */
    public String sayHere(String key) {
        return words.say(site.text(key));
    }

    public boolean may(Action action) {
        return user().may(action);
    }
}
