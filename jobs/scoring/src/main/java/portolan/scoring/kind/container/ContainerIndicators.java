// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.container;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.Measure;
import portolan.scoring.kind.Visit;
import portolan.scoring.reading.Answer;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Transfer;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.Carriage;

/**
 * What the past of one container says of a bill that names it.
 *
 * <p><b>Impossible reuse</b>: another live bill has the box on another voyage, and no box can
 * make both: it would be loaded again before it was discharged there, or within 24 hours at another port of the same
 * country or 48 hours in another one; or, where it is known how far that is, faster than {@code ImpossibleTransfer}
 * allows. Compared are bills that state voyage, places and times; which voyage is the same says {@link
 * Carriage#isSameVoyage}. No reading when there is none to compare with.
 *
 * <p><b>Cancelled and filed again</b>: another bill with this box on the same voyage was
 * withdrawn at most 72 hours before, and filer or office is another now. No reading without such a withdrawal. (The
 * same document filed again is the ledger's to tell.)
 *
 * <p><b>Refiled for another</b>: the same, but shipper or consignee is another now.
 *
 * <p><b>Offences in the same box</b>: offences found with other consignments in this box on the
 * same voyage, of those that the memory keeps. No reading unless one of them was examined.
 */
public final class ContainerIndicators implements Measure<ContainerMemory> {
    public static final Indicator CANCEL_AND_REFILE = Indicator.named("cancel_and_refile");
    public static final Indicator REFILED_FOR_OTHER = Indicator.named("refiled_for_other");
    public static final Indicator IMPOSSIBLE_CONTAINER_REUSE = Indicator.named("impossible_container_reuse");
    public static final Indicator SHARED_BOX_OFFENCES = Indicator.named("shared_box_offences");

    private static final long MINUTES_TO_REFILE = 72 * 60;
    private static final long MINUTES_AN_HOUR = 60;
    private static final long HOURS_A_DAY = 24;

    @Override
    public Answer of(Visit visit, ContainerMemory memory) {
        if (memory.isEmpty() && !MovesOfBox.mayBeOverdue(visit.event())) {
            return Answer.NOTHING;
        }
        ContainerUse now = ContainerUse.of(visit.event().live());
        String number = visit.key().substring(visit.key().lastIndexOf('|') + 1);
        List<Reading> readings = new ArrayList<>(3);
        Reading.addIfRead(readings, cancelledAndRefiled(number, now, memory.uses()));
        Reading.addIfRead(readings, refiledForOther(number, now, memory.uses()));
        Reading.addIfRead(readings, impossibleReuse(number, now, memory.uses()));
        Reading.addIfRead(readings, offencesInTheSameBox(number, now, memory.uses()));
        List<Transfer> transfers = transfers(number, now, memory.uses());
        MovesOfBox moves = MovesOfBox.of(number, memory.moves(), visit.event(), now.carriage());
        if (moves == null) {
            return Answer.ofContainer(readings, transfers, List.of());
        }
        transfers = new ArrayList<>(transfers);
        readings.addAll(moves.readings());
        transfers.addAll(moves.transfers());
        return Answer.ofContainer(readings, transfers, moves.stays());
    }

    /** From and to voyages that times allow, as far as no box can go from any port to any other in between. */
    private static List<Transfer> transfers(String number, ContainerUse now, List<ContainerUse> uses) {
        List<Transfer> transfers = List.of();
        for (ContainerUse use : uses) {
            if (isOnAnotherVoyage(use, now) && !use.carriage().contradicts(now.carriage())) {
                Carriage one = use.carriage();
                boolean before = one.loads() <= now.carriage().loads();
                String from = before ? one.to() : now.carriage().to();
                String to = before ? now.carriage().from() : one.from();
                long hours = one.hoursBetween(now.carriage());
                if (from != null && to != null && !from.equals(to) && hours < Transfer.LONGEST_HOURS) {
                    transfers = transfers.isEmpty() ? new ArrayList<>(1) : transfers;
                    transfers.add(new Transfer(from, to, Math.max(0, hours), told(number, one, now.carriage()), false));
                }
            }
        }
        return transfers;
    }

    /** Whether another live bill has the box on another voyage, and both say enough to be compared. */
    private static boolean isOnAnotherVoyage(ContainerUse use, ContainerUse now) {
        return use.isLive()
                && use.consignment() != now.consignment()
                && use.carriage().isComplete()
                && now.carriage().isComplete()
                && !use.carriage().isSameVoyage(now.carriage());
    }

    private static @Nullable Reading impossibleReuse(String number, ContainerUse now, List<ContainerUse> uses) {
        int compared = 0;
        for (ContainerUse use : uses) {
            if (!isOnAnotherVoyage(use, now)) {
                continue;
            }
            if (use.carriage().contradicts(now.carriage())) {
                return new Reading(IMPOSSIBLE_CONTAINER_REUSE, 1, told(number, use.carriage(), now.carriage()));
            }
            compared++;
        }
        return compared == 0
                ? null
                : new Reading(
                        IMPOSSIBLE_CONTAINER_REUSE,
                        0,
                        number + " was on " + Wording.counted(compared, "other voyage", "other voyages")
                                + ", possible in time");
    }

    private static @Nullable Reading cancelledAndRefiled(String number, ContainerUse now, List<ContainerUse> uses) {
        ContainerUse last = null;
        for (ContainerUse use : uses) {
            if (isRefiledAs(use, now)) {
                String changed = changed(use, now);
                if (!changed.isEmpty()) {
                    return new Reading(CANCEL_AND_REFILE, 1, refiled(number, use, now) + " with another " + changed);
                }
                last = use;
            }
        }
        return last == null
                ? null
                : new Reading(
                        CANCEL_AND_REFILE, 0, refiled(number, last, now) + " by the same filer at the same office");
    }

    private static boolean isRefiledAs(ContainerUse use, ContainerUse now) {
        return !use.isLive()
                && use.consignment() != now.consignment()
                && use.minutesUntil(now) >= 0
                && use.minutesUntil(now) <= MINUTES_TO_REFILE
                && use.carriage().isSameVoyage(now.carriage());
    }

    private static @Nullable Reading refiledForOther(String number, ContainerUse now, List<ContainerUse> uses) {
        ContainerUse last = null;
        for (ContainerUse use : uses) {
            if (isRefiledAs(use, now)) {
                List<String> others = new ArrayList<>(2);
                addOtherParties(others, use, now);
                if (!others.isEmpty()) {
                    return new Reading(
                            REFILED_FOR_OTHER,
                            1,
                            refiled(number, use, now) + " for another " + String.join(" and ", others));
                }
                last = use;
            }
        }
        return last == null
                ? null
                : new Reading(REFILED_FOR_OTHER, 0, refiled(number, last, now) + " for the same parties");
    }

    private static String refiled(String number, ContainerUse withdrawn, ContainerUse now) {
        long hours = withdrawn.minutesUntil(now) / MINUTES_AN_HOUR;
        return "another bill with " + number + " on the same voyage was withdrawn "
                + (hours == 0 ? "within the hour" : Wording.counted(hours, "hour", "hours")) + " before; refiled";
    }

    private static String changed(ContainerUse before, ContainerUse now) {
        List<String> changed = new ArrayList<>(4);
        addIfOther(changed, "filer", before.filer(), now.filer());
        addIfOther(changed, "office", before.office(), now.office());
        if (!changed.isEmpty()) {
            // Other parties alone correct a bill; with another desk they are part of what happened.
            addOtherParties(changed, before, now);
        }
        return String.join(", ", changed);
    }

    private static void addOtherParties(List<String> changed, ContainerUse before, ContainerUse now) {
        if (before.hasOtherShipper(now)) {
            changed.add("shipper");
        }
        if (before.hasOtherConsignee(now)) {
            changed.add("consignee");
        }
    }

    private static void addIfOther(List<String> changed, String what, int before, int now) {
        // Somebody who is named only once says nothing about a change.
        if (before != now && before != 0 && now != 0) {
            changed.add(what);
        }
    }

    private static @Nullable Reading offencesInTheSameBox(String number, ContainerUse now, List<ContainerUse> uses) {
        int others = 0;
        int examined = 0;
        int offences = 0;
        for (ContainerUse use : uses) {
            if (use.consignment() != now.consignment() && use.carriage().isSameVoyage(now.carriage())) {
                others++;
                examined += use.examined() ? 1 : 0;
                offences += use.offence() ? 1 : 0;
            }
        }
        return examined == 0
                ? null
                : new Reading(
                        SHARED_BOX_OFFENCES,
                        offences,
                        Wording.counted(others, "other consignment", "other consignments") + " in " + number
                                + " on the same voyage, " + examined + " examined, "
                                + Wording.counted(offences, "offence", "offences"));
    }

    private static String told(String number, Carriage other, Carriage now) {
        return number + " is also on " + told(other) + ", here on " + told(now);
    }

    private static String told(Carriage carriage) {
        return "voyage " + carriage.voyage() + " from " + carriage.from() + " (" + day(carriage.loads()) + ") to "
                + carriage.to() + " (" + day(carriage.lands()) + ")";
    }

    private static LocalDate day(long hour) {
        return LocalDate.ofEpochDay(Math.floorDiv(hour, HOURS_A_DAY));
    }
}
