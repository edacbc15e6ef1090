// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Action;
import portolan.desk.server.DeskPlan;
import portolan.desk.server.DeskServer;
import portolan.desk.server.Door;
import portolan.desk.server.Events;
import portolan.desk.server.Notice;
import portolan.desk.server.Role;
import portolan.desk.server.Screen;
import portolan.desk.server.Shell;
import portolan.desk.server.Site;
import portolan.desk.server.User;
import portolan.desk.server.Words;
import portolan.training.engine.Records;
import portolan.training.world.Dealt;

/** A class that runs: a server for one exercise. It knows no broker, and nothing that it records leaves its folder. */
public final class ClassDesk implements AutoCloseable {
    private static final String MENTOR = "mentor";
    private static final String ALONE = "you";
    private static final Door NOBODY = (name, password, kept) -> Optional.empty();
    private static final List<User> LEADS = List.of(new User(MENTOR, Role.MENTOR, ""));

    private final DeskServer server;
    private final List<String> cards;

    private ClassDesk(DeskServer server, List<String> cards) {
        this.server = server;
        this.cards = cards;
    }

    /** Starts one: a lesson alone, or a room with a mentor. */
    public static ClassDesk start(ClassSettings settings) {
        Events events = new Events();
        Dealt example = settings.example();
        Classroom room = new Classroom(settings, events, Clock.systemUTC());
        List<Screen> screens = new ArrayList<>(
                List.of(new ListScreen(room), new CaseScreen(room), new RuleScreen(room), new DebriefScreen(room)));
        Served served = settings.served();
        if (example != null) {
            screens.add(new LessonScreen(room, example));
            return new ClassDesk(
                    serve(
                            served,
                            NOBODY,
                            List.of(new User(ALONE, Role.OFFICER, "")),
                            screens,
                            events,
                            "/lesson",
                            List.of(way(Action.TRAIN, "l", "/lesson", "class.nav.lesson"), worklist())),
                    List.of());
        }
        RoomDoor door = new RoomDoor(settings.round(), Set.of(MENTOR, ALONE), words(served.language()));
        AtomicReference<List<URI>> addresses = new AtomicReference<>(List.of());
        screens.add(new RoomScreen(room, door, addresses::get, settings));
        screens.add(new ProgressScreen(room, new PastRounds(settings.before(), Clock.systemUTC())));
        DeskServer server = serve(
                served,
                door,
                LEADS,
                screens,
                events,
                "/now",
                List.of(way(Action.TEACH, "r", "/room", "class.room"), worklist()));
        addresses.set(server.addresses());
        return new ClassDesk(server, door.cards());
    }

    /**
     * Starts the editor of exercises: it has no round.
     *
     * @param text to begin with; null for a new one
     * @param name of the file that it is of
     */
    public static ClassDesk editing(@Nullable String text, String name, Records records, Served served)
            throws IOException {
        String first = text == null ? FirstLesson.text("new-exercise.yaml") : text;
        return new ClassDesk(
                serve(
                        served,
                        NOBODY,
                        LEADS,
                        List.of(new EditorScreen(first, name, records)),
                        new Events(),
                        "/editor",
                        List.of(way(Action.TEACH, "e", "/editor", "class.editor"))),
                List.of());
    }

    private static DeskServer serve(
            Served served,
            Door door,
            List<User> guests,
            List<Screen> screens,
            Events events,
            String home,
            List<Site.Guarded> ways) {
        return DeskServer.start(new DeskPlan(
                served.host(),
                served.port(),
                door,
                served.keyStore(),
                served.keyStorePassword(),
                guests,
                screens,
                events,
                Notice.NONE,
                Clock.systemUTC(),
                new Site(home, "class.", true, false, served.language(), ways)));
    }

    private static Site.Guarded way(Action action, String letter, String path, String text) {
        return new Site.Guarded(action, new Shell.Way(letter, path, text));
    }

    private static Site.Guarded worklist() {
        return way(Action.TRAIN, "w", "/worklist", "class.list.title");
    }

    private static Words words(@Nullable Locale language) {
        return language == null ? Words.english() : Words.in(language);
    }

    /** Where trainees come in with a card of theirs: each is of the same room. */
    public List<URI> addresses() {
        return server.addresses();
    }

    /** Where the mentor comes in, or whoever learns alone: whoever knows it is in. */
    public URI invitation() {
        return server.invitation();
    }

    /** Cards to hand out, one to each trainee; none where nobody comes in by one. */
    public List<String> cards() {
        return cards;
    }

    @Override
    public void close() {
        server.close();
    }
}
