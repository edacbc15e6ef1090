// SPDX-License-Identifier: Apache-2.0
package portolan.desk.trip;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.desk.index.CaseRow;
import portolan.desk.index.Change;
import portolan.desk.index.DeskIndex;
import portolan.desk.index.Kind;
import portolan.desk.index.Trip;
import portolan.desk.server.Action;
import portolan.desk.server.Events;
import portolan.desk.server.RefusedException;
import portolan.desk.server.Request;
import portolan.desk.server.Routes;
import portolan.desk.server.Screen;
import portolan.desk.work.ListLog;
import portolan.schemas.avro.DecisionAction;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.TransportMode;

/** Journeys that are expected, and the bills of one of them: a page at a time, so that 15,000 bills show at once. */
public record TripScreen(DeskIndex index, Events events, ListLog log, Clock clock) implements Screen {
    static final int PAGE = 50;

    private static final int MOST_TRIPS = 300;
    private static final int MOST_LISTED = 100;

    /** What a page of bills is made of. */
    private static final Set<Kind> SHOWN = EnumSet.of(
            Kind.FILING, Kind.ASSESSMENT, Kind.ALERT, Kind.STEP, Kind.DECISION, Kind.OUTCOME, Kind.CONVEYANCE);

    @Override
    public void addTo(Routes routes) {
        routes.get(Action.SEE_CONSIGNMENT, "/conveyances", this::trips);
        routes.get(Action.SEE_CONSIGNMENT, "/conveyance", this::trip);
        routes.renewal(Action.SEE_CONSIGNMENT, "/conveyance/now", this::now);
    }

    /** Tells open pages that bills came, or that something became of them. */
    public void tell(Change change) {
        if (change.kinds().stream().anyMatch(SHOWN::contains)) {
            events.tell("trips", "changed");
        }
    }

    private void trips(Request request) {
        Instant now = clock.instant();
        String asked = request.value("when");
        String mode = request.value("mode");
        String when = asked.isEmpty() ? "expected" : asked;
        List<Trip> found = within(when, now);
        if (found.isEmpty() && asked.isEmpty()) {
            // A feed of another year: what there is, is better than an empty page.
            when = "all";
            found = within(when, now);
        }
        List<String> modes = found.stream()
                .map(Trip::mode)
                .filter(one -> one != null)
                .map(TransportMode::name)
                .distinct()
                .sorted()
                .toList();
        List<Trip> chosen = found.stream()
                .filter(trip -> mode.isEmpty()
                        || (trip.mode() != null && trip.mode().name().equals(mode)))
                .toList();
        saw(request, "SAW_TRIPS", mode.isEmpty() ? when : when + ", " + mode, "", String.valueOf(chosen.size()));
        request.show(
                "trip/trips.jte",
                new TripsPage(
                        when, mode, modes, chosen.stream().limit(MOST_TRIPS).toList(), chosen.size(), now));
    }

    private List<Trip> within(String when, Instant now) {
        Duration day = Duration.ofDays(1);
        return switch (when) {
            case "soon" -> index.trips(now.minus(Duration.ofHours(12)), now.plus(day.multipliedBy(2)));
            case "past" -> index.trips(now.minus(day.multipliedBy(14)), now);
            case "all" -> index.trips(Instant.EPOCH, now.plus(day.multipliedBy(3_650)));
            default -> index.trips(now.minus(day), now.plus(day.multipliedBy(14)));
        };
    }

    private void trip(Request request) {
        Trip trip = known(request);
        Lane lane = lane(request.value("lane"));
        int from = number(request.value("from"));
        List<Trip.SharedBox> boxes = index.sharedBoxes(trip.id(), MOST_LISTED);
        Map<String, Integer> shared = boxes.stream()
                .collect(Collectors.toMap(Trip.SharedBox::box, Trip.SharedBox::bills, (one, other) -> one));
        Instant now = clock.instant();
        List<CaseRow> rows = index.ofTrip(trip.id(), lane, from, PAGE);
        if (from > 0 || !request.isForPart()) {
            String of = lane == null ? "" : lane + ", ";
            saw(request, "SAW_TRIP", trip.id(), of + from, of + rows.size() + " of " + trip.bills());
        }
        TripPage page = new TripPage(
                trip,
                lane,
                from,
                lane == null ? trip.bills() : trip.lanes().getOrDefault(lane, 0),
                rows.stream()
                        .map(row -> BillLine.of(row, index.filing(row.key()), shared))
                        .toList(),
                boxes,
                index.undecidedOnTrip(trip.id(), now, MOST_LISTED),
                index.decidedOnTrip(trip.id(), DecisionAction.DO_NOT_LOAD),
                now);
        if (request.isForPart()) {
            request.show("trip/bills.jte", page);
        } else {
            request.show("trip/trip.jte", page);
        }
    }

    /** How far the journey is by now, while its bills still come. */
    private void now(Request request) {
        Trip trip = known(request);
        Lane lane = lane(request.value("lane"));
        TripPage page = new TripPage(trip, lane, 0, 0, List.of(), List.of(), List.of(), List.of(), clock.instant());
        request.show("trip/now.jte", page);
    }

    private void saw(Request request, String action, String subject, String view, String detail) {
        log.saw(request.user().name(), request.user().role().word(), action, subject, view, detail);
    }

    private Trip known(Request request) {
        String id = request.needed("id");
        Trip trip = index.trip(id);
        if (trip == null) {
            throw RefusedException.missing(request.words().say("trip.missing", id));
        }
        return trip;
    }

    private static @Nullable Lane lane(String name) {
        for (Lane lane : Lane.values()) {
            if (lane.name().equals(name)) {
                return lane;
            }
        }
        return null;
    }

    /** 0 for what is no number. */
    private static int number(String text) {
        return text.matches("\\d{1,7}") ? Integer.parseInt(text) : 0;
    }
}
