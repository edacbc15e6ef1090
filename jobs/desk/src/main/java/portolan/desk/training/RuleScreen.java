// SPDX-License-Identifier: Apache-2.0
package portolan.desk.training;

import java.util.List;
import java.util.Map;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.scoring.rules.RuleIssue;
import portolan.training.exercise.Question;
import portolan.training.round.RuleTrial;
import portolan.training.round.State;

/** Where a trainee writes a rule, which is tried on a world that nobody has seen once the seal is broken. */
record RuleScreen(Classroom room) implements Screen {
    @Override
    public void addTo(Routes routes) {
        routes.get(Action.TRAIN, "/rule", request -> {
            String kept = room.round().rules().getOrDefault(request.user().name(), "");
            show(request, kept, List.of(), !kept.isEmpty());
        });
        routes.post(Action.TRAIN, "/rule", this::keep);
    }

    private void keep(Request request) {
        Classroom.checkTrainee(request);
        String condition = request.value("rule");
        List<RuleIssue> issues = RuleTrial.issues(condition);
        if (issues.isEmpty()) {
            room.say(request, room.round().rule(request.user().name(), condition));
        }
        show(request, condition, issues, issues.isEmpty());
    }

    private void show(Request request, String condition, List<RuleIssue> issues, boolean isKept) {
        if (!room.round().exercise().questions().contains(Question.RULE)) {
            throw RefusedException.missing(request.words().say("class.rule.none"));
        }
        request.page(
                "training/rule.jte",
                Map.of(
                        "condition",
                        condition,
                        "issues",
                        issues,
                        "isKept",
                        isKept,
                        "isRunning",
                        room.round().state() == State.RUNNING,
                        "signs",
                        Asks.of(room.round().exercise(), request.words()).reasons()));
    }
}
