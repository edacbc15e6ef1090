// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.Map;
import portolan.desk.server.Action;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.training.round.State;

/** What was hidden, after the seal is broken: each trainee sees their own picks, the mentor everybody's. */
final class DebriefScreen implements Screen {
    private final Classroom room;
    private final Debriefs debriefs;

    DebriefScreen(Classroom room) {
        this.room = room;
        this.debriefs = new Debriefs(room);
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.TRAIN, "/debrief", this::debrief);
    }

    private void debrief(Request request) {
        boolean isMentor = request.user().may(Action.TEACH);
        State state = room.round().state();
        if (state != State.UNSEALED) {
            if (isMentor || !room.isOver()) {
                request.goOn(isMentor ? "/room" : "/worklist");
                return;
            }
            request.page(
                    "training/closed.jte",
                    Map.of("picked", room.picks(request.user().name()).size()));
            return;
        }
        String trainee = isMentor ? request.needed("trainee") : request.user().name();
        boolean agreed = room.round().seats().agreed().contains(trainee);
        request.page(
                "training/debrief.jte",
                Map.of(
                        "page",
                        debriefs.of(trainee, !isMentor, request.words()),
                        "agreed",
                        agreed,
                        "compares",
                        !isMentor && room.compares()));
    }
}
