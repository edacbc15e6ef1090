// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Action;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.topics.KafkaAccess;

/** Who saw, claimed, decided and changed. A page at a time, and no file of all of it: the audit is no source of data, either. */
public final class AuditScreen implements Screen {
    private static final int DAYS_SHOWN = 30;
    private static final int DAYS_OF_BAITS = 30;
    private static final int LONGEST_DAYS = 800;

    private final AuditTrail trail;
    private final Baits baits;
    private final Trail notes;
    private final Clock clock;

    /**
     * Reads the topics of one Kafka.
     *
     * @param canaries file of what nobody has a reason to touch; null for none
     * @throws IllegalArgumentException if that file cannot be used
     */
    public AuditScreen(KafkaAccess kafka, @Nullable Path canaries, Trail notes, Clock clock) {
        this.trail = new AuditTrail(kafka);
        this.baits = Baits.of(canaries);
        this.notes = notes;
        this.clock = clock;
    }

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_AUDIT, "/audit", this::show);
    }

    private void show(Request request) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate to = day(request, "to", today);
        LocalDate from = day(request, "from", to.minusDays(DAYS_SHOWN - 1L));
        if (from.isAfter(to) || from.isBefore(to.minusDays(LONGEST_DAYS))) {
            throw RefusedException.badInput(request.words().say("audit.fault.days", from.toString(), to.toString()));
        }
        AuditTrail.Wanted wanted = new AuditTrail.Wanted(
                request.value("by"),
                request.value("subject"),
                deed(request),
                from,
                to,
                request.value("canaries").equals("yes"));
        notes.note(request.user(), "VIEW_AUDIT", wanted.by(), wanted.subject());
        Map<String, Object> values = new HashMap<>();
        values.put("wanted", wanted);
        values.put("page", page(request, wanted));
        values.put("hasBaits", baits.areThere());
        values.put("touched", touched(today));
        values.put("baits", baits);
        values.put("query", query(wanted));
        request.page("operations/audit.jte", values);
    }

    private AuditTrail.Page page(Request request, AuditTrail.Wanted wanted) {
        try {
            return trail.page(wanted, request.value("behind"), baits);
        } catch (IllegalArgumentException noPage) {
            throw RefusedException.badInput(request.words().say("audit.fault.page"));
        }
    }

    /** How many lines are about a canary, as far as a page goes; -1 for more. */
    private int touched(LocalDate today) {
        if (!baits.areThere()) {
            return 0;
        }
        AuditTrail.Page page =
                trail.page(new AuditTrail.Wanted("", "", null, today.minusDays(DAYS_OF_BAITS), today, true), "", baits);
        return page.next().isEmpty() ? page.lines().size() : -1;
    }

    private static AuditTrail.@Nullable Deed deed(Request request) {
        String asked = request.value("deed");
        if (asked.isEmpty()) {
            return null;
        }
        for (AuditTrail.Deed deed : AuditTrail.Deed.values()) {
            if (deed.name().equals(asked)) {
                return deed;
            }
        }
        throw RefusedException.badInput(request.words().say("audit.fault.deed", asked));
    }

    private static LocalDate day(Request request, String name, LocalDate otherwise) {
        String asked = request.value(name);
        try {
            return asked.isEmpty() ? otherwise : LocalDate.parse(asked);
        } catch (DateTimeException noDay) {
            throw RefusedException.badInput(request.words().say("audit.fault.day", asked));
        }
    }

    private static String query(AuditTrail.Wanted wanted) {
        return "by=" + encoded(wanted.by()) + "&subject=" + encoded(wanted.subject()) + "&deed="
                + (wanted.deed() == null ? "" : wanted.deed()) + "&from=" + wanted.from() + "&to=" + wanted.to()
                + (wanted.onlyBaits() ? "&canaries=yes" : "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
