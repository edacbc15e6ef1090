// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.kafka;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.pipeline.Decoded;
import portolan.pipeline.LedgerInput;
import portolan.pipeline.RawRecord;
import portolan.pipeline.Reject;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.EventClassifier;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.ContainerNumber;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.Position;
import portolan.scoring.party.BoundedText;
import portolan.scoring.sketch.Place;

/**
 * From the wire's move of a container to the one that is decided with.
 *
 * <p>Refused is what nobody can have seen: a move without container or identity, or one that happened and lies ahead.
 * What is planned, of no known kind, without a place or of no container number is valid and teaches nothing.
 */
final class MoveFields {
    static final int LONGEST_EVENT_ID = 200;
    static final int LONGEST_EQUIPMENT_ID = 50;
    static final int LONGEST_NAME = 40;

    /** Clocks of terminals and brokers differ, and some write local time as UTC. */
    private static final Duration MOST_AHEAD = Duration.ofHours(26);

    private MoveFields() {}

    static Decoded read(ContainerMoved wire, RawRecord raw, boolean remembersPersons) {
        FieldFaults faults = new FieldFaults(raw.timestamp());
        String tenant =
                faults.required("tenant", wire.getTenant(), FilingFields.LONGEST_TENANT, "say whose data it is");
        String eventId =
                faults.required("eventId", wire.getEventId(), LONGEST_EVENT_ID, "give the event's own identity");
        String equipmentId = faults.required(
                "equipmentId", wire.getEquipmentId(), LONGEST_EQUIPMENT_ID, "name the container that moved");
        Instant at = faults.believable("at", wire.getAt());
        faults.believable("reportedAt", wire.getReportedAt());
        boolean actual = wire.getClassifier() == EventClassifier.ACTUAL;
        if (actual && at.isAfter(Instant.ofEpochMilli(raw.timestamp()).plus(MOST_AHEAD))) {
            faults.invalid("at", "must not lie more than 26 hours ahead of its report where it is ACTUAL", at);
        }
        if (!faults.isEmpty()) {
            return new Reject(
                    faults.reason(),
                    "move of a container refused: " + faults.message() + "; correct it and report it again: container="
                            + FieldFaults.quote(equipmentId) + ", event=" + wire.getEvent(),
                    WireRecords.STAGE,
                    raw);
        }
        String number = ContainerNumber.valid(equipmentId);
        Party haulier = PartyFields.party(wire.getHaulier(), remembersPersons);
        PartyKey haulierKey = PartyKey.of(haulier);
        return LedgerInput.of(
                new ContainerMove(
                        tenant,
                        eventId,
                        number == null ? equipmentId : number,
                        ContainerMove.Kind.valueOf(wire.getEvent().name()),
                        actual,
                        wire.getFullEmpty() == null
                                ? null
                                : PackedStatus.valueOf(wire.getFullEmpty().name()),
                        Place.locode(wire.getLocode()),
                        clipped(FieldFaults.text(wire.getFacility())),
                        at,
                        haulierKey,
                        haulier == null || haulierKey == null
                                ? null
                                : clipped(haulier.name() == null ? haulierKey.value() : haulier.name()),
                        PartyKey.of(PartyFields.party(wire.getConsignee(), remembersPersons)),
                        raw.position(Position.Input.MOVE)),
                raw);
    }

    private static @Nullable String clipped(@Nullable String text) {
        return text == null || text.length() <= LONGEST_NAME ? text : BoundedText.start(text, LONGEST_NAME);
    }
}
