// SPDX-License-Identifier: Apache-2.0
package portolan.desk.rules;

import java.util.HashMap;
import java.util.Map;
import portolan.desk.server.Action;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;

/** What each rule counts for: as written, as inspections moved it, and on what evidence. */
public final class LearnedDesk implements Screen {
    private final LearnedBook book;

    public LearnedDesk(LearnedBook book) {
        this.book = book;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_RULES, "/rules/learned", this::show);
        routes.post(Action.TRY_RULES, "/rules/learned", request -> {
            book.forget();
            request.goOn("/rules/learned");
        });
    }

    private void show(Request request) {
        Map<String, Object> values = new HashMap<>();
        LearnedBook.Learned learned = book.learned();
        if (learned != null) {
            values.put("page", LearnedPage.of(learned, request.value("tenant")));
        }
        values.put("isOpen", book.isOpen());
        values.put("fault", book.fault());
        request.page(request.isForPart() ? "rules/weights.jte" : "rules/learned.jte", values);
    }
}
