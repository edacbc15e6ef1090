// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import java.io.InputStream;
import java.time.Instant;
import java.util.Set;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.RawMessageRef;

/**
 * Moves of containers as JSON Lines: one object a line with the schema's names. May be left out: {@code eventId}, which
 * follows from the content, {@code tenant}, {@code classifier} (ACTUAL), {@code reportedAt} (the time of the move) and
 * {@code rawMessageRef}.
 */
public final class MoveLines {
    private static final Set<String> NOT_CONTENT = Set.of("eventId", "reportedAt", "rawMessageRef");
    private static final JsonWriter CANONICAL = new JsonWriter(false);

    private MoveLines() {}

    /** Reads one file, compressed with gzip or not. */
    public static LineReader<ContainerMoved> read(InputStream in, String file) {
        JsonReader json = new JsonReader(ContainerMoved.class);
        return FilingLines.open(in, file, raw -> complete(json.read(raw.bytes()), file, raw.number(), raw.bytes()));
    }

    private static ContainerMoved complete(Draft draft, String file, long line, byte[] raw) throws FaultException {
        draft.setIfAbsent("tenant", "default");
        if (draft.get("at") instanceof Instant at) {
            draft.setIfAbsent("reportedAt", at);
        }
        if (!draft.has("rawMessageRef")) {
            draft.set("rawMessageRef", new RawMessageRef(file, 0, line, ContentId.sha256Hex(raw), null, null, null));
        }
        boolean idGiven = draft.has("eventId");
        draft.setIfAbsent("eventId", "");
        ContainerMoved moved = (ContainerMoved) draft.finish(() -> "");
        return idGiven ? moved : identified(moved);
    }

    /** The same move, with the identity that its content gives it. */
    public static ContainerMoved identified(ContainerMoved moved) {
        moved.setEventId(ContentId.of(CANONICAL.bytes(moved, NOT_CONTENT)).toString());
        return moved;
    }
}
