// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.FilingIdType;
import portolan.schemas.avro.SourceRegime;
import portolan.schemas.wire.Believable;
import portolan.schemas.wire.Topics;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.EventKind;
import portolan.scoring.manifest.Filer;
import portolan.scoring.manifest.FilerRole;
import portolan.scoring.manifest.Filing;
import portolan.scoring.manifest.Position;

/**
 * Reads valid filings from their bytes, field by field as {@code Filing.avsc} has them, without a record between. It
 * knows one writer's schema, today's, and no fault: whatever is old, damaged or invalid is left to {@link
 * portolan.schemas.wire.AvroWire} and {@link FilingFields}, which say what is wrong. What it does read is what those
 * would have read.
 */
final class FilingBytes {
    /** The schema that this class was written for. Who changes the schema changes the fields below, then this. */
    static final long FINGERPRINT = 0x31DD702EEFB7F922L;

    /** Of Avro's single-object encoding: two bytes of marker and the fingerprint. */
    private static final byte[] HEADER = ByteBuffer.allocate(10)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put((byte) 0xC3)
            .put((byte) 1)
            .putLong(FINGERPRINT)
            .array();

    private static final int UUID_LENGTH = 36;

    private static final WireWords<SourceRegime> REGIMES = WireWords.of(SourceRegime.values(), SourceRegime::valueOf);
    private static final WireWords<EventKind> KINDS =
            WireWords.of(portolan.schemas.avro.EventKind.values(), EventKind::valueOf);
    private static final WireWords<FilingIdType> ID_TYPES = WireWords.of(FilingIdType.values(), FilingIdType::valueOf);
    private static final WireWords<FilerRole> FILER_ROLES =
            WireWords.of(portolan.schemas.avro.FilerRole.values(), FilerRole::valueOf);

    private FilingBytes() {}

    /** The filing; null when these bytes are for a more careful reader, whatever that makes of them. */
    static @Nullable LedgerInput read(RawRecord raw, boolean remembersPersons) {
        byte[] bytes = raw.value();
        if (bytes.length > Topics.CONSIGNMENTS_FILED.maxRecordBytes() || !startsWithHeader(bytes)) {
            return null;
        }
        try {
            return LedgerInput.of(filing(new AvroCursor(bytes, HEADER.length), raw, remembersPersons), raw);
        } catch (AvroCursor.OddException odd) {
            return null;
        }
    }

    private static boolean startsWithHeader(byte[] bytes) {
        return bytes.length > HEADER.length && Arrays.equals(bytes, 0, HEADER.length, HEADER, 0, HEADER.length);
    }

    private static Filing filing(AvroCursor in, RawRecord raw, boolean remembersPersons) {
        String eventId = eventId(in.wholeText());
        String tenant = in.required(FilingFields.LONGEST_TENANT);
        in.skipText(); // receivingAuthority
        in.word(REGIMES);
        in.skipText(); // sourceMessageType
        in.skipText(); // sourceMessageVersion
        EventKind kind = in.word(KINDS);
        String filingId = in.required(FilingFields.LONGEST_FILING_ID);
        in.word(ID_TYPES);
        int version = in.integer();
        String supersedes = in.nullableText();
        Filer filer = new Filer(in.strippedText(), in.word(FILER_ROLES));
        Instant filedAt = in.time();
        Instant receivedAt = in.time();
        ConsignmentKey key = new ConsignmentKey(in.required(ConsignmentKey.LONGEST));
        Consignment consignment =
                ConsignmentBytes.read(in, tenant, key, receivedAt, filer, remembersPersons, raw.timestamp());
        skipAttributes(in);
        skipRawMessageRef(in);
        boolean statesWholeBill = kind == EventKind.CREATE || kind == EventKind.REPLACE;
        if (!in.isAtEnd()
                || version < 1
                || !Believable.isTime(filedAt, raw.timestamp())
                || !Believable.isTime(receivedAt, raw.timestamp())
                || (statesWholeBill && !isWhole(consignment))) {
            throw new AvroCursor.OddException();
        }
        return new Filing(
                eventId,
                kind,
                filingId,
                version,
                supersedes,
                filedAt,
                raw.position(Position.Input.FILING),
                consignment);
    }

    /** As {@link UUID} writes it, whatever the case of letters and the zeros in front. */
    private static String eventId(String filed) {
        if (isCanonical(filed)) {
            return filed;
        }
        try {
            return UUID.fromString(filed).toString();
        } catch (IllegalArgumentException e) {
            throw new AvroCursor.OddException();
        }
    }

    private static boolean isCanonical(String uuid) {
        if (uuid.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = uuid.charAt(i);
            boolean isDash = i == 8 || i == 13 || i == 18 || i == 23;
            if (isDash ? c != '-' : (c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWhole(Consignment bill) {
        String number = bill.document().number();
        return !number.isEmpty()
                && number.length() <= ConsignmentKey.LONGEST
                && !bill.items().isEmpty();
    }

    private static void skipAttributes(AvroCursor in) {
        for (int block = in.block(); block > 0; block = in.block()) {
            for (; block > 0; block--) {
                in.skipText();
                in.skipText();
            }
        }
    }

    private static void skipRawMessageRef(AvroCursor in) {
        in.skipText(); // topic
        in.integer(); // partition
        in.number(); // offset
        in.skipText(); // sha256
        if (in.isPresent()) {
            in.number(); // byteFrom
        }
        if (in.isPresent()) {
            in.number(); // byteTo
        }
        if (in.isPresent()) {
            in.integer(); // part
        }
    }
}
