// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import portolan.desk.server.Action;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.training.round.State;
import portolan.training.world.Dealt;

/** A first lesson for one person: what this is, a case together, the exercise, its debrief, and what was learned. */
final class LessonScreen implements Screen {
    private final Classroom room;
    private final Debriefs debriefs;
    private final Dealt example;

    /** @param example another day at the same post, whose truth is told during the lesson */
    LessonScreen(Classroom room, Dealt example) {
        this.room = room;
        this.debriefs = new Debriefs(room);
        this.example = example;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.TRAIN, "/lesson", this::intro);
        routes.get(Action.TRAIN, "/lesson/first", this::first);
        routes.get(Action.TRAIN, "/lesson/answer", this::answer);
        routes.post(Action.TRAIN, "/lesson/start", request -> {
            if (room.round().state() == State.PREPARED) {
                room.round().start();
            }
            request.goOn("/worklist");
        });
        routes.post(Action.TRAIN, "/lesson/done", this::done);
        routes.get(Action.TRAIN, "/lesson/learned", this::learned);
    }

    private void intro(Request request) {
        request.page(
                "training/intro.jte",
                Map.of(
                        "exercise",
                        room.round().exercise(),
                        "state",
                        room.round().state()));
    }

    /** The offence of the example that has a double: an honest consignment that looks like it. */
    private Pair pair(Request request) {
        return offences().stream()
                .map(bill -> Pair.of(bill, example.window(), request.words()))
                .filter(pair -> pair.alike() != null)
                .max(Comparator.comparingInt(LessonScreen::changes))
                .orElseThrow(() -> new IllegalStateException("the example has an offence with a double"));
    }

    /** A change after the first filing shows most to who reads a case for the first time. */
    private static int changes(Pair pair) {
        Side offence = pair.offence();
        return offence == null ? 0 : offence.changes().size();
    }

    private List<Dealt.Bill> offences() {
        return example.window().stream().filter(Dealt.Bill::offends).toList();
    }

    private void first(Request request) {
        Side side = pair(request).offence();
        Dealt.Bill bill = example.window().stream()
                .filter(one -> side != null && one.key().equals(side.key()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the pair is of the example"));
        request.page(
                "training/first.jte",
                Map.of(
                        "filing",
                        bill.filing(),
                        "changes",
                        CasePage.changes(bill.versions()),
                        "papers",
                        bill.papers() == null ? List.of() : bill.papers().papers()));
    }

    private void answer(Request request) {
        request.page(
                "training/answer.jte",
                Map.of("pair", pair(request), "opened", request.value("open").equals("yes")));
    }

    private void done(Request request) throws Exception {
        if (room.round().state() == State.RUNNING) {
            room.round().close();
        }
        if (room.round().state() == State.CLOSED) {
            room.round().unseal(null);
        }
        request.goOn("/debrief");
    }

    private void learned(Request request) {
        List<Dealt.Bill> window = room.unsealed(request).dealt().window();
        TreeSet<String> tells = new TreeSet<>();
        window.stream()
                .filter(Dealt.Bill::offends)
                .forEach(bill ->
                        tells.addAll(Pair.of(bill, window, request.words()).only()));
        long alikes = window.stream()
                .filter(bill -> bill.planted() != null && !bill.offends())
                .count();
        request.page(
                "training/learned.jte",
                Map.of(
                        "page",
                        debriefs.of(request.user().name(), true, request.words()),
                        "tells",
                        List.copyOf(tells),
                        "alikes",
                        alikes));
    }
}
