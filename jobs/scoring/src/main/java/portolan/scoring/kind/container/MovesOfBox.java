// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.container;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import portolan.scoring.ledger.CaseEvent;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerMove.Kind;
import portolan.scoring.manifest.ContainerNumber;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.LegFunction;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.manifest.TransportMode;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Stay;
import portolan.scoring.reading.Transfer;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.Carriage;
import portolan.scoring.sketch.Place;

/**
 * What the reported moves of one box say of a bill that names it, as far as they are known when the bill is filed,
 * amended or looked at again: no move by itself has a bill assessed anew. Of a voyage by sea are the moves from
 * {@value #DAYS_BEFORE_LOADING} days before the stated loading to {@value #DAYS_AFTER_ARRIVAL} days after the stated
 * arrival.
 *
 * <p>{@link #MOVED_IN_TRANSSHIPMENT}: 1 when the box left the gate, was stripped or was stuffed in a port of
 * transshipment of the bill. A way between two terminals of one port within {@value #HOURS_BETWEEN_TERMINALS} hours
 * is none. 0 when moves there are known and none is of these; no reading otherwise.
 *
 * <p>{@link #EMPTY_ON_FULL_BILL}: 1 when the box was reported empty at a day between loading and arrival, at the
 * loading itself or at the discharge, and the bill does not state it empty. 0 when moves of the voyage are known and
 * none is empty; no reading otherwise.
 *
 * <p>{@link #IMPOSSIBLE_MOVES}: two successive moves in places too far from each other for the hours between; the
 * join knows distances. 0 when there are two or more moves. {@link Stay} is what {@code TransshipmentDwell} and
 * {@code PhantomShipment} need of the box.
 */
public final class MovesOfBox {
    public static final Indicator IMPOSSIBLE_MOVES = Indicator.named("impossible_moves");
    public static final Indicator MOVED_IN_TRANSSHIPMENT = Indicator.named("moved_in_transshipment");
    public static final Indicator EMPTY_ON_FULL_BILL = Indicator.named("empty_on_full_bill");

    static final int DAYS_BEFORE_LOADING = 3;
    static final int DAYS_AFTER_ARRIVAL = 2;
    static final int HOURS_BETWEEN_TERMINALS = 12;

    /** A terminal reports a discharge within hours; estimates of arrival are off by days. */
    static final int DAYS_TO_BE_SEEN = 5;

    static final int DAYS_TOO_EARLY = 10;

    private static final long HOUR = 60;
    private static final long DAY = 24 * HOUR;
    private static final long LONGEST_VOYAGE = 90 * DAY;
    private static final int OWNER = 4;

    private final String number;
    private final List<BoxMove> moves;
    private final Consignment bill;
    private final Carriage carriage;
    private final long now;

    private MovesOfBox(String number, List<BoxMove> moves, Consignment bill, Carriage carriage, long now) {
        this.number = number;
        this.moves = moves;
        this.bill = bill;
        this.carriage = carriage;
        this.now = now;
    }

    /** Null where no move is known, and none need be known yet: of nearly all bills. */
    static @Nullable MovesOfBox of(String number, List<BoxMove> moves, CaseEvent event, Carriage carriage) {
        long now = Bucket.minute(event.receivedAt());
        return moves.isEmpty() && !isOverdue(carriage, now)
                ? null
                : new MovesOfBox(number, moves, event.live(), carriage, now);
    }

    /** Whether the box may have been due so long ago that it is missed; to the hour. */
    static boolean mayBeOverdue(CaseEvent event) {
        Instant arrival = event.live().arrival();
        return arrival != null
                && Bucket.minute(event.receivedAt()) >= Bucket.minute(arrival) + DAYS_TO_BE_SEEN * DAY - HOUR;
    }

    List<Reading> readings() {
        List<Reading> readings = new ArrayList<>(3);
        if (bill.mode() == TransportMode.SEA) {
            Reading.addIfRead(readings, movedInTransshipment());
            Reading.addIfRead(readings, emptyOnFullBill());
        }
        if (moves.size() > 1) {
            readings.add(new Reading(
                    IMPOSSIBLE_MOVES, 0, number + " made " + moves.size() + " moves, no two of them impossible"));
        }
        return readings;
    }

    /** Between each two successive moves of this voyage in different places that are near enough in time. */
    List<Transfer> transfers() {
        List<Transfer> transfers = new ArrayList<>(0);
        for (int i = 1; i < moves.size(); i++) {
            BoxMove from = moves.get(i - 1);
            BoxMove to = moves.get(i);
            long hours = (to.minute() - from.minute()) / HOUR;
            if (isOfVoyage(from) && isOfVoyage(to) && !from.isAt(to.place()) && hours < Transfer.LONGEST_HOURS) {
                transfers.add(new Transfer(
                        from.place(),
                        to.place(),
                        hours,
                        number + " " + told(from, true) + ", " + told(to, true),
                        true));
            }
        }
        return transfers;
    }

    /** In the ports of transshipment; and that the box was never seen where it should have arrived by now. */
    List<Stay> stays() {
        if (bill.mode() != TransportMode.SEA) {
            return List.of();
        }
        List<Stay> stays = new ArrayList<>(0);
        for (Leg leg : bill.routing()) {
            String port = leg.function() == LegFunction.TRANSSHIP ? Place.of(leg) : null;
            Stay stay = port == null ? null : stay(port);
            if (stay != null) {
                stays.add(stay);
            }
        }
        String port = carriage.to();
        if (port != null && isOverdue(carriage, now) && !wasSeen(port)) {
            stays.add(new Stay(
                    port,
                    owner(),
                    Stay.NEVER_SEEN,
                    false,
                    number + " has no move in " + port + ", where it was to arrive on "
                            + day(carriage.lands() * HOUR)));
        }
        return stays;
    }

    private @Nullable Stay stay(String port) {
        BoxMove discharged = null;
        for (BoxMove move : moves) {
            if (!move.isAt(port)) {
                if (discharged != null) {
                    // It left, and nobody said when.
                    return null;
                }
            } else if (move.kind() == Kind.DISCHARGED) {
                discharged = isOfVoyage(move) ? move : null;
            } else if (discharged != null && (move.kind() == Kind.LOADED || move.kind() == Kind.GATE_OUT)) {
                return stay(port, discharged, move);
            }
        }
        return discharged == null || now <= discharged.minute() ? null : stay(port, discharged, null);
    }

    private Stay stay(String port, BoxMove discharged, @Nullable BoxMove left) {
        long minutes = (left == null ? now : left.minute()) - discharged.minute();
        return new Stay(
                port,
                owner(),
                minutes / HOUR,
                left != null,
                number + " in " + port + ": " + told(discharged, false)
                        + (left == null ? ", there until now" : ", " + told(left, false)));
    }

    private static boolean isOverdue(Carriage carriage, long now) {
        return carriage.lands() != Carriage.UNKNOWN && now >= carriage.lands() * HOUR + DAYS_TO_BE_SEEN * DAY;
    }

    private boolean wasSeen(String port) {
        long since = carriage.lands() * HOUR - DAYS_TOO_EARLY * DAY;
        boolean mayBeForgotten =
                moves.size() >= ContainerMemory.MOST_MOVES && moves.get(0).minute() > since;
        return mayBeForgotten || moves.stream().anyMatch(move -> move.isAt(port) && move.minute() >= since);
    }

    private @Nullable Reading movedInTransshipment() {
        StringBuilder odd = new StringBuilder();
        int there = 0;
        for (int i = 0; i < moves.size(); i++) {
            BoxMove move = moves.get(i);
            if (!isOfVoyage(move) || !isTransshippedAt(move)) {
                continue;
            }
            there++;
            boolean opened = move.kind() == Kind.STRIPPED || move.kind() == Kind.STUFFED;
            if (opened || (move.kind() == Kind.GATE_OUT && !goesToAnotherTerminal(i))) {
                odd.append(odd.length() == 0 ? " " : ", ").append(told(move, true));
            }
        }
        if (odd.length() > 0) {
            return new Reading(MOVED_IN_TRANSSHIPMENT, 1, number + odd + ", a port of transshipment");
        }
        return there == 0
                ? null
                : new Reading(
                        MOVED_IN_TRANSSHIPMENT,
                        0,
                        number + " made " + Wording.counted(there, "move", "moves")
                                + " in ports of transshipment, aboard and ashore");
    }

    /** Out of one gate, and soon in by that of another terminal, unopened. */
    private boolean goesToAnotherTerminal(int at) {
        BoxMove out = moves.get(at);
        BoxMove next = at + 1 < moves.size() ? moves.get(at + 1) : null;
        return next != null
                && next.kind() == Kind.GATE_IN
                && next.isAt(out.place())
                && out.facility() != 0
                && next.facility() != 0
                && next.facility() != out.facility()
                && next.minute() - out.minute() <= HOURS_BETWEEN_TERMINALS * HOUR;
    }

    private boolean isTransshippedAt(BoxMove move) {
        for (Leg leg : bill.routing()) {
            if (leg.function() == LegFunction.TRANSSHIP && move.isAt(Place.of(leg))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Reading emptyOnFullBill() {
        if (carriage.loads() == Carriage.UNKNOWN || carriage.lands() == Carriage.UNKNOWN || isStatedEmpty()) {
            return null;
        }
        int compared = 0;
        for (BoxMove move : moves) {
            if (isWhileFull(move)) {
                if (move.empty()) {
                    return new Reading(
                            EMPTY_ON_FULL_BILL,
                            1,
                            number + " " + told(move, true) + " empty; by the bill it travels full from "
                                    + carriage.from() + " (" + day(carriage.loads() * HOUR) + ") to " + carriage.to()
                                    + " (" + day(carriage.lands() * HOUR) + ")");
                }
                compared++;
            }
        }
        return compared == 0
                ? null
                : new Reading(
                        EMPTY_ON_FULL_BILL,
                        0,
                        number + " made " + Wording.counted(compared, "move", "moves")
                                + " on the way, none of them empty");
    }

    /** A day inside the voyage, or at its very ends: an empty box is fetched before, and returned after. */
    private boolean isWhileFull(BoxMove move) {
        long loads = carriage.loads() * HOUR;
        long lands = carriage.lands() * HOUR;
        if (move.kind() == Kind.LOADED && move.isAt(carriage.from())) {
            return Math.abs(move.minute() - loads) <= DAYS_BEFORE_LOADING * DAY;
        }
        if (move.kind() == Kind.DISCHARGED && move.isAt(carriage.to())) {
            return Math.abs(move.minute() - lands) <= DAYS_AFTER_ARRIVAL * DAY;
        }
        return move.minute() >= loads + DAY && move.minute() <= lands - DAY;
    }

    private boolean isStatedEmpty() {
        for (Equipment unit : bill.equipment()) {
            if (unit.packedStatus() == PackedStatus.EMPTY && number.equals(ContainerNumber.valid(unit.id()))) {
                return true;
            }
        }
        return false;
    }

    private boolean isOfVoyage(BoxMove move) {
        long from = carriage.loads() == Carriage.UNKNOWN
                ? now - LONGEST_VOYAGE
                : carriage.loads() * HOUR - DAYS_BEFORE_LOADING * DAY;
        long until = carriage.lands() == Carriage.UNKNOWN
                ? from + LONGEST_VOYAGE
                : carriage.lands() * HOUR + DAYS_AFTER_ARRIVAL * DAY;
        return move.minute() >= from && move.minute() <= until;
    }

    private String owner() {
        return number.substring(0, OWNER);
    }

    private static String told(BoxMove move, boolean where) {
        return move.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + (where ? " in " + move.place() : "")
                + " on " + day(move.minute());
    }

    private static LocalDate day(long minute) {
        return LocalDate.ofEpochDay(Math.floorDiv(minute, DAY));
    }
}
