// SPDX-License-Identifier: Apache-2.0
package portolan.desk.search;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.desk.index.CaseKey;
import portolan.desk.index.CaseRow;
import portolan.desk.index.DeskIndex;
import portolan.desk.index.Hit;
import portolan.desk.index.IdentityKind;
import portolan.desk.server.Action;
import portolan.desk.server.Links;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.work.WorkLog;

/** Finds bills, boxes, seals, means, parties and contacts. Whoever searches leaves a line in the audit. */
public record SearchScreen(DeskIndex index, WorkLog log) implements Screen {
    /** What a hand scanner types when it reads the code of an inspection sheet. */
    private static final Pattern OF_A_SHEET =
            Pattern.compile("https?://[^/\\s]+(/consignment\\?tenant=[^&\\s]+&key=[^&\\s]+)");

    private static final int MOST_HITS = 60;
    private static final int MOST_OF_ONE = 200;

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEARCH, "/search", this::search);
        routes.get(Action.SEARCH, "/search/all", this::all);
    }

    private void search(Request request) {
        String typed = request.value("q");
        Matcher scanned = OF_A_SHEET.matcher(typed);
        if (scanned.matches()) {
            request.goOn(scanned.group(1));
            return;
        }
        List<Hit> hits = typed.isEmpty() ? List.of() : index.search(typed, MOST_HITS);
        if (!typed.isEmpty()) {
            log.audit(request.user().name(), request.user().role().word(), "searched", typed, hits.size() + " hits");
        }
        CaseKey only = onlyBill(hits, typed);
        if (only != null) {
            request.goOn(Links.card(only.tenant(), only.consignment()));
            return;
        }
        request.show("search/search.jte", SearchPage.of(typed, hits, MOST_HITS));
    }

    /** The consignment of a bill's number that was typed to its end; null where it is of several, or of none. */
    static @Nullable CaseKey onlyBill(List<Hit> hits, String typed) {
        List<CaseKey> found = hits.stream()
                .filter(hit -> hit.kind() == IdentityKind.BILL && hit.isAllOf(typed))
                .flatMap(hit -> hit.newest().stream())
                .map(CaseRow::key)
                .distinct()
                .toList();
        return found.size() == 1 ? found.get(0) : null;
    }

    private void all(Request request) {
        IdentityKind kind = kind(request);
        String value = request.needed("value");
        List<CaseRow> rows = index.of(kind, value, MOST_OF_ONE);
        log.audit(request.user().name(), request.user().role().word(), "searched", value, kind.name());
        String label = request.value("label");
        request.page(
                "search/all.jte",
                Map.of(
                        "label",
                        label.isEmpty() ? value : label,
                        "kind",
                        kind,
                        "rows",
                        rows,
                        "isCut",
                        rows.size() == MOST_OF_ONE));
    }

    private static IdentityKind kind(Request request) {
        String asked = request.needed("kind");
        for (IdentityKind kind : IdentityKind.values()) {
            if (kind.name().equals(asked)) {
                return kind;
            }
        }
        throw RefusedException.badInput(request.words().say("search.noKind", asked));
    }
}
