// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.ContainerEvent;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.EventClassifier;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.LineFault;

/** Fills in what a format leaves out of a movement or a call, or says what is missing. */
final class EventCompletion {
    private final ReceivedMessage message;
    private final Profile profile;
    private final String tenant;

    EventCompletion(ReceivedMessage message, Profile profile, String tenant) {
        this.message = message;
        this.profile = profile;
        this.tenant = tenant;
    }

    @Nullable
    ContainerMoved complete(@Nullable ContainerMoved event, UUID id, RawMessageRef reference) throws FaultException {
        if (event == null) {
            return null;
        }
        String container = event.getEquipmentId();
        if (container == null || container.isBlank()) {
            throw new FaultException(
                    LineFault.Code.MISSING_FIELD, "equipmentId", "no container: nothing says which one was moved");
        }
        if (event.getAt() == null) {
            throw new FaultException(
                    LineFault.Code.MISSING_FIELD,
                    "at",
                    "no time of the movement: container=" + container + ", event=" + event.getEvent());
        }
        event.setEventId(id.toString());
        event.setTenant(tenant);
        event.setEquipmentId(Codes.box(container));
        event.setSender(Bills.sender(message, profile, event.getSender()));
        event.setEvent(Objects.requireNonNullElse(event.getEvent(), ContainerEvent.OTHER));
        event.setClassifier(Objects.requireNonNullElse(event.getClassifier(), EventClassifier.ACTUAL));
        event.setSeals(Objects.requireNonNullElse(event.getSeals(), List.of()));
        event.setReportedAt(Objects.requireNonNullElse(event.getReportedAt(), message.receivedAt()));
        event.setRawMessageRef(reference);
        return event;
    }

    @Nullable
    ConveyanceReported completeCall(@Nullable ConveyanceReported report, UUID id, RawMessageRef reference)
            throws FaultException {
        if (report == null) {
            return null;
        }
        if (report.getImo() == null && report.getCallSign() == null && report.getName() == null) {
            throw new FaultException(
                    LineFault.Code.MISSING_FIELD, "imo", "no ship: neither number, call sign nor name of it");
        }
        report.setEventId(id.toString());
        report.setTenant(tenant);
        report.setSender(Bills.sender(message, profile, report.getSender()));
        report.setReportedAt(Objects.requireNonNullElse(report.getReportedAt(), message.receivedAt()));
        report.setRawMessageRef(reference);
        return report;
    }
}
