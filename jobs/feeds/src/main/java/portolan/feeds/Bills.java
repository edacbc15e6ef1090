// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.lines.ContentId;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.FilingCompletion;
import portolan.schemas.lines.LineFault;

/** Takes in the bills of one message: gives each its identity and its place in the message, and files or rejects it. */
public final class Bills {
    /** Name space of event ids; never to be changed, since a message that is read again must get the same ids. */
    private static final UUID EVENTS = UUID.fromString("b6f0c4d2-6d0e-4f0a-9a53-7a1d4a5c2e90");

    private static final String UNKNOWN = "UNKNOWN";
    private static final String DEFAULT_TENANT = "default";

    private final ReceivedMessage message;
    private final Profile profile;
    private final BillSink sink;
    private final FilingCompletion completion;
    private final KnownBills known;
    private final Listing listing;
    private int filed;
    private int rejected;

    Bills(
            ReceivedMessage message,
            Profile profile,
            String format,
            ConsignmentKeys keys,
            KnownBills known,
            BillSink sink) {
        this.message = message;
        this.profile = profile;
        this.sink = sink;
        this.completion = new FilingCompletion(keys, format);
        this.known = known;
        this.listing = new Listing(message, profile, sink);
    }

    /** Makes the draft of one bill. */
    @FunctionalInterface
    public interface Reading {
        Draft draft() throws FaultException;
    }

    /**
     * Files one bill, or rejects it with its reason. What the format left out of the draft is filled in: the ids, who
     * sent it, when it was received, where it stands in the message.
     *
     * @param from first byte of the bill in the message
     * @param to the byte after its last one
     * @param part message within an interchange of several, from 1; null where it is one message
     */
    public void take(long from, long to, @Nullable Integer part, Reading reading) {
        int ordinal = filed + rejected + 1;
        Filing filing = null;
        BillReject reject = null;
        try {
            filing = complete(reading.draft(), ordinal, from, to, part);
        } catch (FaultException e) {
            reject = new BillReject(BillFaults.reason(e), e.getMessage(), e.path(), ordinal, from, to);
        } catch (RuntimeException e) {
            reject = new BillReject(BillReject.Reason.NOT_HANDLED, "not read: cause=" + e, "", ordinal, from, to);
        }
        if (filing != null) {
            // What else the sink makes of it is not the bill's fault.
            try {
                sink.filed(filing);
                known.filed(filing);
                listing.filed(filing);
                filed++;
            } catch (FaultException e) {
                reject = new BillReject(BillFaults.reason(e), e.getMessage(), e.path(), ordinal, from, to);
            }
        }
        if (reject != null) {
            rejected++;
            sink.rejected(reject);
        }
        sink.pause();
    }

    private Filing complete(Draft draft, int ordinal, long from, long to, @Nullable Integer part)
            throws FaultException {
        Tidy.apply(draft);
        String sender = sender(draft);
        Instant receivedAt = message.receivedAt();
        draft.set("tenant", tenant());
        draft.setIfAbsent("filerId", sender);
        // A format without a time of its own: the later of two exports is the one that was received later.
        draft.setIfAbsent("filedAt", receivedAt);
        draft.set("receivedAt", receivedAt);
        draft.set("eventId", ContentId.named(EVENTS, message.sha256() + ":" + ordinal));
        draft.set(
                "rawMessageRef",
                new RawMessageRef(
                        message.topic(), message.partition(), message.offset(), message.sha256(), from, to, part));
        String number = number(draft, sender);
        // Senders number their messages anew for each amendment: an id of sender and bill stays.
        draft.setIfAbsent("filingId", sender + ":" + ConsignmentKeys.normalized(number));
        return completion.complete(draft, message.topic(), message.offset(), message.bytes());
    }

    private String tenant() {
        if (message.tenant() != null) {
            return message.tenant();
        }
        return profile.tenant() != null ? profile.tenant() : DEFAULT_TENANT;
    }

    /**
     * Makes the draft a part of a bill that was filed before, if one of that number was.
     *
     * @return whether one was
     */
    public boolean joins(Draft draft, String number) {
        KnownBills.Known bill = known.find(tenant(), number);
        if (bill == null) {
            return false;
        }
        draft.set("consignmentKey", bill.consignmentKey());
        draft.set("filingId", bill.filingId());
        draft.set("transportDocument", new TransportDocument(number, null, bill.issuer(), null));
        return true;
    }

    /** Who sent it: as the gateway knows, else as the profile says, else as the message does. */
    private String sender(Draft draft) {
        if (message.sender() != null) {
            return message.sender();
        }
        if (profile.sender() != null) {
            return profile.sender();
        }
        return draft.get("filerId") instanceof String filer && !filer.isBlank() ? filer : UNKNOWN;
    }

    private static String number(Draft draft, String sender) throws FaultException {
        if (draft.get("transportDocument") instanceof TransportDocument document
                && document.getNumber() != null
                && !document.getNumber().isBlank()
                && !Tidy.isNoNumber(document.getNumber())) {
            if (document.getIssuer() == null || document.getIssuer().isBlank()) {
                // Without an issuer the number means something to its sender only.
                document.setIssuer(sender);
            }
            return document.getNumber();
        }
        throw new FaultException(
                LineFault.Code.MISSING_FIELD,
                "transportDocument.number",
                "no bill number: nothing in the bill says which transport document it is about");
    }

    /** Filed and rejected ones. */
    int found() {
        return filed + rejected;
    }

    Receipt receipt(CheckedMessage checked) {
        listing.end(rejected);
        return new Receipt(
                message.sha256(),
                checked.format(),
                profile.name(),
                filed + rejected,
                filed,
                rejected,
                checked.stated(),
                checked.findings(),
                null);
    }
}
