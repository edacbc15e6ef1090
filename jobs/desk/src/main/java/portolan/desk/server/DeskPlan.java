// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.desk.index.Posts;

/**
 * How a desk is served.
 *
 * @param host where it listens: loopback unless TLS is given
 * @param port 0 for any that is free
 * @param door who may sit at it
 * @param keyStore PKCS12 with the server's certificate; null for no TLS
 * @param keyStorePassword of that file
 * @param guests who may enter without a password by the address that is printed, and change places: for a demo only
 * @param screens its pages
 * @param events what open pages are told
 * @param notice of the whole desk, for every page
 * @param site what it is the server of
 */
public record DeskPlan(
        String host,
        int port,
        Door door,
        @Nullable Path keyStore,
        String keyStorePassword,
        List<User> guests,
        List<Screen> screens,
        Events events,
        Notice notice,
        Clock clock,
        Site site) {
    public DeskPlan {
        guests = List.copyOf(guests);
        screens = List.copyOf(screens);
    }

    /** Where those who may come in work. */
    Posts posts() {
        List<User> all = new ArrayList<>(door.users());
        all.addAll(guests);
        return User.posts(all);
    }

    boolean isSecure() {
        return keyStore != null;
    }

    /** Whether cookies go over TLS only. */
    boolean isReachedSecurely() {
        Federation federation = door.federation();
        return isSecure() || (federation != null && federation.about().isDeskSecure());
    }
}
