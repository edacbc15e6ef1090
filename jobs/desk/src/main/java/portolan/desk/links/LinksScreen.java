// SPDX-License-Identifier: Apache-2.0
package portolan.desk.links;

import java.util.Map;
import portolan.desk.card.ShownCase;
import portolan.desk.index.DeskIndex;
import portolan.desk.index.Links;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.work.WorkLog;

/** What a consignment shares with others, over two steps: drawn, and the same as tables. */
public record LinksScreen(DeskIndex index, WorkLog log) implements Screen {
    private static final int MOST_NODES = 50;

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_CONSIGNMENT, "/links", this::links);
    }

    private void links(Request request) {
        ShownCase shown = ShownCase.of(index, request, log, "saw the links of");
        Links links = index.links(shown.key(), MOST_NODES);
        if (links == null) {
            throw RefusedException.missing(
                    request.words().say("card.missing", shown.key().consignment()));
        }
        request.page("links/links.jte", Map.of("shown", shown, "page", LinksPage.of(links)));
    }
}
