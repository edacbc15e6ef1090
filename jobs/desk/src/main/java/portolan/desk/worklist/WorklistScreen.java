// SPDX-License-Identifier: Apache-2.0
package portolan.desk.worklist;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import portolan.desk.index.AuditLine;
import portolan.desk.index.BudgetUse;
import portolan.desk.index.CaseKey;
import portolan.desk.index.CaseRow;
import portolan.desk.index.Change;
import portolan.desk.index.DeskIndex;
import portolan.desk.index.Kind;
import portolan.desk.index.WorklistFilter;
import portolan.desk.index.WorklistFilter.State;
import portolan.desk.server.Action;
import portolan.desk.server.Events;
import portolan.desk.server.Links;
import portolan.desk.server.Reach;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.server.Words;
import portolan.desk.work.ListLog;
import portolan.schemas.avro.Lane;
import portolan.scoring.rules.Budget;
import portolan.scoring.rules.RuleSet;

/**
 * The list of what is open, for one person, and what changes on it while it is looked at.
 *
 * @param inForce the rule set that judges now; null where it is not known
 * @param ruleSets by hash, those that judged; null where its text is not at hand
 */
public record WorklistScreen(
        DeskIndex index,
        Events events,
        Supplier<@Nullable RuleSet> inForce,
        Function<String, @Nullable RuleSet> ruleSets,
        ListLog log,
        Clock clock)
        implements Screen {
    /** Rows of a page: a screen has some twelve, and a browser shows these at once. */
    private static final int PAGE = 150;

    /** Of so many the budget's room is filled. */
    private static final int RANKED = 5_000;

    private static final int FURTHEST = 100_000;

    private static final String SAW_LIST = "SAW_LIST";

    /** In the filter's place for an office: of no office that anybody works for. No account has such an office. */
    static final String NOBODYS = ":nobody";

    /** A flood is told as one: a button loads the list anew. */
    private static final int MOST_TOLD = 50;

    private static final Kind[] LISTED = {Kind.ALERT, Kind.STEP, Kind.DECISION, Kind.OUTCOME, Kind.DEADLINE};

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_WORKLIST, "/worklist", this::list);
        routes.renewal(Action.SEE_WORKLIST, "/worklist/row", this::row);
        routes.renewal(Action.SEE_WORKLIST, "/worklist/news", this::news);
        routes.events(Action.SEE_WORKLIST, "/events", events);
    }

    /** Tells open pages which rows are new. */
    public void tell(Change change) {
        // What a colleague did shows at once, however many bills a ship files meanwhile.
        tellEach(change.keys(Kind.STEP, Kind.DECISION, Kind.OUTCOME));
        tellEach(change.keys(Kind.ALERT, Kind.DEADLINE));
    }

    /** Tells open pages that more may be on the list than they show. */
    public void tellNews(Change change) {
        if (!change.keys(LISTED).isEmpty()) {
            events.tell("worklist", "changed");
        }
    }

    private void tellEach(Set<CaseKey> keys) {
        if (keys.size() <= MOST_TOLD) {
            keys.forEach(key -> events.tell(key.tenant(), WorkRow.id(key.tenant(), key.consignment()), "changed"));
        }
    }

    private void list(Request request) {
        Instant now = clock.instant();
        Instant newSince =
                request.session().looked(now, () -> left(request.user().name()));
        Map<String, String> chosen = chosen(request);
        WorklistFilter any = filter(request, chosen, newSince);
        WorklistFilter filter = ofState(request, chosen, any);
        Words words = request.words();
        int from = Math.min(FURTHEST, whole(request.value("from")));
        List<CaseRow> all = index.worklist(filter, now, Math.max(RANKED, from + PAGE));
        List<BudgetUse> uses = index.budgets(LocalDate.ofInstant(now, ZoneOffset.UTC));
        Map<String, BudgetUse> budgets = budgets(uses, all, now);
        Map<String, Integer> room = new HashMap<>();
        // What is decided takes room no more.
        boolean isToDecide = filter.state() == null || filter.state() == State.FREE;
        budgets.forEach((office, budget) -> room.put(office, isToDecide ? budget.room() : 0));
        int own = whole(request.value("room"));
        Ranking ranking = Ranking.of(all, room, own > 0 ? own : null);
        int end = from + PAGE;
        List<CaseRow> shown = new ArrayList<>(ranking.within());
        shown.addAll(ranking.beyond());
        int within = ranking.within().size();
        Map<String, Optional<RuleSet>> judged = new HashMap<>();
        RowView view = new RowView(
                words,
                now,
                newSince,
                hash -> judged.computeIfAbsent(hash, each -> Optional.ofNullable(ruleSets.apply(each)))
                        .orElse(null));
        List<WorkRow> rows = shown.stream().skip(from).limit(PAGE).map(view::of).toList();
        int cut = Math.max(0, Math.min(rows.size(), within - from));
        int total = index.count(filter, now);
        String query = query(chosen);
        request.session()
                .list(shown.stream().skip(from).limit(PAGE).map(CaseRow::key).toList());
        if (from > 0 || !request.isForPart()) {
            log.saw(
                    request.user().name(),
                    request.user().role().word(),
                    SAW_LIST,
                    query,
                    String.valueOf(from),
                    rows.size() + " of " + total);
        }
        String next = total > end ? "/worklist?" + (query.isEmpty() ? "" : query + '&') + "from=" + end : "";
        int limit = own > 0
                ? own
                : room.values().stream().mapToInt(Integer::intValue).sum();
        request.show(
                "worklist/page.jte",
                new WorklistPage(
                        bars(budgets, chosen, words, now),
                        ways(any, chosen, words, now),
                        WorklistPage.filters(all, chosen, words),
                        rows.subList(0, cut),
                        rows.subList(cut, rows.size()),
                        within > 0 && from < within && cut < rows.size(),
                        words.say("work.line", limit),
                        Math.max(0, total - end),
                        next,
                        query,
                        own,
                        chosen.getOrDefault("state", ""),
                        unassigned(request, now),
                        now.toEpochMilli()));
    }

    /** What somebody must look at, as it is on no office's list; counted for those to whom it falls. */
    private int unassigned(Request request, Instant now) {
        boolean isTheirs = Action.SEE_WORKLIST.reach(request.user().role()) == Reach.UNASSIGNED;
        return isTheirs ? index.count(WorklistFilter.OPEN.withoutPost(request.posts()), now) : 0;
    }

    /** When somebody last opened a list: what came after that is new to them. An open page renews its rows at night, too. */
    private @Nullable Instant left(String user) {
        return index.audit(null, user, SAW_LIST, null, 1).stream()
                .map(AuditLine::at)
                .findFirst()
                .orElse(null);
    }

    private void row(Request request) {
        CaseKey key = new CaseKey(request.needed("tenant"), request.needed("key"));
        CaseRow row = index.row(key);
        String state = request.value("state");
        RowView view =
                new RowView(request.words(), clock.instant(), request.session().newSince(), ruleSets);
        boolean isUnderWay = row != null && row.open() && !row.isToDecide(clock.instant());
        if (row == null || !row.open() || (isUnderWay && (state.isEmpty() || state.equals("free")))) {
            String gone = row == null || row.withdrawn() || row.alerted().isEmpty() ? "work.gone" : "work.done";
            String decided = row == null ? "" : request.words().decided(row.decision());
            String text = request.words().say(isUnderWay ? "work.decided" : gone, decided);
            String id = WorkRow.id(key.tenant(), key.consignment());
            // It comes back by itself, as when a decision is taken back.
            String again =
                    "/worklist/row?" + Links.query(key.tenant(), key.consignment()) + "&state=" + Links.encoded(state);
            request.page("worklist/gone.jte", Map.of("id", id, "row", again, "text", text));
            return;
        }
        log.saw(
                request.user().name(),
                request.user().role().word(),
                "SAW_ROW",
                key.consignment(),
                key.tenant(),
                key.tenant());
        request.page("worklist/row.jte", Map.of("row", view.of(row), "list", state));
    }

    private void news(Request request) {
        Instant since = Instant.ofEpochMilli(Long.parseLong(request.needed("since")));
        Map<String, String> chosen = chosen(request);
        WorklistFilter any = filter(request, chosen, request.session().newSince());
        int count = index.count(ofState(request, chosen, any).withNewSince(since), clock.instant());
        request.page("worklist/news.jte", Map.of("count", count, "query", query(chosen)));
    }

    /** Of all offices that have something on the list or had something today. */
    private Map<String, BudgetUse> budgets(List<BudgetUse> uses, List<CaseRow> all, Instant now) {
        Map<String, BudgetUse> budgets = new TreeMap<>();
        for (CaseRow row : all) {
            if (row.office() != null) {
                budgets.computeIfAbsent(
                        row.office(), office -> new BudgetUse(office, Lane.RED, 0, 0, stated(office, now), 0));
            }
        }
        for (BudgetUse use : uses) {
            if (use.lane() == Lane.RED) {
                Integer stated = stated(use.office(), now);
                budgets.put(use.office(), stated == null ? use : use.of(stated));
            }
        }
        return budgets;
    }

    private @Nullable Integer stated(String office, Instant now) {
        RuleSet ruleSet = inForce.get();
        Budget budget = ruleSet == null
                ? null
                : ruleSet.budget(office, now.atOffset(ZoneOffset.UTC).getDayOfWeek());
        return budget == null ? null : budget.of(portolan.scoring.rules.Lane.RED);
    }

    /** The lists of the day, with how many each has. */
    private List<WorklistPage.Way> ways(WorklistFilter filter, Map<String, String> chosen, Words words, Instant now) {
        return Stream.of((State) null, State.DECIDED, State.PROPOSED, State.DONE)
                .map(state -> {
                    Map<String, String> other = new LinkedHashMap<>(chosen);
                    other.put("state", word(state));
                    int count = index.count(filter.withState(state), now);
                    return new WorklistPage.Way(
                            "/worklist?" + query(other),
                            words.say(state == null ? "state.todo" : "state." + word(state)),
                            count,
                            chosen.getOrDefault("state", "").equals(word(state)));
                })
                .toList();
    }

    static String word(@Nullable State state) {
        return state == null ? "" : state.name().toLowerCase(Locale.ROOT);
    }

    private static List<WorklistPage.Bar> bars(
            Map<String, BudgetUse> budgets, Map<String, String> chosen, Words words, Instant now) {
        // The budgets of tomorrow begin at midnight, UTC.
        int left = 24 - now.atOffset(ZoneOffset.UTC).getHour();
        List<WorklistPage.Bar> bars = new ArrayList<>();
        budgets.forEach((office, budget) -> {
            boolean isAsked = chosen.getOrDefault("office", "").isEmpty() || office.equals(chosen.get("office"));
            Integer most = budget.budget();
            if (isAsked && most != null) {
                bars.add(new WorklistPage.Bar(
                        words.say("work.bar", office, budget.decided(), most, budget.drawn(), left),
                        budget.decided(),
                        most));
            }
        });
        return bars.size() > 4 ? bars.subList(0, 4) : bars;
    }

    private static Map<String, String> chosen(Request request) {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (String name : List.of("office", "conveyance", "threat", "lane", "rule", "state", "since", "room")) {
            String value = request.value(name);
            if (!value.isEmpty()) {
                chosen.put(name, value);
            }
        }
        if (!request.user().office().isEmpty() && request.value("office").isEmpty()) {
            chosen.putIfAbsent("office", request.user().office());
        }
        return chosen;
    }

    private static WorklistFilter filter(Request request, Map<String, String> chosen, Instant newSince) {
        String office = chosen.get("office");
        WorklistFilter filter = (NOBODYS.equals(office)
                        ? WorklistFilter.OPEN.withoutPost(request.posts())
                        : WorklistFilter.OPEN.withOffice(office))
                .withTrip(chosen.get("conveyance"))
                .withThreat(chosen.get("threat"))
                .withRule(chosen.get("rule"));
        try {
            filter = chosen.containsKey("lane") ? filter.withLane(Lane.valueOf(chosen.get("lane"))) : filter;
        } catch (IllegalArgumentException e) {
            throw RefusedException.badInput(request.words().say("filter.unknown"));
        }
        return chosen.containsKey("since") ? filter.withNewSince(newSince) : filter;
    }

    /** Of what was chosen, the list that was chosen. */
    private static WorklistFilter ofState(Request request, Map<String, String> chosen, WorklistFilter all) {
        String state = chosen.getOrDefault("state", "");
        return state.equals("mine")
                ? all.withState(State.CLAIMED).withWorker(request.user().name())
                : all.withState(Stream.of(State.values())
                        .filter(one -> word(one).equals(state))
                        .findFirst()
                        .orElse(null));
    }

    private static String query(Map<String, String> chosen) {
        StringBuilder query = new StringBuilder();
        chosen.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(Links.encoded(value)));
        return query.toString();
    }

    private static int whole(String text) {
        try {
            return text.isEmpty() ? 0 : Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
