// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.server.Words;
import portolan.topics.KafkaAccess;

/** Pages of who keeps the engine going: how it does, what was set aside, profiles that are mended, and replays. */
public final class Operations implements Screen, AutoCloseable {
    private final Watch watch;
    private final FlinkRest flink;
    private final List<Screen> screens;

    private Operations(Watch watch, FlinkRest flink, List<Screen> screens) {
        this.watch = watch;
        this.flink = flink;
        this.screens = List.copyOf(screens);
    }

    /**
     * Begins to look; pages are filled as soon as it has.
     *
     * @param ofDesk troubles of the desk itself, each a sentence in the reader's language
     */
    public static Operations start(
            KafkaAccess kafka, EnginePlaces places, Trail trail, Function<Words, List<String>> ofDesk, Clock clock) {
        Watch watch = new Watch(kafka, new GroupLag(kafka, places.groups()), clock);
        FlinkRest flink = new FlinkRest(places.flink());
        Messages messages = new Messages(kafka, places.store());
        ProfileFolder profiles = new ProfileFolder(places.profiles());
        Replays replays = new Replays(kafka, clock);
        Operations operations = new Operations(
                watch,
                flink,
                List.of(
                        new OperationsScreen(watch, flink, ofDesk, clock),
                        new RejectScreen(watch, kafka, messages, profiles, trail),
                        new MendScreen(watch, messages, profiles, replays, trail, clock)));
        watch.start();
        flink.start();
        return operations;
    }

    @Override
    public void addTo(Routes routes) {
        screens.forEach(screen -> screen.addTo(routes));
    }

    @Override
    public void close() {
        watch.close();
        flink.close();
    }
}
