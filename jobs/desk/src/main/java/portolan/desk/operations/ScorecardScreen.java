// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.scoring.rules.RuleSet;

/** What each rule was worth, week by week: fired, examined, found, lift over random, decay. */
public final class ScorecardScreen implements Screen, AutoCloseable {
    /** Four weeks are four quarters: then the columns are weeks. */
    static final List<Integer> WEEKS = List.of(4, 8, 13);

    private final Scorecards cards;

    /**
     * Shows those of one archive.
     *
     * @param archive directory that the job has as its {@code --archive}; null where it has none
     * @param inForce the rule set in force
     */
    public ScorecardScreen(@Nullable Path archive, Supplier<RuleSet> inForce, Clock clock) {
        this.cards = new Scorecards(archive, inForce, clock);
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_RULES, "/rules/scorecard", this::show);
        routes.post(Action.TRY_RULES, "/rules/scorecard", request -> {
            int weeks = weeks(request);
            cards.forget(weeks);
            request.goOn("/rules/scorecard?weeks=" + weeks);
        });
    }

    private void show(Request request) {
        int weeks = weeks(request);
        Map<String, Object> values = new HashMap<>();
        values.put("weeks", weeks);
        values.put("choices", WEEKS);
        values.put("isOpen", cards.isOpen());
        Scorecard card = cards.of(weeks);
        if (card != null) {
            values.put("card", card);
        }
        values.put("fault", cards.fault(weeks));
        request.page(request.isForPart() ? "operations/scores.jte" : "operations/scorecard.jte", values);
    }

    private static int weeks(Request request) {
        String asked = request.value("weeks");
        if (asked.isEmpty()) {
            return WEEKS.get(0);
        }
        for (int weeks : WEEKS) {
            if (asked.equals(Integer.toString(weeks))) {
                return weeks;
            }
        }
        throw RefusedException.badInput(request.words().say("scorecard.fault.weeks", asked, WEEKS));
    }

    @Override
    public void close() {
        cards.close();
    }
}
