// SPDX-License-Identifier: Apache-2.0
package portolan.desk.server;

import java.util.Map;

/** Who may do what: the table that the server asks, for everybody to read. */
final class RolesScreen implements Screen {
    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_WORKLIST, "/roles", request -> request.page("server/roles.jte", Map.of()));
    }
}
