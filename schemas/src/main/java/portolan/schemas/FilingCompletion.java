package portolan.schemas;

import java.time.Instant;
import java.util.ArrayList;
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
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.avro.TransportDocument;

/** Fills in what a file may leave out of a filing, and refuses what it may not. */
final class FilingCompletion {
    /** What a required text says when the feed does not know. */
    static final String UNKNOWN = "UNKNOWN";

    private static final String ONE = "1";

    /**
     * Not part of what a filer says. {@code receivedAt} is left out too: a filing that arrives twice is one event.
     */
    private static final Set<String> NOT_CONTENT = Set.of("eventId", "receivedAt", "rawMessageRef");

    private final ConsignmentKeys keys;
    private final String format;
    private final JsonWriter canonical = new JsonWriter(false);

    /** @param format source message type of filings that name none */
    FilingCompletion(ConsignmentKeys keys, String format) {
        this.keys = keys;
        this.format = format;
    }

    Filing complete(Draft draft, String file, long line, byte[] raw) throws FaultException {
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
        draft.setIfAbsent("conveyance", new Conveyance());
        if (draft.get("filedAt") instanceof Instant filedAt) {
            draft.setIfAbsent("receivedAt", filedAt);
        }
        draft.setIfAbsent("rawMessageRef", new RawMessageRef(file, 0, line, ContentId.sha256Hex(raw)));
        refuseMissing(draft);
        setKey(draft);
        draft.setIfAbsent("filingId", String.valueOf(draft.get("consignmentKey")));
        boolean idGiven = draft.has("eventId");
        draft.setIfAbsent("eventId", new UUID(0, 0));
        Filing filing = (Filing) draft.finish(() -> "");
        if (!idGiven) {
            filing.setEventId(ContentId.of(canonical.bytes(filing, NOT_CONTENT)));
        }
        return filing;
    }

    /** One fault for all required fields that this class does not fill in. */
    private static void refuseMissing(Draft draft) throws FaultException {
        List<String> missing = new ArrayList<>(draft.missing());
        missing.removeAll(List.of("eventId", "consignmentKey", "filingId"));
        if (!draft.has("filedAt")) {
            // It would be filled from filedAt, which is what is missing.
            missing.remove("receivedAt");
        }
        boolean whole = draft.get("eventKind") == EventKind.CREATE || draft.get("eventKind") == EventKind.REPLACE;
        if (whole && !(draft.get("goodsItems") instanceof List<?> items && !items.isEmpty())) {
            missing.add("goodsItems");
        }
        if (!missing.isEmpty()) {
            throw new FaultException(
                    LineFault.Code.MISSING_FIELD,
                    missing.get(0),
                    "required and missing: " + String.join(", ", missing));
        }
    }

    private void setKey(Draft draft) throws FaultException {
        if (draft.get("consignmentKey") instanceof String key && !key.isBlank()) {
            return;
        }
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
