package portolan.scoring.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent.FilingRef;
import portolan.scoring.ledger.CaseEvent.Kind;
import portolan.scoring.ledger.CaseHistory.Refiling;
import portolan.scoring.ledger.CaseHistory.RivalClaim;
import portolan.scoring.manifest.BillLevel;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentLayout;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.Position;

/**
 * Decides what a filing, an outcome or the passing of time changes about a consignment.
 *
 * <p>Each row is a test of {@code LedgerTest}, under the name in brackets.
 *
 * <pre>
 *   input                              no entry, or withdrawn       live entry
 *   CREATE                             FILED [create]               AMENDED [sentAgain]
 *   REPLACE                            waits [early]                AMENDED [replace]
 *   PATCH: what is not null            waits [early]                AMENDED [patch]
 *   SUPPLEMENT: adds by seq or id      waits [early]                AMENDED, no amendment counted; or noted [supplement]
 *   ARRIVAL: actual times only         waits [early]                AMENDED, no amendment counted; or noted [arrival]
 *   STATUS                             noted                        noted [status]
 *   DELETE                             waits; withdrawn: refused    WITHDRAWN [delete]
 *
 *   the same content again             noted [duplicate]            noted
 *   lower version, same filing id,     refused, STALE_VERSION       refused, STALE_VERSION [stale]
 *     other content
 *   what waits, its CREATE comes       follows it: outcomes, then filings by version [early]
 *   what waits longer than the bound   refused with its own bytes, UNKNOWN_CONSIGNMENT or
 *                                        OUTCOME_FOR_UNKNOWN_CONSIGNMENT [tooEarly]
 *
 *   CREATE within 72 h of a            FILED, with how it differs: filer, parties, office [refile]
 *     withdrawal
 *   CREATE under another filing id     -                            AMENDED, whether or not it says that it
 *     of the same or an unknown filer                                 supersedes [newNumber]
 *   CREATE of another filer that       -                            AMENDED: it takes the bill over [takenOver]
 *     supersedes the live filing
 *   CREATE of another filer            -                            CONTESTED: both claims are kept, the first stays
 *                                                                     live [rival]
 *   REPLACE, PATCH, ... of that filer  -                            CONTESTED again: its own claim changes [rivalAmends]
 *   DELETE of that filer               -                            noted: its claim goes [rivalGoes]
 *   DELETE of the live version         -                            AMENDED: the first rival stands [rivalStands]
 *   CREATE of a fourth filer           -                            refused, TOO_MANY_CLAIMS [manyRivals]
 *   shipper changes                    -                            AMENDED: retracted from one, learned by the other
 *                                                                     [moved]
 *
 *   outcome                            waits; withdrawn:            OUTCOME_KNOWN [outcome]
 *                                        OUTCOME_KNOWN
 *                                        [outcomeOnWithdrawn]
 *   outcome of a higher version        as above                     OUTCOME_KNOWN, the earlier one un-taught [corrected]
 *   outcome, version known             noted                        noted
 *
 *   the bills that belong to it are    -                            DUE, once: master without houses, house without
 *     due                                                             its master; not told where the feed ended
 *                                                                     before that [due]
 * </pre>
 *
 * <p>What came before its CREATE waits, a REPLACE too, though it states the whole bill: what was <em>first</em> filed is
 * what later versions are measured against, and a REPLACE taken for the first filing would hide the very change it makes.
 */
public final class Ledger {
    /** Within this time a new filing belongs to the withdrawal before it. */
    static final Duration REFILED_WITHIN = Duration.ofDays(3);

    private final LedgerSettings settings;

    public Ledger(LedgerSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes in a filing.
     *
     * @param entry what is kept of its consignment; null when nothing is
     * @param origin what the filing was read from, asked for when it must wait: comes back with the step that ends that
     * @return what happened, in this order; the last step's entry is the one to keep
     */
    public List<LedgerStep> take(@Nullable LedgerEntry entry, Filing filing, Supplier<byte[]> origin) {
        LedgerStep step = taken(entry, filing, filing.position(), origin, true);
        CaseEvent event = step.event();
        LedgerEntry after = step.after();
        if (event == null
                || event.kind() != Kind.FILED
                || after == null
                || after.early().isEmpty()) {
            return List.of(step);
        }
        return followed(step, after);
    }

    /** Takes in what an inspection found; a higher version corrects what an earlier one taught. */
    public List<LedgerStep> take(@Nullable LedgerEntry entry, Outcome outcome, Supplier<byte[]> origin) {
        return List.of(taken(entry, outcome, outcome.position(), origin));
    }

    /**
     * What happened by itself, before whatever stands at this order time.
     *
     * @return what happened, in the order of time; the last step's entry is the one to keep
     */
    public List<LedgerStep> passed(LedgerEntry entry, long orderTime) {
        if (entry.nextMoment() >= orderTime) {
            return List.of();
        }
        List<LedgerStep> steps = new ArrayList<>();
        LedgerEntry now = entry;
        for (long moment = now.nextMoment(); moment < orderTime; moment = now.nextMoment()) {
            LedgerStep step = now.billsDueAt() != null && now.billsDueAt() == moment ? due(now) : givenUp(now, moment);
            now = Objects.requireNonNull(step.after(), "time leaves an entry behind, if an empty one");
            steps.add(step);
        }
        return steps;
    }

    private LedgerStep taken(
            @Nullable LedgerEntry entry, Filing filing, Position position, Supplier<byte[]> origin, boolean mayWait) {
        if (filing.kind() == EventKind.STATUS) {
            return LedgerStep.noted(entry, position, Note.STATUS);
        }
        long fingerprint = fingerprint(filing);
        if (entry != null && (entry.fingerprints().contains(fingerprint) || waits(entry, fingerprint))) {
            return LedgerStep.noted(entry, position, Note.DUPLICATE_FILING);
        }
        FilingRef inForce = entry == null ? null : inForce(entry, filing);
        if (inForce != null && filing.filingVersion() < inForce.filingVersion()) {
            return LedgerStep.refused(
                    entry,
                    position,
                    Refusal.Code.STALE_VERSION,
                    "version " + filing.filingVersion() + " of a filing whose version " + inForce.filingVersion()
                            + " is in force, with other content: consignment="
                            + filing.consignment().key() + ", filing=" + filing.filingId());
        }
        if (entry != null && entry.isLive()) {
            return changed(entry, new Arrival(filing, fingerprint, position));
        }
        if (filing.kind() == EventKind.CREATE) {
            return created(entry, new Arrival(filing, fingerprint, position));
        }
        boolean waits = mayWait && !(filing.kind() == EventKind.DELETE && entry != null && entry.last() != null);
        return waits
                ? early(entry, new EarlyInput(filing, null, heldUntil(entry, position), origin.get()), position)
                : refusedEarly(entry, filing, position, "never created, withdrawn, or past its retention");
    }

    /** A filing on its way through the table. */
    private record Arrival(Filing filing, long fingerprint, Position position) {
        Consignment said() {
            return filing.consignment();
        }

        FilingRef reference() {
            return new FilingRef(filing.filingId(), filing.filingVersion(), filing.filedAt());
        }
    }

    /** The newest filing under the same number, of the live version or of a rival claim. */
    private static @Nullable FilingRef inForce(LedgerEntry entry, Filing filing) {
        FilingRef live = entry.filing();
        if (live != null && live.filingId().equals(filing.filingId())) {
            return live;
        }
        for (Claim rival : entry.rivals()) {
            if (rival.filing().filingId().equals(filing.filingId())) {
                return rival.filing();
            }
        }
        return null;
    }

    private LedgerStep created(@Nullable LedgerEntry entry, Arrival arrival) {
        Consignment said = arrival.said();
        LedgerEntry.Draft draft = entry == null ? LedgerEntry.unseen() : entry.draft();
        draft.history(entry == null ? CaseHistory.NONE : historyOfRefiling(entry, said));
        // What an outcome taught before a withdrawal stays taught, under the parties of then: it must not be
        // retracted under those of a new filing.
        draft.outcome(null);
        long until = keptUntil(said, arrival.position());
        LedgerEntry after = draft.live(said)
                .by(arrival.reference())
                .fingerprint(arrival.fingerprint())
                .until(until)
                .billsDueAt(billsDueAt(said, arrival.position(), until, null))
                .nextEvent()
                .entry();
        return LedgerStep.changed(
                after, event(Kind.FILED, after, arrival.reference(), arrival.position(), null, said, null));
    }

    private static CaseHistory historyOfRefiling(LedgerEntry entry, Consignment again) {
        Instant withdrawnAt = entry.withdrawnAt();
        if (withdrawnAt == null
                || again.receivedAt().isBefore(withdrawnAt)
                || Duration.between(withdrawnAt, again.receivedAt()).compareTo(REFILED_WITHIN) > 0) {
            return CaseHistory.NONE;
        }
        return CaseHistory.filedAgain(Refiling.of(entry.stated(), withdrawnAt, again));
    }

    /** A filing that meets a live entry. */
    private LedgerStep changed(LedgerEntry entry, Arrival arrival) {
        Filing filing = arrival.filing();
        Claim rival = rivalOf(entry, filing);
        if (rival == null && filing.kind() == EventKind.CREATE && isRival(entry, filing)) {
            return contested(entry, null, arrival, filing.consignment());
        }
        if (rival != null) {
            return filing.kind() == EventKind.DELETE
                    ? rivalWithdrawn(entry, rival, arrival)
                    : contested(entry, rival, arrival, stated(rival.stated(), filing));
        }
        if (filing.kind() == EventKind.DELETE) {
            return entry.rivals().isEmpty() ? withdrawn(entry, arrival) : rivalStands(entry, arrival);
        }
        return amended(entry, arrival);
    }

    /** Whether a CREATE is of somebody else who does not say that he takes the bill over. */
    private static boolean isRival(LedgerEntry entry, Filing filing) {
        String live = entry.statedBy().filingId();
        return Claim.differ(entry.stated().filer(), filing.consignment().filer())
                && !filing.filingId().equals(live)
                && !live.equals(filing.supersedesFilingId());
    }

    private static @Nullable Claim rivalOf(LedgerEntry entry, Filing filing) {
        if (filing.filingId().equals(entry.statedBy().filingId())) {
            return null;
        }
        for (Claim rival : entry.rivals()) {
            if (rival.isOf(filing)) {
                return rival;
            }
        }
        return null;
    }

    /** The version that a filing makes of the one before. */
    private static Consignment stated(Consignment before, Filing filing) {
        Consignment said = filing.consignment();
        return switch (filing.kind()) {
            case PATCH -> PartialFiling.patched(before, said);
            case SUPPLEMENT -> PartialFiling.supplemented(before, said);
            case ARRIVAL -> PartialFiling.arrived(before, said);
            default -> said;
        };
    }

    private LedgerStep amended(LedgerEntry entry, Arrival arrival) {
        Filing filing = arrival.filing();
        Consignment before = entry.stated();
        Consignment now = stated(before, filing);
        boolean completes = filing.kind() == EventKind.SUPPLEMENT || filing.kind() == EventKind.ARRIVAL;
        if (completes && now.receivedAt(before.receivedAt()).equals(before)) {
            return LedgerStep.noted(
                    entry.draft().fingerprint(arrival.fingerprint()).entry(), arrival.position(), Note.NOTHING_NEW);
        }
        LedgerEntry.Draft draft = restated(entry, now, arrival.position());
        if (completes) {
            draft.history(entry.history().completed(before, now));
            // A notice of arrival has a number of its own: the bill's filing stays the one that is in force.
            if (filing.filingId().equals(entry.statedBy().filingId())) {
                draft.by(arrival.reference());
            }
        } else {
            draft.history(entry.history().amended(before, now)).amendedOnce().by(arrival.reference());
        }
        LedgerEntry after = draft.fingerprint(arrival.fingerprint()).entry();
        return LedgerStep.changed(
                after,
                event(Kind.AMENDED, after, arrival.reference(), arrival.position(), before, now, entry.outcome()));
    }

    /** The entry with another version in force; what is due moves with it, unless it was due already. */
    private LedgerEntry.Draft restated(LedgerEntry entry, Consignment now, Position position) {
        long until = keptUntil(now, position);
        Long due = entry.history().billsDue() ? null : billsDueAt(now, position, until, entry.billsDueAt());
        return entry.draft().live(now).until(until).billsDueAt(due).nextEvent();
    }

    private static LedgerStep withdrawn(LedgerEntry entry, Arrival arrival) {
        LedgerEntry after = entry.draft()
                .withdrawn(arrival.said().receivedAt())
                .by(arrival.reference())
                .fingerprint(arrival.fingerprint())
                .amendedOnce()
                .nextEvent()
                .entry();
        return LedgerStep.changed(
                after,
                event(
                        Kind.WITHDRAWN,
                        after,
                        arrival.reference(),
                        arrival.position(),
                        entry.stated(),
                        null,
                        entry.outcome()));
    }

    private static LedgerStep contested(
            LedgerEntry entry, @Nullable Claim before, Arrival arrival, Consignment stated) {
        if (before == null && entry.rivals().size() == LedgerEntry.MOST_RIVALS) {
            return LedgerStep.refused(
                    entry,
                    arrival.position(),
                    Refusal.Code.TOO_MANY_CLAIMS,
                    "the bill is claimed by " + (entry.rivals().size() + 1) + " filers already, settle that first:"
                            + " consignment=" + stated.key() + ", filer="
                            + stated.filer().id() + ", filing="
                            + arrival.filing().filingId());
        }
        List<Claim> rivals = new ArrayList<>(entry.rivals());
        rivals.remove(before);
        Claim claim = new Claim(arrival.reference(), stated);
        rivals.add(claim);
        LedgerEntry after = entry.draft()
                .rivals(rivals)
                .fingerprint(arrival.fingerprint())
                .nextEvent()
                .entry();
        CaseHistory beside =
                CaseHistory.NONE.beside(List.of(RivalClaim.of(new Claim(entry.statedBy(), entry.stated()), stated)));
        return LedgerStep.changed(
                after,
                new CaseEvent(
                        Kind.CONTESTED,
                        stated.tenant(),
                        stated.key(),
                        arrival.position(),
                        after.sequence(),
                        claim.filing(),
                        after.amendments(),
                        null,
                        stated,
                        null,
                        null,
                        beside));
    }

    private static LedgerStep rivalWithdrawn(LedgerEntry entry, Claim rival, Arrival arrival) {
        List<Claim> rivals = new ArrayList<>(entry.rivals());
        rivals.remove(rival);
        return LedgerStep.noted(
                entry.draft().rivals(rivals).fingerprint(arrival.fingerprint()).entry(),
                arrival.position(),
                Note.RIVAL_CLAIM_WITHDRAWN);
    }

    private LedgerStep rivalStands(LedgerEntry entry, Arrival arrival) {
        Claim next = entry.rivals().get(0);
        LedgerEntry after = restated(entry, next.stated(), arrival.position())
                .by(next.filing())
                .rivals(entry.rivals().subList(1, entry.rivals().size()))
                .history(entry.history().amended(entry.stated(), next.stated()))
                .fingerprint(arrival.fingerprint())
                .amendedOnce()
                .entry();
        return LedgerStep.changed(
                after,
                event(
                        Kind.AMENDED,
                        after,
                        next.filing(),
                        arrival.position(),
                        entry.stated(),
                        next.stated(),
                        entry.outcome()));
    }

    private LedgerStep taken(@Nullable LedgerEntry entry, Outcome outcome, Position position, Supplier<byte[]> origin) {
        if (entry == null || entry.last() == null) {
            return waits(entry, outcome)
                    ? LedgerStep.noted(entry, position, Note.DUPLICATE_OUTCOME)
                    : early(entry, new EarlyInput(null, outcome, heldUntil(entry, position), origin.get()), position);
        }
        Outcome known = entry.outcome();
        if (known != null && outcome.version() <= known.version()) {
            return LedgerStep.noted(entry, position, Note.DUPLICATE_OUTCOME);
        }
        LedgerEntry after = entry.draft().outcome(outcome).nextEvent().entry();
        return LedgerStep.changed(
                after,
                new CaseEvent(
                        Kind.OUTCOME_KNOWN,
                        outcome.tenant(),
                        outcome.consignmentKey(),
                        position,
                        after.sequence(),
                        after.statedBy(),
                        after.amendments(),
                        null,
                        entry.stated(),
                        outcome,
                        known,
                        CaseHistory.NONE));
    }

    private LedgerStep due(LedgerEntry entry) {
        Consignment live = entry.stated();
        long at = Objects.requireNonNull(entry.billsDueAt(), "asked for when something is due");
        if (at >= settings.end()) {
            // The end of a feed is not the end of time: what is missing may stand in the next one.
            LedgerEntry untold = entry.draft().billsDueAt(null).entry();
            return LedgerStep.waiting(untold, Position.due(at, live.ledgerKey(), untold.sequence()));
        }
        LedgerEntry after = entry.draft()
                .billsDueAt(null)
                .history(entry.history().withBillsDue())
                .nextEvent()
                .entry();
        return LedgerStep.changed(
                after,
                event(
                        Kind.DUE,
                        after,
                        after.statedBy(),
                        Position.due(at, live.ledgerKey(), after.sequence()),
                        live,
                        live,
                        entry.outcome()));
    }

    /** What waited for the filing that creates its consignment. */
    private List<LedgerStep> followed(LedgerStep filed, LedgerEntry after) {
        List<EarlyInput> waiting = new ArrayList<>(after.early());
        waiting.sort(Comparator.comparingInt(EarlyInput::order));
        List<LedgerStep> steps = new ArrayList<>();
        steps.add(filed);
        LedgerEntry now = after.draft().early(List.of()).entry();
        for (EarlyInput input : waiting) {
            Position position = filed.position().then(steps.size());
            LedgerStep step = input.filing() != null
                    ? taken(now, input.filing(), position, input::origin, false)
                    : taken(now, Objects.requireNonNull(input.outcome()), position, input::origin);
            now = Objects.requireNonNull(step.after(), "the consignment was just created");
            steps.add(step.from(input.origin()));
        }
        return steps;
    }

    private LedgerStep early(@Nullable LedgerEntry entry, EarlyInput input, Position position) {
        int waiting = entry == null ? 0 : entry.early().size();
        if (waiting == LedgerEntry.MOST_EARLY) {
            String why = "never created, and " + waiting + " other inputs wait for that already";
            return refusedEarly(entry, input, position, why);
        }
        LedgerEntry.Draft draft = entry == null ? LedgerEntry.unseen() : entry.draft();
        List<EarlyInput> early = new ArrayList<>(entry == null ? List.of() : entry.early());
        early.add(input);
        if (entry == null || entry.standing() == LedgerEntry.Standing.EXPECTED) {
            // What still waits at a moment is given up after it.
            draft.until(input.until() + 1);
        }
        return LedgerStep.waiting(draft.early(early).entry(), position);
    }

    /** A withdrawn entry that goes takes with it what waits there. */
    private long heldUntil(@Nullable LedgerEntry entry, Position position) {
        long until = position.orderTime() + settings.holdEarly().toMillis();
        return entry == null || entry.last() == null ? until : Math.min(until, entry.until() - 1);
    }

    private LedgerStep givenUp(LedgerEntry entry, long moment) {
        List<EarlyInput> early = new ArrayList<>(entry.early());
        EarlyInput first = early.stream()
                .filter(input -> input.until() == moment)
                .findFirst()
                .orElseThrow();
        early.remove(first);
        LedgerEntry after = entry.draft().early(early).entry();
        String key = first.filing() != null
                ? first.filing().consignment().ledgerKey()
                : Consignment.ledgerKey(
                        Objects.requireNonNull(first.outcome()).tenant(),
                        first.outcome().consignmentKey());
        String why = "never created, and not within " + settings.holdEarly() + " after this either, or withdrawn";
        return refusedEarly(after, first, Position.due(moment, key, early.size()), why)
                .from(first.origin());
    }

    private static LedgerStep refusedEarly(
            @Nullable LedgerEntry entry, EarlyInput input, Position position, String why) {
        Outcome outcome = input.outcome();
        if (outcome == null) {
            return refusedEarly(entry, Objects.requireNonNull(input.filing()), position, why);
        }
        return LedgerStep.refused(
                entry,
                position,
                Refusal.Code.OUTCOME_FOR_UNKNOWN_CONSIGNMENT,
                "outcome of a consignment that is not in the ledger (" + why + "): consignment="
                        + outcome.consignmentKey() + ", code=" + outcome.code() + ", version=" + outcome.version());
    }

    private static LedgerStep refusedEarly(@Nullable LedgerEntry entry, Filing filing, Position position, String why) {
        return LedgerStep.refused(
                entry,
                position,
                Refusal.Code.UNKNOWN_CONSIGNMENT,
                filing.kind() + " of a consignment that is not in the ledger (" + why
                        + "), send a CREATE first: consignment="
                        + filing.consignment().key() + ", filing=" + filing.filingId() + " version "
                        + filing.filingVersion());
    }

    private static boolean waits(LedgerEntry entry, long fingerprint) {
        for (EarlyInput input : entry.early()) {
            if (input.filing() != null && fingerprint(input.filing()) == fingerprint) {
                return true;
            }
        }
        return false;
    }

    private static boolean waits(@Nullable LedgerEntry entry, Outcome outcome) {
        if (entry == null) {
            return false;
        }
        for (EarlyInput input : entry.early()) {
            if (input.outcome() != null && input.outcome().version() == outcome.version()) {
                return true;
            }
        }
        return false;
    }

    private static CaseEvent event(
            Kind kind,
            LedgerEntry after,
            FilingRef filing,
            Position position,
            @Nullable Consignment before,
            @Nullable Consignment now,
            @Nullable Outcome outcome) {
        Consignment stated = after.stated();
        return new CaseEvent(
                kind,
                stated.tenant(),
                stated.key(),
                position,
                after.sequence(),
                filing,
                after.amendments(),
                before,
                now,
                outcome,
                null,
                after.told());
    }

    /**
     * When the entry may go, in order time. Its own idea of that counts from when the filing was received, which in a
     * replay through a broker is years before its order time; the span between the two is what we keep it for.
     */
    private long keptUntil(Consignment version, Position position) {
        return position.orderTime()
                + LedgerEntry.keptFor(version, settings.retention()).toMillis();
    }

    /**
     * When the bills that belong to this one are due, in order time; null for a bill that stands alone. An amendment
     * moves it with the arrival, but does not win time by coming late.
     *
     * @param before when they were due under the version before; null when it had no such time
     */
    private @Nullable Long billsDueAt(Consignment version, Position position, long until, @Nullable Long before) {
        boolean belongs = version.billLevel() == BillLevel.MASTER
                || (version.billLevel() == BillLevel.HOUSE && version.master() != null);
        if (!belongs) {
            return null;
        }
        long due = before != null
                ? before
                : position.orderTime() + settings.dueAfterFiling().toMillis();
        Instant arrival = version.arrival();
        if (arrival != null) {
            Duration left = Duration.between(version.receivedAt(), arrival).minus(settings.dueBeforeArrival());
            if (left.compareTo(Duration.ZERO) > 0 && left.compareTo(LedgerEntry.LONGEST_VOYAGE) <= 0) {
                due = position.orderTime() + left.toMillis();
            }
        }
        return Math.min(due, until - 1);
    }

    /** 64-bit FNV-1a of all that the filing says; when it was received is not something it says. */
    private static long fingerprint(Filing filing) {
        LayoutWriter out = new LayoutWriter();
        out.constant(filing.kind()).text(filing.filingId()).signed(filing.filingVersion());
        out.instant(filing.filedAt());
        ConsignmentLayout.write(out, filing.consignment().receivedAt(filing.filedAt()));
        long hash = 0xCBF29CE484222325L;
        for (byte octet : out.toBytes()) {
            hash = (hash ^ (octet & 0xFF)) * 0x100000001B3L;
        }
        return hash;
    }
}
