// SPDX-License-Identifier: Apache-2.0
package portolan.desk.beside;

import java.util.HashMap;
import java.util.Map;
import portolan.desk.card.ShownCase;
import portolan.desk.history.HistoryPage;
import portolan.desk.index.DeskIndex;
import portolan.desk.index.Links;
import portolan.desk.links.LinksPage;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.work.WorkLog;
import portolan.schemas.avro.RuleContribution;
import portolan.schemas.avro.ThreatAssessed;

/** What was known of who and what is in a consignment, what it shares with others, and which look like it. */
public record BesideScreen(DeskIndex index, WorkLog log) implements Screen {
    private static final int MOST_EARLIER = 12;
    private static final int MOST_NODES = 50;
    private static final int NEAREST = 5;

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_CONSIGNMENT, "/history", this::history);
        routes.get(Action.SEE_CONSIGNMENT, "/links", this::links);
        routes.get(Action.SEE_CONSIGNMENT, "/similar", this::similar);
    }

    /** As it was known when it was assessed and not since. */
    private void history(Request request) {
        ShownCase shown = ShownCase.of(index, request, log, "saw the history of");
        var pasts = index.past(shown.key(), shown.stored(), MOST_EARLIER);
        request.show("history/history.jte", HistoryPage.of(shown, pasts, index.since(), request.words()));
    }

    /** Over two steps: drawn, and the same as tables. */
    private void links(Request request) {
        ShownCase shown = ShownCase.of(index, request, log, "saw the links of");
        Links links = index.links(shown.key(), MOST_NODES);
        if (links == null) {
            throw RefusedException.missing(
                    request.words().say("card.missing", shown.key().consignment()));
        }
        request.page("links/links.jte", Map.of("shown", shown, "page", LinksPage.of(links)));
    }

    /** Examined ones, with what came of them: the clean ones too. */
    private void similar(Request request) {
        ShownCase shown = ShownCase.of(index, request, log, "saw cases similar to");
        Map<String, String> whys = new HashMap<>();
        for (ThreatAssessed threat : shown.assessment().getThreats()) {
            for (RuleContribution one : threat.getContributions()) {
                whys.putIfAbsent(one.getRule(), request.words().texts().why(one.getRule(), one.getWhy()));
            }
        }
        request.page(
                "similar/similar.jte",
                Map.of("shown", shown, "found", index.alike(shown.assessment(), NEAREST), "whys", whys));
    }
}
