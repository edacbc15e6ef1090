// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import portolan.console.rules.ShadowReport;
import portolan.console.rules.Shadows;
import portolan.console.screen.UnusableInputException;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.topics.KafkaAccess;

/** What shadows would have decided otherwise than the rule set in force, case by case. */
public record ShadowDesk(KafkaAccess kafka, Clock clock) implements Screen {
    /** How far back one may look; further back takes longer to read. */
    private static final Map<String, Duration> PERIODS = Map.of(
            "1h",
            Duration.ofHours(1),
            "8h",
            Duration.ofHours(8),
            "24h",
            Duration.ofHours(24),
            "7d",
            Duration.ofDays(7));

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_RULES, "/rules/shadows", this::shadows);
    }

    private void shadows(Request request) {
        String asked = request.value("last").isEmpty() ? "1h" : request.value("last");
        Duration last = PERIODS.get(asked);
        if (last == null) {
            throw RefusedException.badInput("how far back is one of 1h, 8h, 24h and 7d: last=" + asked);
        }
        List<String> complaints = new ArrayList<>();
        List<ShadowReport> reports = List.of();
        try {
            reports = Shadows.read(kafka, clock.instant().minus(last), complaints::add);
        } catch (UnusableInputException e) {
            complaints.add(String.valueOf(e.getMessage()));
        }
        request.page("rules/shadows.jte", Map.of("reports", reports, "complaints", complaints, "last", asked));
    }
}
