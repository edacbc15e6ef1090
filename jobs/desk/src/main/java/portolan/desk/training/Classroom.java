// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Action;
import portolan.desk.server.Events;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Words;
import portolan.training.course.Session;
import portolan.training.exercise.Aid;
import portolan.training.exercise.TrainingException;
import portolan.training.round.Answer;
import portolan.training.round.Pick;
import portolan.training.round.Round;
import portolan.training.round.Shown;
import portolan.training.round.State;

/** One exercise in one room: its round, what became known in it, and the pages that are open. */
final class Classroom {
    private final ClassSettings settings;
    private final Round round;
    private final Events events;
    private final Clock clock;
    private final Known known;
    private final Set<String> arrived = new HashSet<>();

    Classroom(ClassSettings settings, Events events, Clock clock) {
        this.settings = settings;
        this.round = settings.round();
        this.events = events;
        this.clock = clock;
        this.known = new Known(round.past());
    }

    /** What the exercise is called. */
    String title(Words words) {
        Session session = settings.session();
        if (isAlone()) {
            return words.say("class.nav.lesson");
        }
        return session == null
                ? settings.name()
                : session.guide(words.language().toLanguageTag()).title();
    }

    Round round() {
        return round;
    }

    /** Of the course; null where the exercise is none of it. */
    @Nullable
    Session session() {
        return settings.session();
    }

    /** Whether one person learns without a mentor. */
    boolean isAlone() {
        return settings.example() != null;
    }

    /** Whether there are earlier rounds to compare with. */
    boolean compares() {
        return !settings.before().isEmpty();
    }

    Events events() {
        return events;
    }

    Instant now() {
        return clock.instant();
    }

    boolean has(Aid aid) {
        return round.exercise().aids().contains(aid);
    }

    boolean isOver() {
        return round.state() == State.CLOSED || round.state() == State.UNSEALED;
    }

    /**
     * The round, for who may know what was planted.
     *
     * @throws RefusedException while it is sealed
     */
    Round unsealed(Request request) {
        if (round.state() != State.UNSEALED) {
            throw RefusedException.overtaken(request.words().say("class.sealed.still"));
        }
        return round;
    }

    /** How long the exercise still goes; null where it has no clock, or did not begin. */
    @Nullable
    Duration time() {
        Instant end = round.endsAt();
        return end == null ? null : Duration.between(now(), end);
    }

    /** What has arrived, by key, in the order of arrival. None before the start. */
    synchronized Map<String, Shown> bills() {
        if (round.state() == State.PREPARED) {
            return Map.of();
        }
        Map<String, Shown> bills = new LinkedHashMap<>();
        for (Shown shown : round.bills(now())) {
            bills.put(shown.key(), shown);
            if (arrived.add(shown.key())) {
                known.arrived(shown.filing());
            }
        }
        return bills;
    }

    /**
     * The consignment that a request names.
     *
     * @throws RefusedException if none of this key has arrived
     */
    Shown bill(Request request) {
        String key = request.needed("key");
        Shown shown = bills().get(key);
        if (shown == null) {
            throw RefusedException.missing(request.words().say("class.missing", key));
        }
        return shown;
    }

    Known known() {
        return known;
    }

    /** What somebody picked, by key. */
    Map<String, Pick> picks(String trainee) {
        Map<String, Pick> picks = new LinkedHashMap<>();
        List<Pick> all = round.picks(trainee);
        all.forEach(pick -> picks.put(pick.key(), pick));
        return picks;
    }

    /**
     * Goes on where something counts.
     *
     * @throws RefusedException with the reason, where it does not
     */
    void say(Request request, Answer answer) {
        if (answer != Answer.COUNTS) {
            throw RefusedException.overtaken(request.words()
                    .say(
                            "class.answer." + answer,
                            round.exercise().budget(),
                            round.minutesLeft(request.user().name())));
        }
        events.tell("picks", "changed");
    }

    /** Tells open pages that the exercise began, ended, or was opened. */
    void changed() {
        events.tell("room", "changed");
    }

    /** Why something cannot be worked with, in the language of who reads it. */
    static String inWords(Exception fault, Words words) {
        return fault instanceof TrainingException refused && refused.kind() != TrainingException.Kind.OTHER
                ? words.say("class.fault." + refused.kind(), refused.where())
                : String.valueOf(fault.getMessage());
    }

    /** Hands a table over as a file. */
    static void table(Request request, String name, String csv) {
        request.file(name, "text/csv; charset=utf-8", csv.getBytes(StandardCharsets.UTF_8));
    }

    /** A mentor chooses nothing: their picks would count among those of the group. */
    static void checkTrainee(Request request) {
        if (request.user().may(Action.TEACH)) {
            throw RefusedException.forbidden(request.words().say("class.mentor.watches"));
        }
    }
}
