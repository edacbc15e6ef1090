// SPDX-License-Identifier: Apache-2.0
package portolan.desk.history;

import portolan.desk.card.ShownCase;
import portolan.desk.index.DeskIndex;
import portolan.desk.server.Action;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.work.WorkLog;

/** What was known of who and what is in a consignment, when it was assessed and not since. */
public record HistoryScreen(DeskIndex index, WorkLog log) implements Screen {
    private static final int MOST = 12;

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_CONSIGNMENT, "/history", this::history);
    }

    private void history(Request request) {
        ShownCase shown = ShownCase.of(index, request, log, "saw the history of");
        request.show(
                "history/history.jte",
                HistoryPage.of(shown, index.past(shown.key(), shown.stored(), MOST), index.since(), request.words()));
    }
}
