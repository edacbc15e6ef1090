// SPDX-License-Identifier: Apache-2.0
package portolan.desk.decide;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.work.Answer;
import portolan.desk.work.WorkForm;

/** What the forms of officers have in common. */
final class Forms {
    private Forms() {}

    static WorkForm form(Request request, @Nullable String follows) {
        return new WorkForm(
                request.needed("tenant"),
                request.needed("key"),
                request.needed("step"),
                follows,
                request.user().name(),
                request.user().role().word());
    }

    static @Nullable String optional(String text) {
        return text.isEmpty() ? null : text;
    }

    static <E extends Enum<E>> E choice(Class<E> of, Request request, String name) {
        try {
            return Enum.valueOf(of, request.needed(name));
        } catch (IllegalArgumentException e) {
            throw RefusedException.badInput(request.words().say("answer.choice", name));
        }
    }

    static void check(Request request, Answer answer) {
        if (!answer.isDone()) {
            String why = request.words().say("answer." + answer.why());
            if (answer.why() == Answer.Why.UNCONFIRMED) {
                throw RefusedException.notYet(why);
            }
            // A fault of an outcome says itself in words; what evidence is missing has its name.
            String details = answer.details().stream()
                    .map(detail -> request.words().sayOr("evidence." + detail, detail))
                    .collect(Collectors.joining(" "));
            throw RefusedException.overtaken((why + ' ' + details).strip());
        }
    }
}
