// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import portolan.desk.server.Action;
import portolan.desk.server.Links;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.training.exercise.Aid;
import portolan.training.exercise.Exercise;
import portolan.training.papers.PaperSet;
import portolan.training.round.Pick;
import portolan.training.round.Shown;
import portolan.training.round.State;

/** A consignment of the exercise: its card and papers, and what the aids show. What is not granted is not in an answer. */
record CaseScreen(Classroom room) implements Screen {
    @Override
    public void addTo(Routes routes) {
        routes.get(Action.TRAIN, "/consignment", this::card);
        routes.get(Action.TRAIN, "/papers", this::papers);
        routes.get(Action.TRAIN, "/history", this::history);
        routes.get(Action.TRAIN, "/links", this::links);
        routes.post(Action.TRAIN, "/ask", this::ask);
    }

    private void card(Request request) {
        Shown shown = opened(request);
        request.show("training/case.jte", page(request, shown));
    }

    /** The consignment of a page; that a trainee opened it is told in the debrief. */
    private Shown opened(Request request) {
        Shown shown = room.bill(request);
        if (!request.user().may(Action.TEACH)) {
            room.round().look(request.user().name(), shown.key());
        }
        return shown;
    }

    private CasePage page(Request request, Shown shown) {
        Exercise exercise = room.round().exercise();
        Set<Aid> aids = exercise.aids();
        Map<String, Pick> picks = room.picks(request.user().name());
        List<PaperSet.Paper> asked = room.round().asked(request.user().name(), shown.key());
        Asks asks = Asks.of(exercise, request.words());
        ListView view = ListView.of(request);
        List<String> keys = view
                .of(room.bills().values().stream()
                        .map(one -> BillLine.of(one, false, 0, exercise, request.words(), view))
                        .toList())
                .stream()
                .map(BillLine::key)
                .toList();
        int at = keys.indexOf(shown.key());
        BillLine line = BillLine.of(shown, picks.containsKey(shown.key()), 0, exercise, request.words(), view);
        return new CasePage(
                line,
                shown.filing(),
                line.lane(),
                CasePage.threats(shown, aids, request.words()),
                CasePage.changes(shown.versions()),
                all(shown.papers(), asked),
                Searching.of(room.round(), request.user().name(), asks, asked),
                room.round().marks(request.user().name()).getOrDefault(shown.key(), Set.of()),
                picks.get(shown.key()),
                asks,
                aids,
                room.round().state() == State.RUNNING && !request.user().may(Action.TEACH),
                room.now(),
                room.time(),
                Math.max(0, exercise.budget() - picks.size()),
                at > 0 ? keys.get(at - 1) : "",
                at >= 0 && at + 1 < keys.size() ? keys.get(at + 1) : "");
    }

    private static List<PaperSet.Paper> all(List<PaperSet.Paper> there, List<PaperSet.Paper> asked) {
        return Stream.concat(there.stream(), asked.stream()).toList();
    }

    /** A paper of it, for minutes of inspection. */
    private void ask(Request request) {
        Classroom.checkTrainee(request);
        Shown shown = room.bill(request);
        room.say(request, room.round().ask(request.user().name(), shown.key(), Asks.kind(request.needed("paper"))));
        request.goOn(
                Links.card(BillLine.TENANT, shown.key()) + ListView.of(request).query());
    }

    private void papers(Request request) {
        Shown shown = opened(request);
        List<PaperSet.Paper> papers =
                all(shown.papers(), room.round().asked(request.user().name(), shown.key()));
        if (papers.isEmpty()) {
            throw RefusedException.missing(request.words().say("class.papers.none"));
        }
        request.page("training/papers.jte", Map.of("line", line(request, shown), "papers", papers));
    }

    private void history(Request request) {
        granted(request, Aid.HISTORY);
        Shown shown = room.bill(request);
        request.page(
                "training/history.jte",
                Map.of("line", line(request, shown), "subjects", room.known().history(shown.filing())));
    }

    private void links(Request request) {
        granted(request, Aid.LINKS);
        Shown shown = room.bill(request);
        request.page(
                "training/links.jte",
                Map.of(
                        "line",
                        line(request, shown),
                        "shared",
                        room.known().shared(shown.filing()),
                        "linked",
                        room.known().linked(shown.filing())));
    }

    private BillLine line(Request request, Shown shown) {
        boolean isPicked = room.picks(request.user().name()).containsKey(shown.key());
        return BillLine.of(shown, isPicked, 0, room.round().exercise(), request.words(), ListView.of(request));
    }

    private void granted(Request request, Aid aid) {
        if (!room.has(aid)) {
            throw RefusedException.forbidden(request.words().say("class.aid.none"));
        }
    }
}
