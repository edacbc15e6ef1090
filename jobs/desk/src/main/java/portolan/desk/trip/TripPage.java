// SPDX-License-Identifier: Apache-2.0
package portolan.desk.trip;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.desk.index.CaseRow;
import portolan.desk.index.Trip;
import portolan.desk.server.Links;
import portolan.schemas.avro.DeadlineKind;
import portolan.schemas.avro.Lane;

/**
 * One journey, and one page of its bills.
 *
 * @param lane null: of all
 * @param from place of the first bill shown in the order of all
 * @param of bills in all that match
 * @param shared boxes on several bills
 * @param pressing bills whose deadline nears or has passed, and about which nothing is decided
 * @param notLoaded bills that are not to be loaded, or of which somebody proposes that
 */
public record TripPage(
        Trip trip,
        @Nullable Lane lane,
        int from,
        int of,
        List<BillLine> bills,
        List<Trip.SharedBox> shared,
        List<CaseRow> pressing,
        List<CaseRow> notLoaded,
        Instant now) {
    public TripPage {
        bills = List.copyOf(bills);
        shared = List.copyOf(shared);
        pressing = List.copyOf(pressing);
        notLoaded = List.copyOf(notLoaded);
    }

    /** Address of a journey. */
    public static String at(String id) {
        return "/conveyance?id=" + Links.encoded(id);
    }

    /** Address of this page in a lane; empty for all. */
    public String in(String another) {
        return at(trip.id()) + (another.isEmpty() ? "" : "&lane=" + another);
    }

    /** Address of what it is now, from the first bill. */
    public String anew() {
        return in(lane == null ? "" : lane.name());
    }

    /** Address of how far the journey is by now. */
    public String soFar() {
        return anew().replaceFirst("/conveyance", "/conveyance/now");
    }

    /** Address of the next page of bills. */
    public String next() {
        return anew() + "&from=" + (from + bills.size());
    }

    /** How many are left behind this page. */
    public int left() {
        return Math.max(0, of - from - bills.size());
    }

    /** What presses a bill: "nears" or "passed"; empty where nothing does. */
    public String pressing(CaseRow row) {
        DeadlineKind kind = row.pressing(now);
        return kind == null ? "" : kind.name().toLowerCase(Locale.ROOT);
    }

    public int lanes(Lane of) {
        return trip.lanes().getOrDefault(of, 0);
    }
}
