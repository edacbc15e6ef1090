// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.EpochMillis;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent.FilingRef;
import portolan.scoring.ledger.CaseEvent.Kind;
import portolan.scoring.ledger.CaseHistory.Refiling;
import portolan.scoring.ledger.CaseHistory.RivalClaim;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentLayout;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filer;
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
 *   PATCH: what is not null, parties   waits [early]                AMENDED [patch]
 *     by role
 *   SUPPLEMENT: adds by seq or id      waits [early]                AMENDED, no amendment counted; or noted [supplement]
 *   ARRIVAL: actual times only         waits [early]                AMENDED, no amendment counted; or noted [arrival]
 *   STATUS                             noted                        noted [status]
 *   DELETE                             waits; withdrawn, same       WITHDRAWN [delete]
 *                                        filer: refused
 *
 *   the same content again             noted [duplicate]            noted
 *   lower version, or the same and     refused, STALE_VERSION       refused, STALE_VERSION [stale]
 *     filed earlier, same filing id,
 *     other content
 *   SUPPLEMENT beyond the largest      -                            refused, TOO_LARGE [tooLarge]
 *     bill there is
 *   what waits, its CREATE comes       follows it: outcomes, then filings by version [early]
 *   what waits longer than the bound   refused with its own bytes, UNKNOWN_CONSIGNMENT or
 *                                        OUTCOME_FOR_UNKNOWN_CONSIGNMENT [tooEarly]
 *
 *   CREATE within 72 h of a            FILED, with how it differs: filer, parties, office [refile]
 *     withdrawal
 *   CREATE under another filing id     -                            AMENDED, whether or not it says that it
 *     of the same or an unknown filer                                 supersedes [newNumber]
 *   CREATE or REPLACE of another       -                            AMENDED: it takes the bill over, its own rival
 *     filer, a rival or not, that                                     claim goes [takenOver]
 *     supersedes the live filing
 *   under a number whose place         CREATE of a higher version:  DELETE: noted; others refused, STALE_VERSION
 *     another took                       FILED, else as above         [superseded]
 *   CREATE of another filer            -                            CONTESTED: both claims are kept, the first stays
 *                                                                     live [rival]
 *   REPLACE, PATCH, DELETE of another  waits; follows the CREATE    waits for its own CREATE [foreign]
 *     filer, under another number        of its filer or number
 *   REPLACE, PATCH, ... of that filer  -                            CONTESTED again: its own claim changes [rivalAmends]
 *   DELETE of that filer               -                            noted: its claim goes [rivalGoes]
 *   DELETE of the live version         -                            AMENDED: the first rival stands [rivalStands]
 *   CREATE of a fourth filer           -                            refused, TOO_MANY_CLAIMS [manyRivals]
 *   shipper changes                    -                            AMENDED: retracted from one, learned by the other
 *                                                                     [moved]
 *
 *   whatever amends                    -                            the bill keeps the time when it was first
 *                                                                     received: memories count by it [first]
 *
 *   outcome                            waits; withdrawn:            OUTCOME_KNOWN [outcome]
 *                                        OUTCOME_KNOWN
 *                                        [outcomeOnWithdrawn]
 *   any amendment after an outcome     FILED: it stays with the     the outcome stays with the version it was found on,
 *                                        version before [settled]     and with that one's parties [inspected]
 *   outcome of a higher version        as above                     OUTCOME_KNOWN of the version that was inspected, the
 *                                                                     earlier one un-taught there [corrected]
 *   outcome, version known             noted                        noted
 *
 *   a watch list has news of it        -                            AMENDED by nothing, its decision not due yet
 *                                                                     [listed]
 *   the bills that belong to it are    -                            DUE, once: master without houses, house without
 *     due                                                             its master; not told where the feed ended
 *                                                                     before that [due]
 * </pre>
 *
 * <p>What came before its CREATE waits, a REPLACE too, though it states the whole bill: what was <em>first</em> filed
 * is what later versions are measured against, and a REPLACE taken for the first filing would hide the very change it
 * makes.
 *
 * <p>A filing without a number of its own, which files may leave out, is its filer's newest word on the bill: it takes
 * no other number's place. Nor does a PATCH, which may have a number for the message alone.
 *
 * <p>Only the filer of a bill, or who supersedes its filing, changes what it states. Partial filings and notices of
 * arrival have filers and numbers of their own by nature; they complete the live version, whoever sends them, unless
 * that is a rival: then they complete its claim. While a senders list is in force, its sender speaks for the filer.
 *
 * <p>While a senders list is in force, what a sender does not speak for is refused, NOT_ENTITLED, before all else. Then
 * a number, a superseding and a claim are those of their filer alone: whoever does not speak for it neither changes nor
 * blocks what it states, and one more claim of the whole bill is set beside it; where there is no more room, for the
 * newest of the same sender, or else of others. Whom the list names as the filer of an issuer's bills takes the live
 * place from others ({@code StrangersTest}).
 *
 * <p>An input or a moment that cannot be decided on changes nothing, and is told as a failure: a fault of this class
 * must not stop all others.
 *
 * <p>Not for several threads: it keeps a buffer.
 */
public final class Ledger {
    /** Within this time a new filing belongs to the withdrawal before it. */
    static final Duration REFILED_WITHIN = Duration.ofDays(3);

    private final LedgerSettings settings;

    /**
     * What a filing says, as long as it takes to tell it from another: a buffer a filing was most of a step's bytes.
     */
    private final LayoutWriter written = new LayoutWriter();

    public Ledger(LedgerSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes in a filing.
     *
     * @param entry what is kept of its consignment; null when nothing is
     * @param who for whom its sender speaks
     * @param origin what the filing was read from, asked for when it must wait: comes back with the step that ends that
     * @return what happened, in this order; the last step's entry is the one to keep
     */
    public List<LedgerStep> take(@Nullable LedgerEntry entry, Filing filing, Speaker who, Supplier<byte[]> origin) {
        try {
            return taken(entry, filing, who, origin);
        } catch (RuntimeException failure) {
            return List.of(LedgerStep.failed(entry, filing.position(), failure));
        }
    }

    private List<LedgerStep> taken(@Nullable LedgerEntry entry, Filing filing, Speaker who, Supplier<byte[]> origin) {
        LedgerStep step = taken(entry, filing, filing.position(), who, origin, true);
        LedgerEntry after = step.after();
        if (step.event() == null
                || after == null
                || !after.isLive()
                || after.early().isEmpty()) {
            return List.of(step);
        }
        return followed(step, after, who);
    }

    /** Takes in what an inspection found; a higher version corrects what an earlier one taught. */
    public List<LedgerStep> take(@Nullable LedgerEntry entry, Outcome outcome, Supplier<byte[]> origin) {
        try {
            return List.of(taken(entry, outcome, outcome.position(), origin));
        } catch (RuntimeException failure) {
            return List.of(LedgerStep.failed(entry, outcome.position(), failure));
        }
    }

    /** The same of an outcome whose sender is checked while a list is in force. */
    public List<LedgerStep> take(@Nullable LedgerEntry entry, Outcome outcome, Speaker who, Supplier<byte[]> origin) {
        return who.may(Speaker.Report.OUTCOMES, outcome.tenant())
                ? take(entry, outcome, origin)
                : List.of(LedgerStep.refused(
                        entry,
                        outcome.position(),
                        Refusal.Code.NOT_ENTITLED,
                        who.mayNot(Speaker.Report.OUTCOMES, outcome.tenant()) + ", consignment="
                                + outcome.consignmentKey() + ", code=" + outcome.code() + ", version "
                                + outcome.version()));
    }

    /** Why memories do not learn a move; null where its sender may report it. */
    public static @Nullable LedgerStep refusal(ContainerMove move, Speaker who) {
        return who.may(Speaker.Report.MOVES, move.tenant())
                ? null
                : LedgerStep.refused(
                        null,
                        move.position(),
                        Refusal.Code.NOT_ENTITLED,
                        who.mayNot(Speaker.Report.MOVES, move.tenant()) + ", container=" + move.equipmentId()
                                + ", event=" + move.eventId());
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
            LedgerStep step = happened(now, moment);
            now = Objects.requireNonNull(step.after(), "time leaves an entry behind, if an empty one");
            steps.add(step);
        }
        return steps;
    }

    /**
     * The live version is assessed once more, as an amendment that amends nothing: memories are asked without what it
     * taught, and stay as they are.
     *
     * @param moment order time at which something has become known of it; what happened by itself until then is told
     */
    public LedgerStep lookAgain(LedgerEntry entry, long moment) {
        LedgerEntry after = entry.draft().nextEvent().entry();
        Consignment live = entry.stated();
        Position position = Position.due(moment, live.ledgerKey(), after.sequence());
        return LedgerStep.changed(
                after, event(Kind.AMENDED, after, after.statedBy(), position, live, live, entry.inspection()));
    }

    private LedgerStep happened(LedgerEntry entry, long moment) {
        try {
            return entry.billsDueAt() != null && entry.billsDueAt() == moment ? due(entry) : givenUp(entry, moment);
        } catch (RuntimeException failure) {
            // It would fail again before each input that comes.
            LedgerEntry.Passed passed = entry.without(moment);
            EarlyInput input = passed.input();
            if (input == null) {
                Position position = Position.due(moment, entry.stated().ledgerKey(), entry.sequence());
                return LedgerStep.failed(passed.after(), position, failure);
            }
            return LedgerStep.failed(passed.after(), givenUpAt(passed.after(), input, moment), failure)
                    .from(input.origin());
        }
    }

    private LedgerStep taken(
            @Nullable LedgerEntry entry,
            Filing filing,
            Position position,
            Speaker who,
            Supplier<byte[]> origin,
            boolean mayWait) {
        if (!who.speaksFor(filing.consignment(), filing.kind())) {
            return notEntitled(
                    entry, filing, position, who, filing.consignment().filer());
        }
        if (filing.kind() == EventKind.STATUS) {
            return LedgerStep.noted(entry, position, Note.STATUS);
        }
        long fingerprint = fingerprint(filing);
        if (entry != null && (entry.fingerprints().contains(fingerprint) || waits(entry, fingerprint))) {
            return LedgerStep.noted(entry, position, Note.DUPLICATE_FILING);
        }
        FilingRef inForce = entry == null ? null : inForce(entry, filing, who);
        if (inForce != null && isOlder(filing, inForce)) {
            return LedgerStep.refused(
                    entry,
                    position,
                    Refusal.Code.STALE_VERSION,
                    "version " + filing.filingVersion() + " of a filing whose version " + inForce.filingVersion()
                            + " is in force, with other content: consignment="
                            + filing.consignment().key() + ", filing=" + filing.filingId());
        }
        boolean foreign = entry != null && isForeign(entry, filing, who);
        boolean claims = filing.kind() == EventKind.CREATE
                || (who.isChecked() && entry != null && entry.isLive() && filing.kind() == EventKind.REPLACE);
        if (entry != null && entry.isLive()) {
            boolean forbidden = completes(filing)
                    ? !who.speaksFor(entry.stated(), filing.kind()) && rivalOf(entry, filing, who) == null
                    : foreign && !claims && isNumberOf(entry, filing);
            if (forbidden) {
                return notEntitled(entry, filing, position, who, entry.stated().filer());
            }
            if (!foreign || claims) {
                return changed(entry, new Arrival(filing, fingerprint, position, who));
            }
        }
        if (claims) {
            return created(entry, new Arrival(filing, fingerprint, position, who));
        }
        boolean undone = filing.kind() == EventKind.DELETE && entry != null && entry.last() != null && !foreign;
        return mayWait && !undone
                ? early(
                        entry,
                        new EarlyInput(filing, null, bufferedUntil(entry, position), origin.get()),
                        position,
                        who)
                : refusedEarly(entry, filing, position, "never created, withdrawn, or past its retention");
    }

    private static LedgerStep notEntitled(
            @Nullable LedgerEntry entry, Filing filing, Position position, Speaker who, Filer filer) {
        return LedgerStep.refused(
                entry,
                position,
                Refusal.Code.NOT_ENTITLED,
                who.words() + " does not speak for the filer '" + filer.id() + "': kind=" + filing.kind() + ", tenant="
                        + filing.consignment().tenant() + ", consignment="
                        + filing.consignment().key() + ", filing=" + filing.filingId() + " version "
                        + filing.filingVersion() + ", filed by="
                        + filing.consignment().filer().id());
    }

    /** Where a filer does not count its versions, the time of filing has to tell. */
    private static boolean isOlder(Filing filing, FilingRef inForce) {
        return filing.filingVersion() < inForce.filingVersion()
                || (filing.filingVersion() == inForce.filingVersion()
                        && !completes(filing)
                        && filing.filedAt().isBefore(inForce.filedAt()));
    }

    /** A filing on its way through the table. */
    private record Arrival(Filing filing, long fingerprint, Position position, Speaker who) {
        Consignment said() {
            return filing.consignment();
        }

        FilingRef reference() {
            return new FilingRef(filing.filingId(), filing.filingVersion(), filing.filedAt());
        }

        boolean speaksFor(Consignment claim) {
            return who.speaksFor(claim, filing.kind());
        }

        /** Whether it states a bill that is truly its filer's, in place of one whose filer only claims that. */
        boolean isTruer(Consignment live) {
            return (filing.kind() == EventKind.CREATE || filing.kind() == EventKind.REPLACE)
                    && who.isTrueFiler(said())
                    && !who.isTrueFiler(live);
        }
    }

    /** The newest filing under the same number: of the live version, of a rival claim, or of what was superseded. */
    private static @Nullable FilingRef inForce(LedgerEntry entry, Filing filing, Speaker who) {
        if (entry.last() == null) {
            return null;
        }
        if (isUnderNumberOf(live(entry), filing, who)) {
            return entry.statedBy();
        }
        for (Claim rival : entry.rivals()) {
            if (isUnderNumberOf(rival, filing, who)) {
                return rival.filing();
            }
        }
        return supersededBy(entry, filing, who);
    }

    private static Claim live(LedgerEntry entry) {
        return new Claim(entry.statedBy(), entry.stated());
    }

    /** Numbers are those of the live version's filer: a stranger's word takes none of somebody else's away. */
    private static @Nullable FilingRef supersededBy(LedgerEntry entry, Filing filing, Speaker who) {
        return who.speaksFor(entry.stated(), filing.kind()) ? entry.superseded(filing.filingId()) : null;
    }

    /**
     * Whether the filing is a version of this one, of a sender who speaks for its filer; two filers who give no number
     * have not given the same.
     */
    private static boolean isUnderNumberOf(Claim claim, Filing filing, Speaker who) {
        return claim.filing().filingId().equals(filing.filingId())
                && who.speaksFor(claim.stated(), filing.kind())
                && (isNumbered(filing)
                        || !Claim.differ(
                                claim.stated().filer(), filing.consignment().filer()));
    }

    private static boolean isNumberOf(LedgerEntry live, Filing filing) {
        return isNumbered(filing) && live.statedBy().filingId().equals(filing.filingId());
    }

    /** Where a file leaves the number out, the key of the consignment stands in its place. */
    private static boolean isNumbered(Filing filing) {
        return !filing.filingId().equals(filing.consignment().key().value());
    }

    /**
     * Whether a filing is of a filer who has nothing to say about what is stated here: under a number that the bill
     * never had, and neither the filer of the live version nor a rival, nor one who takes the bill over.
     */
    private static boolean isForeign(LedgerEntry entry, Filing filing, Speaker who) {
        Consignment last = entry.last();
        if (last == null || completes(filing)) {
            return false;
        }
        boolean own = who.speaksFor(last, filing.kind());
        return (!own || Claim.differ(last.filer(), filing.consignment().filer()))
                && !isUnderNumberOf(live(entry), filing, who)
                && supersededBy(entry, filing, who) == null
                && !(own && takesOver(entry, filing))
                && rivalOf(entry, filing, who) == null;
    }

    private static boolean completes(Filing filing) {
        return filing.kind() == EventKind.SUPPLEMENT || filing.kind() == EventKind.ARRIVAL;
    }

    private static boolean takesOver(LedgerEntry entry, Filing filing) {
        return (filing.kind() == EventKind.CREATE || filing.kind() == EventKind.REPLACE)
                && entry.statedBy().filingId().equals(filing.supersedesFilingId())
                && !filing.filingId().equals(filing.supersedesFilingId());
    }

    private LedgerStep created(@Nullable LedgerEntry entry, Arrival arrival) {
        Consignment said = arrival.said();
        LedgerEntry.Draft draft = entry == null ? LedgerEntry.unseen() : entry.draft();
        if (entry != null && entry.last() != null && !arrival.speaksFor(entry.last())) {
            draft.withoutSuperseded();
        }
        draft.history(entry == null ? CaseHistory.NONE : historyOfRefiling(entry, said));
        if (entry != null && entry.inspection() != null) {
            // What an outcome taught before a withdrawal stays taught, under the parties of then.
            draft.inspection(entry.inspection().closed(entry.stated()));
        }
        long until = keptUntil(said, arrival);
        if (entry != null
                && entry.last() != null
                && !Claim.differ(entry.last().filer(), said.filer())
                && isNewNumber(entry, arrival)) {
            // Withdrawing the old number once more must not hit the bill that was filed again under the new one.
            draft.superseding(entry.statedBy());
        }
        LedgerEntry after = superseding(draft, arrival)
                .live(said, said.receivedAt())
                .by(arrival.reference())
                .fingerprint(arrival.fingerprint())
                .until(until)
                .billsDueAt(billsDueAt(said, arrival, until, null))
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
        boolean own = arrival.speaksFor(entry.stated());
        if (own && takesOver(entry, filing)) {
            return amended(withoutClaimOf(entry, filing), arrival, true);
        }
        if (arrival.isTruer(entry.stated())) {
            return trueFilerStands(entry, arrival);
        }
        Claim rival = rivalOf(entry, filing, arrival.who());
        if (rival != null) {
            return filing.kind() == EventKind.DELETE
                    ? rivalWithdrawn(entry, rival, arrival)
                    : contested(entry, rival, arrival, stated(rival.stated(), filing));
        }
        if (supersededBy(entry, filing, arrival.who()) != null && !completes(filing)) {
            return superseded(entry, arrival);
        }
        if (isForeign(entry, filing, arrival.who())) {
            return contested(entry, null, arrival, filing.consignment());
        }
        if (filing.kind() == EventKind.DELETE) {
            return entry.rivals().isEmpty() ? withdrawn(entry, arrival) : rivalStands(entry, arrival);
        }
        return amended(entry, arrival, own);
    }

    /** Who truly files the bill stands; what a stranger filed of it before is one more claim. */
    private LedgerStep trueFilerStands(LedgerEntry entry, Arrival arrival) {
        List<Claim> rivals = new ArrayList<>(entry.rivals());
        rivals.removeIf(rival -> arrival.who().isTrueFiler(rival.stated()) && rival.isOf(arrival.filing()));
        if (rivals.size() == LedgerEntry.MOST_RIVALS && !removeLast(rivals, arrival)) {
            rivals.remove(rivals.size() - 1);
        }
        rivals.add(0, live(entry));
        return amended(entry.draft().rivals(rivals).entry(), arrival, false);
    }

    private static LedgerEntry withoutClaimOf(LedgerEntry entry, Filing filing) {
        List<Claim> rivals = new ArrayList<>(entry.rivals());
        return rivals.removeIf(rival -> rival.isOf(filing))
                ? entry.draft().rivals(rivals).entry()
                : entry;
    }

    private static @Nullable Claim rivalOf(LedgerEntry entry, Filing filing, Speaker who) {
        if (isUnderNumberOf(live(entry), filing, who)) {
            return null;
        }
        for (Claim rival : entry.rivals()) {
            if (isUnderNumberOf(rival, filing, who)
                    || (rival.filing().filingId().equals(filing.supersedesFilingId())
                            && who.speaksFor(rival.stated(), filing.kind()))) {
                return rival;
            }
        }
        if (supersededBy(entry, filing, who) != null) {
            return null;
        }
        for (Claim rival : entry.rivals()) {
            if (rival.isOf(filing) && who.speaksFor(rival.stated(), filing.kind())) {
                return rival;
            }
        }
        return null;
    }

    private static LedgerStep superseded(LedgerEntry entry, Arrival arrival) {
        Filing filing = arrival.filing();
        return filing.kind() == EventKind.DELETE
                ? LedgerStep.noted(
                        entry.draft().fingerprint(arrival.fingerprint()).entry(),
                        arrival.position(),
                        Note.SUPERSEDED_NUMBER)
                : LedgerStep.refused(
                        entry,
                        arrival.position(),
                        Refusal.Code.STALE_VERSION,
                        filing.kind() + " under a number whose place "
                                + entry.statedBy().filingId()
                                + " took, file under that or say that yours supersedes it: consignment="
                                + filing.consignment().key() + ", filing=" + filing.filingId() + " version "
                                + filing.filingVersion());
    }

    /** Whether the filing states the bill under a number that takes the place of the one in force. */
    private static boolean isNewNumber(LedgerEntry entry, Arrival arrival) {
        Filing filing = arrival.filing();
        return filing.kind() != EventKind.PATCH
                && isNumbered(filing)
                && !filing.filingId().equals(entry.statedBy().filingId());
    }

    /** The draft, knowing which number the filing says it takes the place of, whether that was ever here or not. */
    private static LedgerEntry.Draft superseding(LedgerEntry.Draft draft, Arrival arrival) {
        String left = arrival.filing().supersedesFilingId();
        if (left != null && !left.equals(arrival.filing().filingId()) && !draft.knows(left)) {
            draft.superseding(new FilingRef(left, 0, arrival.filing().filedAt()));
        }
        return draft;
    }

    /** The version that a filing makes of the one before. */
    private static Consignment stated(Consignment before, Filing filing) {
        Consignment said = filing.consignment();
        return switch (filing.kind()) {
            case PATCH -> PartialFiling.patched(before, said);
            case SUPPLEMENT -> PartialFiling.supplemented(before, said);
            case ARRIVAL -> PartialFiling.arrived(before, said);
            // The bill is as old as its first filing: memories count by that, and a habit of filing early is not
            // unlearned.
            default -> said.receivedAt(before.receivedAt());
        };
    }

    /** @param own whether its sender speaks for the filer of the live version */
    private LedgerStep amended(LedgerEntry entry, Arrival arrival, boolean own) {
        Filing filing = arrival.filing();
        Consignment before = entry.stated();
        Consignment now = stated(before, filing);
        boolean completes = completes(filing);
        if (completes && PartialFiling.isTooLarge(before, now)) {
            return tooLarge(entry, arrival, now);
        }
        if (completes && now.equals(before)) {
            return LedgerStep.noted(
                    entry.draft().fingerprint(arrival.fingerprint()).entry(), arrival.position(), Note.NOTHING_NEW);
        }
        LedgerEntry.Draft draft = restated(entry, now, arrival);
        if (!own && !completes) {
            draft.withoutSuperseded();
        }
        if (completes) {
            draft.history(entry.history().completed(before, now));
            // A notice of arrival has a number of its own: the bill's filing stays the one that is in force.
            boolean versions = !arrival.who().isChecked()
                    || before.filer().id().equals(arrival.said().filer().id());
            if (versions && filing.filingId().equals(entry.statedBy().filingId())) {
                draft.by(arrival.reference());
            }
        } else {
            if (own && isNewNumber(entry, arrival)) {
                draft.superseding(entry.statedBy());
            }
            superseding(draft, arrival)
                    .history(
                            own
                                    ? entry.history()
                                            .amended(before, now, arrival.said().receivedAt())
                                    : CaseHistory.NONE)
                    .amendedOnce();
            if (!own
                    || isNewNumber(entry, arrival)
                    || filing.filingId().equals(entry.statedBy().filingId())) {
                draft.by(arrival.reference());
            }
        }
        LedgerEntry after = draft.fingerprint(arrival.fingerprint()).entry();
        return LedgerStep.changed(
                after,
                event(Kind.AMENDED, after, arrival.reference(), arrival.position(), before, now, after.inspection()));
    }

    private static LedgerStep tooLarge(LedgerEntry entry, Arrival arrival, Consignment grown) {
        return LedgerStep.refused(
                entry,
                arrival.position(),
                Refusal.Code.TOO_LARGE,
                "the bill would grow beyond what one bill states: consignment=" + grown.key() + ", items="
                        + grown.items().size() + ", equipment="
                        + grown.equipment().size() + ", parties="
                        + grown.parties().size());
    }

    /** The entry with another version in force; what is due moves with it, unless it was due already. */
    private LedgerEntry.Draft restated(LedgerEntry entry, Consignment now, Arrival arrival) {
        long until = keptUntil(now, arrival);
        Long due = entry.history().billsDue() ? null : billsDueAt(now, arrival, until, entry.billsDueAt());
        Inspection inspection = entry.inspection();
        return entry.draft()
                .live(now, arrival.said().receivedAt())
                .inspection(inspection == null ? null : inspection.movedOn(entry.stated()))
                .until(until)
                .billsDueAt(due)
                .nextEvent();
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
                        entry.inspection()));
    }

    private static LedgerStep contested(
            LedgerEntry entry, @Nullable Claim before, Arrival arrival, Consignment stated) {
        List<Claim> rivals = new ArrayList<>(entry.rivals());
        boolean checked = arrival.who().isChecked();
        if (before == null && rivals.size() == LedgerEntry.MOST_RIVALS && !(checked && removeLast(rivals, arrival))) {
            return LedgerStep.refused(
                    entry,
                    arrival.position(),
                    Refusal.Code.TOO_MANY_CLAIMS,
                    "the bill is claimed by " + (entry.rivals().size() + 1) + " filers already, settle that first:"
                            + " consignment=" + stated.key() + ", filer="
                            + stated.filer().id() + ", filing="
                            + arrival.filing().filingId());
        }
        if (before != null && completes(arrival.filing()) && PartialFiling.isTooLarge(before.stated(), stated)) {
            return tooLarge(entry, arrival, stated);
        }
        Claim claim = new Claim(arrival.reference(), stated);
        LedgerEntry.Draft draft = checked ? entry.draft() : superseding(entry.draft(), arrival);
        if (before == null) {
            rivals.add(claim);
        } else {
            rivals.set(rivals.indexOf(before), claim);
            if (!checked && !before.filing().filingId().equals(claim.filing().filingId())) {
                draft.superseding(before.filing());
            }
        }
        LedgerEntry after = draft.rivals(rivals)
                .fingerprint(arrival.fingerprint())
                .nextEvent()
                .entry();
        CaseHistory beside = CaseHistory.NONE.beside(List.of(RivalClaim.of(live(entry), stated)));
        return LedgerStep.changed(
                after,
                new CaseEvent(
                        Kind.CONTESTED,
                        stated.tenant(),
                        stated.key(),
                        arrival.position(),
                        after.sequence(),
                        claim.filing(),
                        arrival.said().receivedAt(),
                        after.amendments(),
                        entry.stated(),
                        stated,
                        outcome(entry.inspection()),
                        null,
                        found(entry.inspection()),
                        beside));
    }

    /**
     * A claim makes room for one more, the newest for whose filer the sender speaks, else the newest; but not that of who
     * truly files the bill. Whether any does.
     */
    private static boolean removeLast(List<Claim> rivals, Arrival arrival) {
        for (boolean own : new boolean[] {true, false}) {
            for (int i = rivals.size() - 1; i >= 0; i--) {
                Consignment claimed = rivals.get(i).stated();
                if (!arrival.who().isTrueFiler(claimed) && (!own || arrival.speaksFor(claimed))) {
                    rivals.remove(i);
                    return true;
                }
            }
        }
        return false;
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
        Inspection inspection = entry.inspection();
        LedgerEntry.Draft draft = restated(entry, next.stated(), arrival);
        if (!arrival.speaksFor(next.stated())) {
            draft.withoutSuperseded();
        }
        LedgerEntry after = draft
                // What was found on a bill that is withdrawn is no finding about the one that stands in its place.
                .inspection(inspection == null ? null : inspection.closed(entry.stated()))
                .by(next.filing())
                .rivals(entry.rivals().subList(1, entry.rivals().size()))
                .history(entry.history()
                        .amended(entry.stated(), next.stated(), arrival.said().receivedAt()))
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
                        after.inspection()));
    }

    private LedgerStep taken(@Nullable LedgerEntry entry, Outcome outcome, Position position, Supplier<byte[]> origin) {
        if (entry == null || entry.last() == null) {
            return waits(entry, outcome)
                    ? LedgerStep.noted(entry, position, Note.DUPLICATE_OUTCOME)
                    : early(
                            entry,
                            new EarlyInput(null, outcome, bufferedUntil(entry, position), origin.get()),
                            position,
                            Speaker.UNCHECKED);
        }
        Inspection before = entry.inspection();
        Outcome known = before == null ? null : before.outcome();
        if (known != null && outcome.version() <= known.version()) {
            return LedgerStep.noted(entry, position, Note.DUPLICATE_OUTCOME);
        }
        Outcome stands =
                known == null ? outcome : outcome.chosen(outcome.chosen().correcting(known.chosen()));
        Inspection inspection = before == null ? new Inspection(stands, null, false) : before.corrected(stands);
        LedgerEntry after = entry.draft().inspection(inspection).nextEvent().entry();
        return LedgerStep.changed(
                after,
                new CaseEvent(
                        Kind.OUTCOME_KNOWN,
                        outcome.tenant(),
                        outcome.consignmentKey(),
                        position,
                        after.sequence(),
                        after.statedBy(),
                        outcome.reportedAt(),
                        after.amendments(),
                        null,
                        inspection.found() == null ? entry.stated() : inspection.found(),
                        stands,
                        known,
                        null,
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
                        null,
                        live,
                        entry.inspection()));
    }

    /**
     * What waited for the filing that creates its consignment, or its filer's claim; what waits for another still does.
     */
    private List<LedgerStep> followed(LedgerStep filed, LedgerEntry after, Speaker who) {
        List<EarlyInput> waiting = new ArrayList<>();
        List<EarlyInput> foreign = new ArrayList<>();
        for (EarlyInput input : after.early()) {
            Filing filing = input.filing();
            boolean stays = filing != null && isForeign(after, filing, who.onlyFor(filing.consignment()));
            (stays ? foreign : waiting).add(input);
        }
        waiting.sort(Comparator.comparingInt(EarlyInput::order));
        List<LedgerStep> steps = new ArrayList<>();
        steps.add(filed);
        if (waiting.isEmpty()) {
            return steps;
        }
        LedgerEntry now = after.draft().early(foreign).entry();
        for (EarlyInput input : waiting) {
            Position position = filed.position().then(steps.size());
            LedgerStep step = follows(now, input, position, who);
            now = Objects.requireNonNull(step.after(), "the consignment was just created");
            steps.add(step.from(input.origin()));
        }
        return steps;
    }

    private LedgerStep follows(LedgerEntry entry, EarlyInput input, Position position, Speaker who) {
        Filing filing = input.filing();
        try {
            return filing != null
                    ? taken(entry, filing, position, who.onlyFor(filing.consignment()), input::origin, false)
                    : taken(entry, Objects.requireNonNull(input.outcome()), position, input::origin);
        } catch (RuntimeException failure) {
            return LedgerStep.failed(entry, position, failure);
        }
    }

    private LedgerStep early(@Nullable LedgerEntry entry, EarlyInput input, Position position, Speaker who) {
        int waiting = entry == null ? 0 : entry.early().size();
        if (waiting == LedgerEntry.MOST_EARLY
                || (who.isChecked() && entry != null && entry.early(input.filing()) >= LedgerEntry.MOST_EARLY_OF_ONE)) {
            String why = "never created, and " + waiting + " other inputs wait for that already";
            return refusedEarly(entry, input, position, why);
        }
        LedgerEntry.Draft draft = entry == null ? LedgerEntry.unseen() : entry.draft();
        List<EarlyInput> early = new ArrayList<>(entry == null ? List.of() : entry.early());
        early.add(input);
        if (entry == null || entry.standing() == LedgerEntry.Standing.EXPECTED) {
            draft.until(EpochMillis.plus(input.until(), 1));
        }
        return LedgerStep.waiting(draft.early(early).entry(), position);
    }

    /** A withdrawn entry that goes takes with it what waits there. */
    private long bufferedUntil(@Nullable LedgerEntry entry, Position position) {
        long until = EpochMillis.plus(position.orderTime(), settings.holdEarly().toMillis());
        return entry == null || entry.last() == null ? until : Math.min(until, EpochMillis.plus(entry.until(), -1));
    }

    private LedgerStep givenUp(LedgerEntry entry, long moment) {
        LedgerEntry.Passed passed = entry.without(moment);
        EarlyInput first = Objects.requireNonNull(passed.input(), "no bills are due then");
        String why = "never created, and not within " + settings.holdEarly() + " after this either, or withdrawn";
        return refusedEarly(passed.after(), first, givenUpAt(passed.after(), first, moment), why)
                .from(first.origin());
    }

    private static Position givenUpAt(LedgerEntry after, EarlyInput input, long moment) {
        String key = input.filing() != null
                ? input.filing().consignment().ledgerKey()
                : Consignment.ledgerKey(
                        Objects.requireNonNull(input.outcome()).tenant(),
                        input.outcome().consignmentKey());
        return Position.due(moment, key, after.early().size());
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
                "outcome of a consignment that is not in the ledger of its tenant (" + why
                        + "), state the tenant of its filing (what states none is of 'default'): tenant="
                        + outcome.tenant() + ", consignment="
                        + outcome.consignmentKey() + ", code=" + outcome.code() + ", version=" + outcome.version());
    }

    private static LedgerStep refusedEarly(@Nullable LedgerEntry entry, Filing filing, Position position, String why) {
        return LedgerStep.refused(
                entry,
                position,
                Refusal.Code.UNKNOWN_CONSIGNMENT,
                filing.kind()
                        + (entry != null && entry.isLive()
                                ? " of a claim that is not in the ledger: the bill is another filer's ("
                                : " of a consignment that is not in the ledger (")
                        + why + "), send a CREATE first: consignment="
                        + filing.consignment().key() + ", filing=" + filing.filingId() + " version "
                        + filing.filingVersion());
    }

    private boolean waits(LedgerEntry entry, long fingerprint) {
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
            @Nullable Inspection inspection) {
        Consignment stated = after.stated();
        return new CaseEvent(
                kind,
                stated.tenant(),
                stated.key(),
                position,
                after.sequence(),
                filing,
                Objects.requireNonNull(after.heardAt(), "somebody has created the consignment"),
                after.amendments(),
                before,
                now,
                outcome(inspection),
                null,
                found(inspection),
                after.told());
    }

    /** What was found on the bill that stands; what was found on one that was withdrawn is settled. */
    private static @Nullable Outcome outcome(@Nullable Inspection inspection) {
        return inspection == null || inspection.closed() ? null : inspection.outcome();
    }

    private static @Nullable Consignment found(@Nullable Inspection inspection) {
        return inspection == null || inspection.closed() ? null : inspection.found();
    }

    /**
     * When the entry may go, in order time. Its own idea of that counts from when the filing was received, which in a
     * replay through a broker is years before its order time; the span between the two is what we keep it for.
     */
    private long keptUntil(Consignment version, Arrival arrival) {
        return EpochMillis.plus(
                arrival.position().orderTime(),
                LedgerEntry.keptFor(version, arrival.said().receivedAt(), settings.retention())
                        .toMillis());
    }

    /**
     * When the bills that belong to this one are due, in order time; null for a bill that stands alone. An amendment
     * moves it with the arrival, but does not win time by coming late.
     *
     * @param before when they were due under the version before; null when it had no such time
     */
    private @Nullable Long billsDueAt(Consignment version, Arrival arrival, long until, @Nullable Long before) {
        if (!version.hasBillsThatBelongToIt()) {
            return null;
        }
        long orderTime = arrival.position().orderTime();
        long due = before != null
                ? before
                : EpochMillis.plus(orderTime, settings.dueAfterFiling().toMillis());
        Instant expected = version.arrival();
        if (expected != null) {
            Duration left =
                    Duration.between(arrival.said().receivedAt(), expected).minus(settings.dueBeforeArrival());
            if (left.compareTo(Duration.ZERO) > 0 && left.compareTo(LedgerEntry.LONGEST_VOYAGE) <= 0) {
                due = EpochMillis.plus(orderTime, left.toMillis());
            }
        }
        return Math.min(due, EpochMillis.plus(until, -1));
    }

    /** 64-bit FNV-1a of all that the filing says; when it was received is not something it says. */
    private long fingerprint(Filing filing) {
        LayoutWriter out = written.clear();
        out.constant(filing.kind()).text(filing.filingId()).signed(filing.filingVersion());
        out.instant(filing.filedAt());
        ConsignmentLayout.write(out, filing.consignment().receivedAt(filing.filedAt()));
        return out.hash();
    }
}
