// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

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
import portolan.desk.server.Role;
import portolan.desk.server.Screen;
import portolan.desk.server.Shell;
import portolan.desk.server.Site;
import portolan.desk.server.User;
import portolan.desk.server.Words;
import portolan.training.world.Dealt;

/** A class that runs: a server for one exercise. It knows no broker, and nothing that it records leaves its folder. */
public final class ClassDesk implements AutoCloseable {
    private static final String MENTOR = "mentor";
    private static final String ALONE = "you";

    private final DeskServer server;
    private final RoomDoor door;
    private final boolean isAlone;

    private ClassDesk(ClassSettings settings) {
        Dealt example = settings.example();
        this.isAlone = example != null;
        Clock clock = Clock.systemUTC();
        Events events = new Events();
        Classroom room = new Classroom(settings.round(), settings.session(), isAlone, events, clock);
        this.door = new RoomDoor(Set.of(MENTOR, ALONE), words(settings.language()));
        AtomicReference<URI> address = new AtomicReference<>(URI.create("/"));
        List<Screen> screens = new ArrayList<>(
                List.of(new ListScreen(room), new CaseScreen(room), new RuleScreen(room), new DebriefScreen(room)));
        screens.add(
                example != null ? new LessonScreen(room, example) : new RoomScreen(room, door, address::get, settings));
        Door nobody = (name, password) -> Optional.empty();
        this.server = DeskServer.start(new DeskPlan(
                settings.host(),
                settings.port(),
                isAlone ? nobody : door,
                settings.keyStore(),
                settings.keyStorePassword(),
                List.of(isAlone ? new User(ALONE, Role.OFFICER, "") : new User(MENTOR, Role.MENTOR, "")),
                screens,
                events,
                words -> "",
                clock,
                site(isAlone, settings.language())));
        address.set(server.address());
    }

    private static Words words(@Nullable Locale language) {
        return language == null ? Words.english() : Words.in(language);
    }

    private static Site site(boolean isAlone, @Nullable Locale language) {
        return new Site(
                isAlone ? "/lesson" : "/now",
                "class.",
                true,
                false,
                language,
                isAlone
                        ? List.of(
                                new Site.Guarded(Action.TRAIN, new Shell.Way("l", "/lesson", "class.nav.lesson")),
                                new Site.Guarded(Action.TRAIN, new Shell.Way("w", "/worklist", "class.list.title")))
                        : List.of(
                                new Site.Guarded(Action.TEACH, new Shell.Way("r", "/room", "class.room")),
                                new Site.Guarded(Action.TRAIN, new Shell.Way("w", "/worklist", "class.list.title"))));
    }

    /** Starts one. */
    public static ClassDesk start(ClassSettings settings) {
        return new ClassDesk(settings);
    }

    /** Where trainees come in with the room's code. */
    public URI address() {
        return server.address();
    }

    /** Where the mentor comes in, or whoever learns alone: whoever knows it is in. */
    public URI invitation() {
        return server.invitation();
    }

    /** The room's code. */
    public String code() {
        return door.code();
    }

    @Override
    public void close() {
        server.close();
    }
}
