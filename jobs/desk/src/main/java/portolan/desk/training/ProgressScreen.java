// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.training.exercise.TrainingException;
import portolan.training.round.Gain;
import portolan.training.round.Round;
import portolan.training.round.Standing;

/** What was gained since an earlier round, and where those stand who agreed to be shown, once this round is open. */
record ProgressScreen(Classroom room, PastRounds past) implements Screen {
    @Override
    public void addTo(Routes routes) {
        routes.get(Action.TEACH, "/progress", this::show);
        routes.get(Action.TEACH, "/gain.csv", request -> {
            PastRounds.Past before = before(request);
            if (before == null || before.round() == null) {
                throw RefusedException.missing(request.words().say("class.gain.none"));
            }
            Classroom.table(
                    request, "gain.csv", Gain.of(before.round(), room.round()).csv());
        });
        routes.get(
                Action.TEACH,
                "/standing.csv",
                request -> Classroom.table(
                        request, "standing.csv", standing(request).csv()));
        routes.post(Action.TRAIN, "/agree", this::agree);
    }

    /** Only the trainee says so, and may take it back. */
    private void agree(Request request) {
        Classroom.checkTrainee(request);
        room.round().seats().agree(request.user().name(), request.value("shown").equals("true"));
        request.goOn("/debrief");
    }

    private void show(Request request) throws TrainingException {
        PastRounds.Past before = before(request);
        Round first = before == null ? null : before.round();
        List<ProgressPage.Line> lines = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (PastRounds.Past one : past.all()) {
            if (one.fault() != null) {
                unread.add(Classroom.inWords(one.fault(), request.words()));
            }
            if (one.round() != null) {
                lines.add(line(one.name(), one.round(), request));
            }
        }
        lines.add(line(room.title(request.words()), room.round(), request));
        request.show(
                "training/progress.jte",
                new ProgressPage(
                        lines,
                        before == null ? "" : before.name(),
                        first == null ? null : Gain.of(first, room.round()),
                        standing(request),
                        room.round().seats().agreed().size(),
                        unread));
    }

    private ProgressPage.Line line(String name, Round round, Request request) {
        boolean isThis = round == room.round();
        return new ProgressPage.Line(
                name,
                request.words().say("class.post." + round.exercise().order().post()),
                round.exercise().order().bills(),
                round.exercise().order().offences(),
                round.group(),
                !isThis && round.exercise().isParallelTo(room.round().exercise()),
                isThis);
    }

    /** The round that is asked for, else the first that is parallel to this one; null where there is none. */
    private PastRounds.@Nullable Past before(Request request) {
        Round round = room.unsealed(request);
        String name = request.value("before");
        return past.all().stream()
                .filter(one -> name.isEmpty() || one.name().equals(name))
                .filter(one -> one.round() != null && one.round().exercise().isParallelTo(round.exercise()))
                .findFirst()
                .orElse(null);
    }

    private Standing standing(Request request) {
        Round round = room.unsealed(request);
        List<Round> rounds = new ArrayList<>();
        past.all().stream().map(PastRounds.Past::round).filter(Objects::nonNull).forEach(rounds::add);
        rounds.add(round);
        return Standing.of(rounds, round.seats().agreed());
    }
}
