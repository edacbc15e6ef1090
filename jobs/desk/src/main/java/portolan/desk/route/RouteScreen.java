// SPDX-License-Identifier: Apache-2.0
package portolan.desk.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import portolan.desk.card.ShownCase;
import portolan.desk.index.DeskIndex;
import portolan.desk.server.Action;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.work.WorkLog;
import portolan.scoring.reference.Locations;
import portolan.scoring.reference.ReferenceFiles;
import portolan.scoring.reference.World;

/** The way of a consignment on a map that needs no service: places, legs, what is unusual about them. */
public final class RouteScreen implements Screen {
    private final DeskIndex index;
    private final WorkLog log;
    private final Locations locations = bundled();

    public RouteScreen(DeskIndex index, WorkLog log) {
        this.index = index;
        this.log = log;
    }

    private static Locations bundled() {
        List<String> faults = new ArrayList<>();
        try {
            World world = World.load(ReferenceFiles.bundled(), faults);
            if (!faults.isEmpty()) {
                throw new IllegalStateException("the bundled tables have faults: " + faults);
            }
            return world.locations();
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled tables cannot be read", e);
        }
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_CONSIGNMENT, "/route", this::route);
    }

    private void route(Request request) {
        ShownCase shown = ShownCase.of(index, request, log, "saw the route of");
        RoutePage page = RoutePage.of(shown.filing(), shown.assessment(), locations, request.words());
        request.page("route/route.jte", Map.of("shown", shown, "page", page));
    }
}
