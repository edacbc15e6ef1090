// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.EpochMillis;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent.FilingRef;
import portolan.scoring.ledger.CaseHistory.RivalClaim;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentLayout;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.FilingLayout;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.OutcomeLayout;

/**
 * What the ledger keeps of one consignment.
 *
 * <p>Layout where it is stored:
 *
 * <pre>
 *   v1   1 version | standing | signed until | sequence | amendments
 *        | flag, filing: filingId | filingVersion | filedAt
 *        | list of superseded filings, as above
 *        | list of fingerprints | flag, consignment | heard at
 *        | flag, inspection: outcome | flag, consignment | flag closed
 *        | flag, signed bills due at | history
 *        | list of claims: filingId | filingVersion | filedAt | consignment
 *        | list of early inputs: flag, filing or outcome | signed until | count, bytes of its origin
 * </pre>
 *
 * @param standing whether the consignment stands; a withdrawn one keeps its last version so that a late outcome finds
 *     it
 * @param until order time from which the entry counts as gone; never before something that waits in it
 * @param sequence of the last event, from 1; 0 while nobody has created the consignment
 * @param amendments how often it was replaced, patched or withdrawn
 * @param filing the newest filing of the live version; null while nobody has created the consignment
 * @param superseded the newest filings of numbers that another took the place of, at most {@value #MOST_SUPERSEDED},
 *     the last one that lost its place at the end
 * @param fingerprints of the last {@value #MOST_FINGERPRINTS} filings taken in, oldest first
 * @param last the live version, or the last one before the withdrawal; null while nobody has created the consignment
 * @param heardAt when the newest filing about the bill, or its withdrawal, was received; null while nobody has created
 *     it
 * @param inspection what was found and on which version; null when nothing is known
 * @param billsDueAt order time after which the bills that belong to this one are missed; null when nothing is due
 * @param history what became of the consignment since it was first filed
 * @param rivals what other filers state about the same bill, oldest first, at most {@value #MOST_RIVALS}
 * @param early what waits for the filing that creates the consignment, at most {@value #MOST_EARLY}
 */
public record LedgerEntry(
        Standing standing,
        long until,
        long sequence,
        int amendments,
        @Nullable FilingRef filing,
        List<FilingRef> superseded,
        List<Long> fingerprints,
        @Nullable Consignment last,
        @Nullable Instant heardAt,
        @Nullable Inspection inspection,
        @Nullable Long billsDueAt,
        CaseHistory history,
        List<Claim> rivals,
        List<EarlyInput> early) {
    static final int MOST_SUPERSEDED = 8;

    static final int MOST_RIVALS = 2;
    static final int MOST_EARLY = 8;

    /**
     * A duplicate of a filing further back than this is stale by its version, or, under a number of its own, taken in
     * once more: few bills have so many. A filing and all that has waited for it are no further back.
     */
    static final int MOST_FINGERPRINTS = 64;

    /** While senders are checked, one filer leaves room for others. */
    static final int MOST_EARLY_OF_ONE = MOST_EARLY / 2;

    /** A mistyped year must not keep an entry for ever. */
    static final Duration LONGEST_VOYAGE = Duration.ofDays(365);

    private static final int VERSION = 1;

    /** What most entries take: a bill with its parties, one item and one box. */
    private static final int USUAL_BYTES = 2_048;

    /** One a thread: entries are written one after the other, and room for each would be twice what it keeps. */
    private static final ThreadLocal<LayoutWriter> ROOM = ThreadLocal.withInitial(() -> new LayoutWriter(USUAL_BYTES));

    /** Whether a consignment stands. */
    public enum Standing {
        /** Something is known that belongs to it, but nobody has created it yet. */
        EXPECTED,
        LIVE,
        WITHDRAWN
    }

    public LedgerEntry {
        superseded = List.copyOf(superseded);
        fingerprints = List.copyOf(fingerprints);
        rivals = List.copyOf(rivals);
        early = List.copyOf(early);
    }

    /** How many filings of the same filer wait; 0 of none. */
    int early(@Nullable Filing filing) {
        return filing == null
                ? 0
                : (int) early.stream()
                        .map(EarlyInput::filing)
                        .filter(one -> one != null
                                && one.consignment()
                                        .filer()
                                        .id()
                                        .equals(filing.consignment().filer().id()))
                        .count();
    }

    public boolean isLive() {
        return standing == Standing.LIVE;
    }

    /** What is, or was last, stated: nobody asks before the consignment was created. */
    public Consignment stated() {
        return Objects.requireNonNull(last, "nobody has created the consignment yet");
    }

    /** The newest filing of {@link #stated()}. */
    FilingRef statedBy() {
        return Objects.requireNonNull(filing, "nobody has created the consignment yet");
    }

    /** The newest filing under a number that another took the place of; null when none did. */
    @Nullable
    FilingRef superseded(String filingId) {
        for (FilingRef left : superseded) {
            if (left.filingId().equals(filingId)) {
                return left;
            }
        }
        return null;
    }

    /** The next order time after which something happens by itself; the largest number there is when nothing will. */
    public long nextMoment() {
        long next = billsDueAt == null ? Long.MAX_VALUE : billsDueAt;
        for (EarlyInput input : early) {
            next = Math.min(next, input.until());
        }
        return next;
    }

    /** The entry without what happens by itself at this moment, one thing of it; its input, where it was one. */
    Passed without(long moment) {
        if (billsDueAt != null && billsDueAt == moment) {
            return new Passed(draft().billsDueAt(null).entry(), null);
        }
        List<EarlyInput> rest = new ArrayList<>(early);
        for (EarlyInput input : early) {
            if (input.until() == moment) {
                rest.remove(input);
                return new Passed(draft().early(rest).entry(), input);
            }
        }
        throw new IllegalArgumentException("nothing happens at that moment: moment=" + moment);
    }

    /** An entry after a moment that passed, and what was waiting for that; null for bills. */
    record Passed(LedgerEntry after, @Nullable EarlyInput input) {}

    /** Whether nothing is left to keep: nobody created the consignment, and nothing waits for that any more. */
    public boolean isEmpty() {
        return standing == Standing.EXPECTED && early.isEmpty();
    }

    /** When the withdrawal was received; null unless withdrawn. */
    @Nullable
    Instant withdrawnAt() {
        return standing == Standing.WITHDRAWN ? heardAt : null;
    }

    /** How long a version is kept from when it was received: until the retention after arrival, where one is known. */
    static Duration keptFor(Consignment version, Instant receivedAt, Duration retention) {
        Instant arrival = receivedAt;
        for (Leg leg : version.routing()) {
            arrival = later(arrival, leg.ata() != null ? leg.ata() : leg.eta());
        }
        Duration voyage = Duration.between(receivedAt, arrival);
        return (voyage.compareTo(LONGEST_VOYAGE) > 0 ? LONGEST_VOYAGE : voyage).plus(retention);
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    /** The history as an event tells it, rival claims and all. */
    CaseHistory told() {
        if (rivals.isEmpty()) {
            return history;
        }
        List<RivalClaim> claims = new ArrayList<>();
        for (Claim rival : rivals) {
            claims.add(RivalClaim.of(rival, stated()));
        }
        return history.beside(claims);
    }

    Draft draft() {
        return new Draft(this);
    }

    static Draft unseen() {
        return new Draft(new LedgerEntry(
                Standing.EXPECTED,
                Long.MIN_VALUE,
                0,
                0,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                CaseHistory.NONE,
                List.of(),
                List.of()));
    }

    /** An entry in the making: every event changes a few of its parts. */
    static final class Draft {
        private Standing standing;
        private long until;
        private long sequence;
        private int amendments;
        private @Nullable FilingRef filing;
        private List<FilingRef> superseded;
        private List<Long> fingerprints;
        private @Nullable Consignment last;
        private @Nullable Instant heardAt;
        private @Nullable Inspection inspection;
        private @Nullable Long billsDueAt;
        private CaseHistory history;
        private List<Claim> rivals;
        private List<EarlyInput> early;

        private Draft(LedgerEntry from) {
            standing = from.standing;
            until = from.until;
            sequence = from.sequence;
            amendments = from.amendments;
            filing = from.filing;
            superseded = from.superseded;
            fingerprints = from.fingerprints;
            last = from.last;
            heardAt = from.heardAt;
            inspection = from.inspection;
            billsDueAt = from.billsDueAt;
            history = from.history;
            rivals = from.rivals;
            early = from.early;
        }

        Draft live(Consignment version, Instant receivedAt) {
            standing = Standing.LIVE;
            last = version;
            heardAt = receivedAt;
            return this;
        }

        Draft withdrawn(Instant receivedAt) {
            standing = Standing.WITHDRAWN;
            heardAt = receivedAt;
            billsDueAt = null;
            return this;
        }

        Draft until(long orderTime) {
            until = orderTime;
            return this;
        }

        /** Another number takes the place of this one. */
        Draft superseding(FilingRef left) {
            if (last != null && left.filingId().equals(last.key().value())) {
                // No number at all: what comes without one is not superseded by that.
                return this;
            }
            List<FilingRef> more = new ArrayList<>(superseded);
            more.removeIf(known -> known.filingId().equals(left.filingId()));
            more.add(left);
            superseded = more.size() > MOST_SUPERSEDED ? more.subList(1, more.size()) : more;
            return this;
        }

        /** What one filer calls superseded, and be it another's number, is nothing to the next one. */
        Draft withoutSuperseded() {
            superseded = List.of();
            return this;
        }

        boolean knows(String filingId) {
            return (filing != null && filing.filingId().equals(filingId))
                    || superseded.stream().anyMatch(left -> left.filingId().equals(filingId));
        }

        Draft by(FilingRef reference) {
            filing = reference;
            if (!superseded.isEmpty()) {
                List<FilingRef> rest = new ArrayList<>(superseded);
                rest.removeIf(left -> left.filingId().equals(reference.filingId()));
                superseded = rest;
            }
            return this;
        }

        Draft fingerprint(long fingerprint) {
            List<Long> more = new ArrayList<>(fingerprints);
            more.add(fingerprint);
            fingerprints = more.size() > MOST_FINGERPRINTS ? more.subList(1, more.size()) : more;
            return this;
        }

        Draft inspection(@Nullable Inspection value) {
            inspection = value;
            return this;
        }

        Draft billsDueAt(@Nullable Long orderTime) {
            billsDueAt = orderTime;
            return this;
        }

        Draft history(CaseHistory value) {
            history = value;
            return this;
        }

        Draft rivals(List<Claim> values) {
            rivals = values;
            return this;
        }

        Draft early(List<EarlyInput> values) {
            early = values;
            return this;
        }

        Draft nextEvent() {
            sequence++;
            return this;
        }

        Draft amendedOnce() {
            amendments++;
            return this;
        }

        LedgerEntry entry() {
            for (EarlyInput input : early) {
                // What still waits at a moment is given up after it, and must be found then.
                until = Math.max(until, EpochMillis.plus(input.until(), 1));
            }
            return new LedgerEntry(
                    standing,
                    until,
                    sequence,
                    amendments,
                    filing,
                    superseded,
                    fingerprints,
                    last,
                    heardAt,
                    inspection,
                    billsDueAt,
                    history,
                    rivals,
                    early);
        }
    }

    public byte[] write() {
        LayoutWriter out = ROOM.get()
                .clear()
                .octet(VERSION)
                .constant(standing)
                .signed(until)
                .count(sequence);
        out.count(amendments).flag(filing != null);
        if (filing != null) {
            write(out, filing);
        }
        out.list(superseded, LedgerEntry::write);
        out.list(fingerprints, LayoutWriter::signed).flag(last != null);
        if (last != null) {
            ConsignmentLayout.write(out, last);
        }
        out.instant(heardAt).flag(inspection != null);
        if (inspection != null) {
            write(out, inspection);
        }
        out.flag(billsDueAt != null);
        if (billsDueAt != null) {
            out.signed(billsDueAt);
        }
        CaseHistoryLayout.write(out, history);
        out.list(rivals, (to, claim) -> {
            write(to, claim.filing());
            ConsignmentLayout.write(to, claim.stated());
        });
        out.list(early, LedgerEntry::write);
        return out.toBytes();
    }

    private static void write(LayoutWriter out, FilingRef filing) {
        out.text(filing.filingId()).signed(filing.filingVersion()).instant(filing.filedAt());
    }

    private static void write(LayoutWriter out, Inspection inspection) {
        OutcomeLayout.write(out, inspection.outcome());
        out.flag(inspection.found() != null);
        if (inspection.found() != null) {
            ConsignmentLayout.write(out, inspection.found());
        }
        out.flag(inspection.closed());
    }

    private static void write(LayoutWriter out, EarlyInput input) {
        out.flag(input.filing() != null);
        if (input.filing() != null) {
            FilingLayout.write(out, input.filing());
        } else if (input.outcome() != null) {
            OutcomeLayout.write(out, input.outcome());
        }
        out.signed(input.until()).count(input.origin().length).raw(input.origin());
    }

    public static LedgerEntry read(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        in.version("ledger entry", VERSION);
        return new LedgerEntry(
                in.constant(Standing.class),
                in.signed(),
                in.count(),
                in.smallCount(),
                in.flag() ? readFiling(in) : null,
                in.list(LedgerEntry::readFiling),
                in.list(LayoutReader::signed),
                in.flag() ? ConsignmentLayout.read(in) : null,
                in.nullableInstant(),
                in.flag() ? readInspection(in) : null,
                in.flag() ? Long.valueOf(in.signed()) : null,
                CaseHistoryLayout.read(in),
                in.list(from -> new Claim(readFiling(from), ConsignmentLayout.read(from))),
                in.list(LedgerEntry::readEarly));
    }

    private static FilingRef readFiling(LayoutReader in) {
        return new FilingRef(in.text(), in.whole(), in.instant());
    }

    private static Inspection readInspection(LayoutReader in) {
        return new Inspection(OutcomeLayout.read(in), in.flag() ? ConsignmentLayout.read(in) : null, in.flag());
    }

    private static EarlyInput readEarly(LayoutReader in) {
        boolean isFiling = in.flag();
        return new EarlyInput(
                isFiling ? FilingLayout.read(in) : null,
                isFiling ? null : OutcomeLayout.read(in),
                in.signed(),
                in.raw(in.size()));
    }
}
