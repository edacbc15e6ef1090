// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import portolan.desk.server.Action;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.server.Words;

/** How the engine does: rates, latency, what waits, checkpoints, lanes, receipts, rejects, rule sets. */
final class OperationsScreen implements Screen {
    private final Watch watch;
    private final FlinkRest flink;
    private final Function<Words, List<String>> ofDesk;
    private final Clock clock;

    OperationsScreen(Watch watch, FlinkRest flink, Function<Words, List<String>> ofDesk, Clock clock) {
        this.watch = watch;
        this.flink = flink;
        this.ofDesk = ofDesk;
        this.clock = clock;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(
                Action.SEE_OPERATIONS,
                "/operations",
                request -> request.page("operations/overview.jte", Map.of("look", look(request))));
        routes.renewal(
                Action.SEE_OPERATIONS,
                "/operations/live",
                request -> request.page("operations/live.jte", Map.of("look", look(request))));
        routes.renewal(
                Action.SEE_OPERATIONS,
                "/operations/more",
                request -> request.page("operations/more.jte", Map.of("look", look(request))));
        routes.renewal(Action.SEE_OPERATIONS, "/operations/pulse", this::pulse);
    }

    private Look look(Request request) {
        return new Look(watch, flink, ofDesk.apply(request.words()), clock.instant(), request.words());
    }

    /** The curves after some time, as numbers. */
    private void pulse(Request request) {
        String after = request.value("after");
        long since = after.matches("[0-9]{1,15}") ? Long.parseLong(after) : 0;
        StringBuilder json = new StringBuilder("{\"beats\":[");
        String comma = "";
        for (Pulse.Beat beat : watch.pulse().after(since)) {
            json.append(comma)
                    .append('[')
                    .append(beat.atMillis())
                    .append(String.format(Locale.ROOT, ",%.1f,%.1f,", beat.in(), beat.out()))
                    .append(beat.measured() == 0 ? "null,null" : beat.p50() + "," + beat.p99())
                    .append(',')
                    .append(beat.waiting() < 0 ? "null" : Long.toString(beat.waiting()))
                    .append(']');
            comma = ",";
        }
        request.json(json.append("]}").toString());
    }
}
