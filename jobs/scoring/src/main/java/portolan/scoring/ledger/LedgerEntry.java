package portolan.scoring.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent.FilingRef;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentLayout;
import portolan.scoring.manifest.Leg;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.OutcomeLayout;

/**
 * What the ledger keeps of one consignment.
 *
 * <p>Layout in RocksDB:
 *
 * <pre>
 *   v1   1 version | live | sequence | amendments | filingId | filingVersion | filedAt
 *        | list of fingerprints | consignment | flag, outcome
 * </pre>
 *
 * @param live whether the consignment stands; a withdrawn one keeps its last version so that a late outcome finds it
 * @param sequence of the last event, from 1
 * @param amendments how often it was replaced or withdrawn
 * @param fingerprints of the last {@value #MOST_FINGERPRINTS} filings taken in, oldest first
 * @param last the live version, or the last one before the withdrawal
 * @param outcome the newest outcome, or null
 */
public record LedgerEntry(
        boolean live,
        long sequence,
        int amendments,
        FilingRef filing,
        List<Long> fingerprints,
        Consignment last,
        @Nullable Outcome outcome) {
    /** A duplicate of a filing further back than this counts as stale and is refused, not dropped. */
    static final int MOST_FINGERPRINTS = 8;

    private static final int VERSION = 1;

    public LedgerEntry {
        fingerprints = List.copyOf(fingerprints);
    }

    /** When the entry may go: the retention after arrival, or after receipt where no arrival is known. */
    public Instant expiresAt(Duration retention) {
        Instant arrival = last.receivedAt();
        for (Leg leg : last.routing()) {
            arrival = later(arrival, leg.ata() != null ? leg.ata() : leg.eta());
        }
        // A mistyped year must not keep an entry for ever.
        Instant latest = last.receivedAt().plus(Duration.ofDays(365));
        return (arrival.isAfter(latest) ? latest : arrival).plus(retention);
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    List<Long> fingerprintsWith(long fingerprint) {
        List<Long> more = new ArrayList<>(fingerprints);
        more.add(fingerprint);
        return more.size() > MOST_FINGERPRINTS ? more.subList(1, more.size()) : more;
    }

    public byte[] write() {
        LayoutWriter out =
                new LayoutWriter().octet(VERSION).flag(live).count(sequence).count(amendments);
        out.text(filing.filingId()).signed(filing.filingVersion()).instant(filing.filedAt());
        out.list(fingerprints, LayoutWriter::signed);
        ConsignmentLayout.write(out, last);
        out.flag(outcome != null);
        if (outcome != null) {
            OutcomeLayout.write(out, outcome);
        }
        return out.toBytes();
    }

    public static LedgerEntry read(byte[] bytes) {
        LayoutReader in = new LayoutReader(bytes);
        in.version("ledger entry", VERSION);
        return new LedgerEntry(
                in.flag(),
                in.count(),
                (int) in.count(),
                new FilingRef(in.text(), (int) in.signed(), in.instant()),
                in.list(LayoutReader::signed),
                ConsignmentLayout.read(in),
                in.flag() ? OutcomeLayout.read(in) : null);
    }
}
