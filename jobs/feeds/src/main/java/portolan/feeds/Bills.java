// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.ConveyanceIdType;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.avro.SourceRegime;
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

    /** Of a transit, by NCTS. */
    private static final String RELEASE = "CC029C";

    private static final String UNKNOWN = "UNKNOWN";

    /** Kinds of what is nothing to take that a receipt names at most. */
    private static final int MOST_SKIPPED = 20;

    private static final String DEFAULT_TENANT = "default";

    /** Rejects of a message at most: who sends garbage by the megabyte does not fill a topic with it. */
    public static final int MOST_REJECTS = 1_000;

    private final ReceivedMessage message;
    private final Profile profile;
    private final BillSink sink;
    private final FilingCompletion completion;
    private final KnownBills known;
    private final Listing listing;
    private final EventCompletion events;
    private final Map<String, Integer> skipped = new TreeMap<>();
    private final Notes notes = new Notes();

    /** Counts what is skipped, too: the ids of what follows stay when a profile says what that means. */
    private int met;

    private int filed;
    private int rejected;

    /** From the last reject that a message may have on. */
    private final Map<BillReject.Reason, Integer> untold = new EnumMap<>(BillReject.Reason.class);

    private @Nullable BillReject firstUntold;

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
        this.events = new EventCompletion(message, profile, tenant());
    }

    /** Makes the draft of one bill. */
    @FunctionalInterface
    public interface Reading {
        Draft draft() throws FaultException;
    }

    /** Reads one movement of a container, or one call of a ship. */
    @FunctionalInterface
    public interface Event<T> {
        /** Null where there is none after all: who reads has said so with {@link Bills#skip}. */
        @Nullable
        T read() throws FaultException;
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
        take(BillReject.What.BILL, from, to, ordinal -> complete(reading.draft(), ordinal, from, to, part), filing -> {
            begin(filing);
            sink.filed(filing);
            known.filed(filing);
            listing.filed(filing);
        });
    }

    /** A manifest that replaces another one, and a release by customs, may name bills that were not filed before. */
    private void begin(Filing filing) {
        if (filing.getEventKind() == EventKind.REPLACE
                && (filing.getSourceRegime() == SourceRegime.CUSCAR
                        || filing.getSourceMessageType().equals(RELEASE))
                && !known.isFiled(filing)) {
            filing.setEventKind(EventKind.CREATE);
        }
    }

    /** Takes one movement of a container, or rejects it, as {@link #take} does a bill. */
    public void move(long from, long to, @Nullable Integer part, Event<ContainerMoved> event) {
        take(
                BillReject.What.MOVE,
                from,
                to,
                ordinal -> events.complete(event.read(), id(ordinal), reference(from, to, part)),
                sink::moved);
    }

    /** Takes one call of a ship, or rejects it, as {@link #take} does a bill. */
    public void report(long from, long to, @Nullable Integer part, Event<ConveyanceReported> event) {
        take(
                BillReject.What.CALL,
                from,
                to,
                ordinal -> events.completeCall(event.read(), id(ordinal), reference(from, to, part)),
                report -> {
                    sink.reported(report);
                    known.reported(report);
                });
    }

    /** Counts what stands in the message and is nothing to take. */
    public void skip(String what) {
        if (skipped.size() < MOST_SKIPPED || skipped.containsKey(what)) {
            skipped.merge(what, 1, Integer::sum);
        }
    }

    /** What the receipt says of its bills. */
    public Notes notes() {
        return notes;
    }

    /** Makes what is handed on; null for nothing. */
    private interface Making<T> {
        @Nullable
        T make(int ordinal) throws FaultException;
    }

    private interface Handing<T> {
        void hand(T made) throws FaultException;
    }

    private <T> void take(BillReject.What what, long from, long to, Making<T> making, Handing<T> handing) {
        int ordinal = ++met;
        T made = null;
        try {
            made = making.make(ordinal);
        } catch (FaultException fault) {
            reject(of(what, fault, ordinal, from, to));
        } catch (RuntimeException e) {
            reject(new BillReject(what, BillReject.Reason.NOT_HANDLED, "not read: cause=" + e, "", ordinal, from, to));
        }
        if (made != null) {
            // What else the sink makes of it is not the bill's fault.
            try {
                handing.hand(made);
                filed++;
            } catch (FaultException fault) {
                reject(of(what, fault, ordinal, from, to));
            }
        }
        sink.pause();
    }

    private static BillReject of(BillReject.What what, FaultException fault, int ordinal, long from, long to) {
        return new BillReject(what, BillFaults.reason(fault), fault.getMessage(), fault.path(), ordinal, from, to);
    }

    private void reject(BillReject reject) {
        rejected++;
        if (rejected < MOST_REJECTS) {
            sink.rejected(reject);
            return;
        }
        untold.merge(reject.reason(), 1, Integer::sum);
        if (firstUntold == null) {
            firstUntold = reject;
        }
    }

    /** The last reject: of one bill, or of all that are not told one by one. */
    private void tellLast() {
        BillReject first = firstUntold;
        if (first == null) {
            return;
        }
        sink.rejected(
                rejected == MOST_REJECTS
                        ? first
                        : new BillReject(
                                first.of(),
                                BillReject.Reason.TOO_MANY_REJECTS,
                                "the message has too many rejects: told=" + (MOST_REJECTS - 1) + ", of=" + rejected
                                        + ", not told=" + untold + "; mend what those before say, and send it again",
                                "",
                                first.ordinal(),
                                first.byteFrom(),
                                first.byteTo()));
    }

    private UUID id(int ordinal) {
        return ContentId.named(EVENTS, message.sha256() + ":" + ordinal);
    }

    private RawMessageRef reference(long from, long to, @Nullable Integer part) {
        return new RawMessageRef(
                message.topic(), message.partition(), message.offset(), message.sha256(), from, to, part);
    }

    private Filing complete(Draft draft, int ordinal, long from, long to, @Nullable Integer part)
            throws FaultException {
        Tidy.apply(draft);
        String sender = sender(draft.get("filerId") instanceof String filer ? filer : null);
        joinShip(draft, sender);
        Instant receivedAt = message.receivedAt();
        draft.set("tenant", tenant());
        draft.setIfAbsent("filerId", sender);
        // A format without a time of its own: the later of two exports is the one that was received later.
        draft.setIfAbsent("filedAt", receivedAt);
        draft.set("receivedAt", receivedAt);
        draft.set("eventId", id(ordinal));
        draft.set("rawMessageRef", reference(from, to, part));
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

    /** A ship that the bill names by call sign or name only has the number that it was reported with. */
    private void joinShip(Draft draft, String sender) {
        if (draft.get("conveyance") instanceof Conveyance conveyance && conveyance.getId() == null) {
            String imo = known.ship(tenant(), sender, conveyance, Drafts.attribute(draft, Tidy.CALL_SIGN));
            if (imo != null) {
                conveyance.setIdType(ConveyanceIdType.IMO);
                conveyance.setId(imo);
                Drafts.attribute(draft, "conveyance.id", "by conveyance report");
            }
        }
    }

    private String sender(@Nullable String stated) {
        String sender = sender(message, profile, stated);
        return sender == null ? UNKNOWN : sender;
    }

    /** Who sent it: as the gateway knows, else as the profile says, else as the message does; null where none does. */
    static @Nullable String sender(ReceivedMessage message, Profile profile, @Nullable String stated) {
        if (message.sender() != null) {
            return message.sender();
        }
        if (profile.sender() != null) {
            return profile.sender();
        }
        return stated != null && !stated.isBlank() ? stated : null;
    }

    private static String number(Draft draft, String sender) throws FaultException {
        if (draft.get("transportDocument") instanceof TransportDocument document
                && document.getNumber() != null
                && !document.getNumber().isBlank()
                && !Codes.isNoNumber(document.getNumber())) {
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

    /** Whether the message held nothing: no bill, and nothing that was skipped. */
    boolean isEmpty() {
        return met == 0;
    }

    Receipt receipt(CheckedMessage checked) {
        tellLast();
        Integer stated = checked.stated();
        int missing = stated == null ? 0 : Math.max(0, stated - filed - rejected);
        listing.end(rejected + missing);
        List<Finding> findings = new ArrayList<>(checked.findings());
        findings.addAll(notes.findings());
        if (!skipped.isEmpty()) {
            findings.add(new Finding(Finding.NOT_TAKEN, "no movement of a container: " + skipped));
        }
        return new Receipt(
                message.sha256(),
                checked.format(),
                profile.name(),
                filed + rejected,
                filed,
                rejected,
                checked.stated(),
                findings,
                null);
    }
}
