// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.console.screen.UnusableInputException;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.feeds.Profiles;
import portolan.schemas.mapping.MappingException;

/**
 * A profile is mended: its text is edited and tried on the messages that it failed, what differs is shown, and once the job
 * has it the messages are sent again. The desk writes no profile: the job reads them when it starts.
 */
record MendScreen(Watch watch, Messages messages, ProfileFolder profiles, Replays replays, Trail trail, Clock clock)
        implements Screen {
    private static final int MOST_MESSAGES = 50;
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_TEXT = 256 << 10;

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.REPLAY_REJECTS, "/operations/mend", this::bench);
        routes.post(Action.REPLAY_REJECTS, "/operations/mend", this::tryOut);
        routes.get(Action.REPLAY_REJECTS, "/operations/replay", this::plan);
        routes.post(Action.REPLAY_REJECTS, "/operations/replay", this::send);
        routes.renewal(Action.SEE_OPERATIONS, "/operations/replayed", this::replayed);
    }

    private Mend mend(Request request) {
        return Mend.of(watch, profiles, RejectScreen.wanted(request), request.value("profile"));
    }

    private void bench(Request request) {
        Map<String, Object> values = new HashMap<>();
        values.put("mend", mend(request));
        values.put("senders", watch.rejects().senders());
        request.page("operations/mend.jte", values);
    }

    private void tryOut(Request request) throws IOException {
        Mend mend = mend(request);
        String text = text(request);
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("mend", mend);
        values.put("text", text);
        values.put("diff", TextDiff.of(mend.isNew() ? "" : mend.text(), text));
        values.put("attempt", attempt(mend.wanted()));
        try {
            if (!ProfileFolder.isName(mend.name())) {
                throw RefusedException.badInput(request.words().say("ops.fault.profile"));
            }
            Profiles then = profiles.with(mend.name(), text);
            Profiles now = profiles.isSeen() ? profiles.with("", null) : null;
            List<Messages.Found> found = messages.read(first(mend.places()), MOST_BYTES);
            List<Messages.Found> atHand =
                    found.stream().filter(one -> one.message() != null).toList();
            values.put("run", DryRun.of(atHand, now, then));
            values.put("missing", mend.places().size() - atHand.size());
            values.put("faults", List.<String>of());
        } catch (MappingException unusable) {
            values.put("run", null);
            values.put("missing", 0);
            values.put("faults", String.valueOf(unusable.getMessage()).lines().toList());
        } catch (IllegalArgumentException twoForOneSender) {
            values.put("run", null);
            values.put("missing", 0);
            values.put("faults", List.of(String.valueOf(twoForOneSender.getMessage())));
        }
        request.page("operations/tried.jte", given(values));
    }

    private static List<Messages.Place> first(List<Messages.Place> places) {
        return places.size() <= MOST_MESSAGES ? places : new ArrayList<>(places.subList(0, MOST_MESSAGES));
    }

    private static String text(Request request) {
        String text = request.value("text").replace("\r\n", "\n");
        if (text.length() > MOST_TEXT) {
            throw RefusedException.badInput(request.words().say("ops.fault.text", MOST_TEXT));
        }
        return text.endsWith("\n") || text.isEmpty() ? text : text + "\n";
    }

    /** The next one for what was sent most often so far. */
    private int attempt(RejectBook.Wanted wanted) {
        return 1
                + watch.rejects().latest(wanted).stream()
                        .mapToInt(rejected -> rejected.attempt())
                        .max()
                        .orElse(0);
    }

    private int attempt(Request request, RejectBook.Wanted wanted) {
        String asked = request.value("attempt");
        int attempt = asked.isEmpty() ? attempt(wanted) : (int) RejectScreen.number(request, "attempt", asked);
        if (attempt < 1 || attempt > 1_000) {
            throw RefusedException.badInput(request.words().say("ops.fault.number", "attempt", asked));
        }
        return attempt;
    }

    private void plan(Request request) throws UnusableInputException {
        RejectBook.Wanted wanted = RejectScreen.wanted(request);
        int attempt = attempt(request, wanted);
        show(request, wanted, attempt, replays.plan(wanted, attempt), "");
    }

    private void send(Request request) throws UnusableInputException {
        RejectBook.Wanted wanted = RejectScreen.wanted(request);
        int attempt = attempt(request, wanted);
        String profile = request.value("profile");
        if (!profile.isEmpty()) {
            check(request, profile);
        }
        if (!request.value("removed").equals("yes")) {
            throw RefusedException.badInput(request.words().say("ops.fault.removed"));
        }
        trail.note(
                request.user(),
                "REPLAY_REJECTS",
                profile,
                "reason=" + wanted.reason() + ", sender=" + wanted.sender() + ", attempt=" + attempt);
        long since = clock.millis();
        try {
            Replays.Planned sent = replays.send(wanted, attempt);
            show(request, wanted, attempt, sent, Long.toString(since));
        } catch (IllegalStateException underWay) {
            throw RefusedException.overtaken(
                    request.words().say("ops.fault.underway", String.valueOf(underWay.getMessage())));
        }
    }

    /** What is sent again must be read by what was tried, and not by the file as it was. */
    private void check(Request request, String profile) {
        String stands = profiles.text(profile);
        if (profiles.isSeen() && !Objects.equals(stands, text(request))) {
            throw RefusedException.overtaken(request.words().say("ops.fault.applied", profile));
        }
    }

    private void show(Request request, RejectBook.Wanted wanted, int attempt, Replays.Planned planned, String since) {
        Map<String, Object> values = new HashMap<>();
        values.put("wanted", wanted);
        values.put("attempt", attempt);
        values.put("planned", planned);
        values.put("since", since);
        request.page("operations/replay.jte", values);
    }

    /** What came of messages that were sent again. */
    private void replayed(Request request) {
        long since = RejectScreen.number(request, "since", request.needed("since"));
        request.page(
                "operations/replayed.jte", Map.of("receipts", watch.receipts().since(since, request.value("sender"))));
    }

    /** Templates take a value that is not there as their default. */
    private static Map<String, Object> given(Map<String, @Nullable Object> values) {
        Map<String, Object> given = new HashMap<>();
        values.forEach((name, value) -> {
            if (value != null) {
                given.put(name, value);
            }
        });
        return given;
    }
}
