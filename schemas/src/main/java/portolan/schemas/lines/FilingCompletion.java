// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Conveyance;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.FilerRole;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.FilingIdType;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.avro.TransportMode;

/** Fills in what a file may leave out of a filing, and refuses what it may not. */
public final class FilingCompletion {
    /** What a required text says when the feed does not know. */
    static final String UNKNOWN = "UNKNOWN";

    private static final String ONE = "1";

    /** These state a bill; the other kinds state a part of one, and of a part nothing is required. */
    private static final Set<EventKind> WHOLE = EnumSet.of(EventKind.CREATE, EventKind.REPLACE);

    /**
     * Not part of what a filer says. {@code receivedAt} is left out too: a filing that arrives twice is one event.
     */
    private static final Set<String> NOT_CONTENT = Set.of("eventId", "receivedAt", "rawMessageRef");

    private static final List<String> FILLED_IN_LATER = List.of("eventId", "consignmentKey", "filingId");

    private final ConsignmentKeys keys;
    private final String format;
    private final JsonWriter canonical = new JsonWriter(false);

    /** @param format source message type of filings that name none */
    public FilingCompletion(ConsignmentKeys keys, String format) {
        this.keys = keys;
        this.format = format;
    }

    public Filing complete(Draft draft, String file, long line, byte[] raw) throws FaultException {
        begin(draft, file, line, raw);
        if (lacksKey(draft)) {
            deriveKey(draft);
        }
        return finish(draft);
    }

    /** All that follows from the line alone. */
    void begin(Draft draft, String file, long line, byte[] raw) throws FaultException {
        draft.setIfAbsent("tenant", "default");
        draft.setIfAbsent("receivingAuthority", UNKNOWN);
        draft.setIfAbsent("sourceRegime", SourceRegime.OTHER);
        draft.setIfAbsent("sourceMessageType", format);
        draft.setIfAbsent("sourceMessageVersion", ONE);
        draft.setIfAbsent("eventKind", EventKind.CREATE);
        draft.setIfAbsent("filingIdType", FilingIdType.CONTROL_NO);
        draft.setIfAbsent("filingVersion", 1);
        draft.setIfAbsent("filerId", UNKNOWN);
        draft.setIfAbsent("filerRole", FilerRole.AGENT);
        draft.setIfAbsent("billLevel", draft.has("masterDocument") ? BillLevel.HOUSE : BillLevel.STRAIGHT);
        // All of its fields may be left out, and so may it.
        if (!draft.has("conveyance")) {
            draft.set("conveyance", new Conveyance());
        }
        if (!isWhole(draft)) {
            completePart(draft);
        }
        if (draft.get("filedAt") instanceof Instant filedAt) {
            draft.setIfAbsent("receivedAt", filedAt);
        }
        if (!draft.has("rawMessageRef")) {
            draft.set("rawMessageRef", new RawMessageRef(file, 0, line, ContentId.sha256Hex(raw), null, null, null));
        }
        refuseMissing(draft);
    }

    /** Whether the key must be derived, for which lines must come in their order. */
    static boolean lacksKey(Draft draft) {
        return !(draft.get("consignmentKey") instanceof String key && !key.isBlank());
    }

    /** The filing, once it has its key. */
    Filing finish(Draft draft) throws FaultException {
        if (!draft.has("filingId")) {
            draft.set("filingId", String.valueOf(draft.get("consignmentKey")));
        }
        boolean idGiven = draft.has("eventId");
        draft.setIfAbsent("eventId", new UUID(0, 0));
        Filing filing = (Filing) draft.finish(() -> "");
        if (!idGiven) {
            filing.setEventId(ContentId.of(canonical.bytes(filing, NOT_CONTENT)));
        }
        return filing;
    }

    private static boolean isWhole(Draft draft) {
        return draft.get("eventKind") instanceof EventKind kind && WHOLE.contains(kind);
    }

    /**
     * What a part of a bill need not repeat, in values that change nothing: an unknown nature leaves the bill's as it
     * is; mode, level and the document's number are never taken from a part.
     */
    private static void completePart(Draft draft) {
        draft.setIfAbsent("natureOfMovement", NatureOfMovement.UNKNOWN);
        draft.setIfAbsent("transportMode", TransportMode.SEA);
        if (!draft.has("transportDocument") && draft.get("consignmentKey") instanceof String key && !key.isBlank()) {
            draft.set("transportDocument", new TransportDocument(numberIn(key), null, null, null));
        }
    }

    /** The document's number in {@code ISSUER:NUMBER:YYYY}; a key of another form as it is. */
    private static String numberIn(String key) {
        int first = key.indexOf(':');
        int last = key.lastIndexOf(':');
        return first < last ? key.substring(first + 1, last) : key;
    }

    /** One fault for all required fields that this class does not fill in. */
    private static void refuseMissing(Draft draft) throws FaultException {
        List<String> missing = new ArrayList<>(draft.missing());
        missing.removeAll(FILLED_IN_LATER);
        if (!draft.has("filedAt")) {
            // It would be filled from filedAt, which is what is missing.
            missing.remove("receivedAt");
        }
        boolean whole = isWhole(draft);
        if (!whole && missing.remove("transportDocument")) {
            missing.add("consignmentKey");
        }
        if (whole && !(draft.get("goodsItems") instanceof List<?> items && !items.isEmpty())) {
            missing.add("goodsItems");
        }
        if (!missing.isEmpty()) {
            throw new FaultException(
                    LineFault.Code.MISSING_FIELD,
                    missing.get(0),
                    "required and missing: " + String.join(", ", missing) + (whole ? "" : neededOf(draft)));
        }
    }

    private static String neededOf(Draft draft) {
        return "; a " + draft.get("eventKind") + " needs filedAt and consignmentKey, or issuer and number of"
                + " transportDocument in its place, and what changes";
    }

    /** What was filed before may decide the year: only ever called by one thread at a time, line after line. */
    void deriveKey(Draft draft) throws FaultException {
        TransportDocument document = (TransportDocument) draft.get("transportDocument");
        Instant filedAt = (Instant) draft.get("filedAt");
        if (document == null || filedAt == null || isBlank(document.getIssuer()) || isBlank(document.getNumber())) {
            throw new FaultException(
                    LineFault.Code.MISSING_FIELD,
                    "consignmentKey",
                    "no consignment key, and none can be derived: give consignmentKey, or issuer and number of"
                            + " transportDocument");
        }
        draft.set(
                "consignmentKey",
                keys.derive(document.getIssuer(), document.getNumber(), document.getIssueDate(), filedAt));
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
