// SPDX-License-Identifier: Apache-2.0
package portolan.desk.similar;

import java.util.HashMap;
import java.util.Map;
import portolan.desk.card.ShownCase;
import portolan.desk.index.Alike;
import portolan.desk.index.DeskIndex;
import portolan.desk.server.Action;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.work.WorkLog;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.ThreatAssessed;

/** Examined consignments that look most like one, with what came of them: the clean ones too. */
public record SimilarScreen(DeskIndex index, WorkLog log) implements Screen {
    private static final int NEAREST = 5;

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_CONSIGNMENT, "/similar", this::similar);
    }

    private void similar(Request request) {
        ShownCase shown = ShownCase.of(index, request, log, "saw cases similar to");
        Alike.Found found = index.alike(shown.assessment(), NEAREST);
        Map<String, String> whys = new HashMap<>();
        for (ThreatAssessed threat : shown.assessment().getThreats()) {
            for (RuleContribution one : threat.getContributions()) {
                whys.putIfAbsent(one.getRule(), request.words().texts().why(one.getRule(), one.getWhy()));
            }
        }
        request.page("similar/similar.jte", Map.of("shown", shown, "found", found, "whys", whys));
    }
}
