// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.HashSet;
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
import portolan.training.exercise.Exercise;
import portolan.training.round.Shown;
import portolan.training.round.State;

/** The trainee's list: what has arrived, and what they pick of it. */
record ListScreen(Classroom room) implements Screen {
    @Override
    public void addTo(Routes routes) {
        routes.get(Action.TRAIN, "/worklist", this::list);
        routes.renewal(Action.TRAIN, "/worklist/news", this::news);
        routes.renewal(Action.TRAIN, "/now", this::now);
        routes.post(Action.TRAIN, "/pick", this::pick);
        routes.post(Action.TRAIN, "/unpick", this::unpick);
        routes.post(Action.TRAIN, "/mark", this::mark);
        routes.events(Action.TRAIN, "/events", room.events());
    }

    private void list(Request request) {
        String trainee = request.user().name();
        boolean isMentor = request.user().may(Action.TEACH);
        if (!isMentor) {
            if (room.isOver()) {
                request.goOn("/debrief");
                return;
            }
            room.round().enter(trainee);
        }
        Exercise exercise = room.round().exercise();
        Map<String, Shown> bills = room.bills();
        Set<String> picked = room.picks(trainee).keySet();
        Map<String, Set<String>> marks = room.round().marks(trainee);
        ListView view = ListView.of(request);
        List<BillLine> lines = view.of(bills.values().stream()
                .map(shown -> BillLine.of(
                        shown,
                        picked.contains(shown.key()),
                        marks.getOrDefault(shown.key(), Set.of()).size(),
                        exercise,
                        request.words(),
                        view))
                .toList());
        request.show(
                "training/list.jte",
                new ListPage(
                        room.round().state(),
                        isMentor,
                        room.title(request.words()),
                        lines,
                        picked.size(),
                        exercise.budget(),
                        exercise.minutes(),
                        exercise.search(),
                        room.round().minutesLeft(trainee),
                        room.time(),
                        room.now(),
                        room.isAlone(),
                        Asks.of(exercise, request.words()),
                        view,
                        bills.size(),
                        room.round().sealedHash()));
    }

    /** What has arrived since the page was made: a word and a button, as rows never jump. */
    private void news(Request request) {
        String seen = request.needed("seen");
        if (!seen.matches("[0-9]{1,6}")) {
            throw RefusedException.badInput(request.words().say("class.news.none", seen));
        }
        request.page(
                "training/news.jte",
                Map.of(
                        "count",
                        Math.max(0, room.bills().size() - Integer.parseInt(seen)),
                        "view",
                        ListView.of(request)));
    }

    /** Where somebody belongs now; nothing where their page is of this state. */
    private void now(Request request) {
        if (request.value("state").equals(room.round().state().name())) {
            request.nothing();
            return;
        }
        request.goOn(
                request.user().may(Action.TEACH)
                        ? "/room"
                        : room.round().state() == State.RUNNING ? "/worklist" : "/debrief");
    }

    private void pick(Request request) {
        Classroom.checkTrainee(request);
        Shown shown = room.bill(request);
        Asks asks = Asks.of(room.round().exercise(), request.words());
        room.say(request, room.round().pick(request.user().name(), asks.read(request, shown.key())));
        request.goOn(ListView.of(request).list());
    }

    private void unpick(Request request) {
        Classroom.checkTrainee(request);
        room.say(request, room.round().unpick(request.user().name(), request.needed("key")));
        request.goOn(ListView.of(request).list());
    }

    /** Fields of its papers that contradict each other: with a pick of it or without. */
    private void mark(Request request) {
        Classroom.checkTrainee(request);
        Shown shown = room.bill(request);
        Set<String> fields = new HashSet<>(request.values("mark"));
        Set<String> known = new HashSet<>();
        Stream.concat(shown.papers().stream(), room.round().asked(request.user().name(), shown.key()).stream())
                .forEach(paper -> paper.fields().forEach(field -> known.add(field.name())));
        for (String field : fields) {
            if (!known.contains(field)) {
                throw RefusedException.badInput(request.words().say("class.mark.none", field, shown.key()));
            }
        }
        room.say(request, room.round().mark(request.user().name(), shown.key(), fields));
        ListView view = ListView.of(request);
        request.goOn(
                request.value("next").isEmpty()
                        ? Links.card(BillLine.TENANT, shown.key()) + view.query()
                        : view.list());
    }
}
