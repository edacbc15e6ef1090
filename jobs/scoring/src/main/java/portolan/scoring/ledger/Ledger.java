package portolan.scoring.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent.FilingRef;
import portolan.scoring.ledger.CaseEvent.Kind;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentLayout;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Outcome;

/**
 * Decides what a filing or an outcome changes about its consignment.
 *
 * <pre>
 *   input                    no entry        withdrawn entry   live entry
 *   CREATE                   FILED           FILED             AMENDED (re-sent with other content)
 *   REPLACE                  refused         refused           AMENDED
 *   DELETE                   refused         refused           WITHDRAWN
 *   same content again       -               noted             noted
 *   lower version, same id   -               refused           refused
 *   PATCH and other kinds    refused         refused           refused
 *   outcome                  refused         OUTCOME_KNOWN     OUTCOME_KNOWN
 *   outcome, version known   -               noted             noted
 * </pre>
 */
public final class Ledger {
    private Ledger() {}

    public static LedgerStep apply(@Nullable LedgerEntry entry, Filing filing) {
        if (filing.kind() != EventKind.CREATE
                && filing.kind() != EventKind.REPLACE
                && filing.kind() != EventKind.DELETE) {
            return LedgerStep.refused(
                    entry,
                    Refusal.Code.UNSUPPORTED_EVENT_KIND,
                    "filings of kind " + filing.kind() + " are not taken in by this release, send a REPLACE with the"
                            + " whole bill instead: consignment="
                            + filing.consignment().key() + ", filing="
                            + filing.filingId() + " version " + filing.filingVersion());
        }
        long fingerprint = fingerprint(filing);
        if (entry != null && entry.fingerprints().contains(fingerprint)) {
            return LedgerStep.noted(entry, Note.DUPLICATE_FILING);
        }
        if (entry != null && isStale(entry, filing)) {
            return LedgerStep.refused(
                    entry,
                    Refusal.Code.STALE_VERSION,
                    "version " + filing.filingVersion() + " of a filing whose version "
                            + entry.filing().filingVersion() + " is in force, with other content: consignment="
                            + filing.consignment().key() + ", filing=" + filing.filingId());
        }
        return switch (filing.kind()) {
            case CREATE -> created(entry, filing, fingerprint);
            default -> changed(entry, filing, fingerprint);
        };
    }

    private static boolean isStale(LedgerEntry entry, Filing filing) {
        return filing.filingId().equals(entry.filing().filingId())
                && filing.filingVersion() < entry.filing().filingVersion();
    }

    private static LedgerStep created(@Nullable LedgerEntry entry, Filing filing, long fingerprint) {
        if (entry != null && entry.live()) {
            return amended(entry, filing, fingerprint);
        }
        LedgerEntry after = new LedgerEntry(
                true,
                entry == null ? 1 : entry.sequence() + 1,
                entry == null ? 0 : entry.amendments(),
                reference(filing),
                entry == null ? List.of(fingerprint) : entry.fingerprintsWith(fingerprint),
                filing.consignment(),
                // What an outcome taught before a withdrawal stays taught, under the parties of then: it must not be
                // retracted under those of a new filing.
                null);
        return LedgerStep.changed(after, event(Kind.FILED, after, filing, null, filing.consignment(), null));
    }

    private static LedgerStep changed(@Nullable LedgerEntry entry, Filing filing, long fingerprint) {
        if (entry == null || !entry.live()) {
            return LedgerStep.refused(
                    entry,
                    Refusal.Code.UNKNOWN_CONSIGNMENT,
                    filing.kind() + " of a consignment that is not in the ledger (never created, withdrawn, or past its"
                            + " retention), send a CREATE first: consignment="
                            + filing.consignment().key() + ", filing=" + filing.filingId() + " version "
                            + filing.filingVersion());
        }
        return filing.kind() == EventKind.DELETE
                ? withdrawn(entry, filing, fingerprint)
                : amended(entry, filing, fingerprint);
    }

    private static LedgerStep amended(LedgerEntry entry, Filing filing, long fingerprint) {
        LedgerEntry after = new LedgerEntry(
                true,
                entry.sequence() + 1,
                entry.amendments() + 1,
                reference(filing),
                entry.fingerprintsWith(fingerprint),
                filing.consignment(),
                entry.outcome());
        return LedgerStep.changed(
                after, event(Kind.AMENDED, after, filing, entry.last(), filing.consignment(), entry.outcome()));
    }

    private static LedgerStep withdrawn(LedgerEntry entry, Filing filing, long fingerprint) {
        LedgerEntry after = new LedgerEntry(
                false,
                entry.sequence() + 1,
                entry.amendments() + 1,
                reference(filing),
                entry.fingerprintsWith(fingerprint),
                entry.last(),
                entry.outcome());
        return LedgerStep.changed(after, event(Kind.WITHDRAWN, after, filing, entry.last(), null, entry.outcome()));
    }

    private static CaseEvent event(
            Kind kind,
            LedgerEntry after,
            Filing filing,
            @Nullable Consignment before,
            @Nullable Consignment now,
            @Nullable Outcome outcome) {
        Consignment said = filing.consignment();
        return new CaseEvent(
                kind,
                said.tenant(),
                said.key(),
                filing.position(),
                after.sequence(),
                after.filing(),
                after.amendments(),
                before,
                now,
                outcome,
                null);
    }

    /** Takes in what an inspection found; a higher version corrects what an earlier one taught. */
    public static LedgerStep apply(@Nullable LedgerEntry entry, Outcome outcome) {
        if (entry == null) {
            return LedgerStep.refused(
                    null,
                    Refusal.Code.OUTCOME_FOR_UNKNOWN_CONSIGNMENT,
                    "outcome of a consignment that is not in the ledger (never filed, or past its retention): consignment="
                            + outcome.consignmentKey() + ", code=" + outcome.code() + ", version="
                            + outcome.version());
        }
        Outcome known = entry.outcome();
        if (known != null && outcome.version() <= known.version()) {
            return LedgerStep.noted(entry, Note.DUPLICATE_OUTCOME);
        }
        LedgerEntry after = new LedgerEntry(
                entry.live(),
                entry.sequence() + 1,
                entry.amendments(),
                entry.filing(),
                entry.fingerprints(),
                entry.last(),
                outcome);
        return LedgerStep.changed(
                after,
                new CaseEvent(
                        Kind.OUTCOME_KNOWN,
                        outcome.tenant(),
                        outcome.consignmentKey(),
                        outcome.position(),
                        after.sequence(),
                        after.filing(),
                        after.amendments(),
                        null,
                        entry.last(),
                        outcome,
                        known));
    }

    private static FilingRef reference(Filing filing) {
        return new FilingRef(filing.filingId(), filing.filingVersion(), filing.filedAt());
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
