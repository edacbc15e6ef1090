// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.training.course.Session;
import portolan.training.engine.Engine;
import portolan.training.engine.Records;
import portolan.training.exercise.Exercise;
import portolan.training.exercise.TrainingException;
import portolan.training.measure.Result;
import portolan.training.round.Bots;
import portolan.training.round.Preview;
import portolan.training.round.Round;
import portolan.training.round.RuleTrial;
import portolan.training.round.State;
import portolan.training.world.Dealer;
import portolan.training.world.Dealt;

/** The mentor's pages: the room, its start and end, the session to lead, and what the group came to. */
final class RoomScreen implements Screen {
    private final Classroom room;
    private final RoomDoor door;
    private final Supplier<List<URI>> addresses;
    private final boolean rehearses;
    private final Records records;
    private @Nullable Map<String, RuleTrial> trials;

    /**
     * The pages of a room.
     *
     * @param addresses of the server, once it runs
     * @param settings whether bots take part, and how rules are tried
     */
    RoomScreen(Classroom room, RoomDoor door, Supplier<List<URI>> addresses, ClassSettings settings) {
        this.room = room;
        this.door = door;
        this.addresses = addresses;
        this.rehearses = settings.rehearses();
        this.records = settings.records();
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.TEACH, "/room", request -> request.show("training/room.jte", page(request)));
        routes.renewal(Action.TEACH, "/room/seats", request -> request.show("training/seats.jte", page(request)));
        routes.post(Action.TEACH, "/room/start", this::start);
        routes.post(Action.TEACH, "/room/close", request -> {
            room.round().close();
            done(request);
        });
        routes.post(Action.TEACH, "/room/unseal", this::unseal);
        routes.post(Action.TEACH, "/room/free", request -> {
            door.free(request.needed("name"));
            request.goOn("/room");
        });
        routes.get(Action.TEACH, "/session", this::session);
        routes.get(Action.TEACH, "/preview", this::preview);
        routes.get(Action.TEACH, "/results", this::results);
        routes.get(
                Action.TEACH,
                "/results.csv",
                request -> Classroom.table(
                        request, "results.csv", room.unsealed(request).csv()));
    }

    private void start(Request request) {
        room.round().start();
        if (rehearses && room.round().state() == State.RUNNING) {
            for (Bots.Kind kind : Bots.Kind.values()) {
                Bots.play(room.round(), kind, System.nanoTime());
            }
        }
        done(request);
    }

    private void done(Request request) {
        room.changed();
        request.goOn("/room");
    }

    private void unseal(Request request) throws Exception {
        char[] passphrase = request.value("passphrase").toCharArray();
        try {
            room.round().unseal(passphrase.length == 0 ? null : passphrase);
        } catch (TrainingException refused) {
            throw RefusedException.badInput(Classroom.inWords(refused, request.words()));
        } finally {
            Arrays.fill(passphrase, ' ');
        }
        room.changed();
        request.goOn("/results");
    }

    private RoomPage page(Request request) {
        Exercise exercise = room.round().exercise();
        List<RoomPage.Seat> seats = room.round().trainees().stream()
                .sorted()
                .map(name -> new RoomPage.Seat(name, room.picks(name).size()))
                .toList();
        return new RoomPage(
                room.title(request.words()),
                exercise,
                room.round().state(),
                room.round().sealedHash(),
                addresses.get().stream().map(URI::toString).toList(),
                door.cards(),
                seats,
                room.time(),
                room.bills().size(),
                room.session() != null,
                exercise.isExam());
    }

    /** What the mentor says and looks for. */
    private void session(Request request) {
        Session session = room.session();
        if (session == null) {
            throw RefusedException.missing(request.words().say("class.session.none"));
        }
        request.page(
                "training/session.jte",
                Map.of(
                        "number",
                        session.number(),
                        "guide",
                        session.guide(request.words().language().toLanguageTag())));
    }

    /** Rules are tried once: each takes the engine some seconds. */
    private synchronized Map<String, RuleTrial> trials(Round round) {
        if (trials == null) {
            trials = round.rules().isEmpty() ? Map.of() : RuleTrial.of(round, Dealer::deal, records);
        }
        return trials;
    }

    /** Another world of the same exercise: what is planted there, and what engine and chance find. */
    private void preview(Request request) throws TrainingException {
        Exercise exercise = room.round().exercise();
        Preview preview = Preview.of(exercise, Dealer::deal, new Engine(records));
        List<Dealt.Bill> window = preview.dealt().window();
        List<Pair> pairs = window.stream()
                .filter(Dealt.Bill::offends)
                .map(bill -> Pair.of(bill, window, request.words()))
                .toList();
        request.page(
                "training/preview.jte",
                Map.of("pairs", pairs, "reference", preview.reference(), "budget", exercise.budget()));
    }

    private void results(Request request) {
        Round round = room.unsealed(request);
        Map<String, Result> results = new TreeMap<>();
        round.trainees().forEach(name -> results.put(name, round.result(name)));
        request.page(
                "training/results.jte",
                Map.of(
                        "results",
                        results,
                        "group",
                        round.group(),
                        "idle",
                        round.idle(),
                        "trials",
                        trials(round),
                        "compares",
                        room.compares(),
                        "exercise",
                        round.exercise()));
    }
}
