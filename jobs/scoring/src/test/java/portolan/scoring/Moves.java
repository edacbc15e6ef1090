// SPDX-License-Identifier: Apache-2.0
package portolan.scoring;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.ContainerMove.Kind;
import portolan.scoring.manifest.PackedStatus;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.manifest.Position;

/** Moves of containers that are unremarkable unless said. */
public record Moves(
        String box,
        String place,
        @Nullable String facility,
        boolean empty,
        @Nullable String haulier,
        @Nullable String consignee) {
    /** Moves of a full box in one place. */
    public static Moves of(String box, String place) {
        return new Moves(box, place, null, false, null, null);
    }

    public Moves at(String terminal) {
        return new Moves(box, place, terminal, empty, haulier, consignee);
    }

    public Moves emptied() {
        return new Moves(box, place, facility, true, haulier, consignee);
    }

    public Moves by(String name, String consigneeKey) {
        return new Moves(box, place, facility, empty, name, consigneeKey);
    }

    /** A move so many hours after {@link Consignments#RECEIVED_AT}. */
    public ContainerMove move(Kind kind, long hours) {
        Instant at = Consignments.RECEIVED_AT.plus(Duration.ofHours(hours));
        return new ContainerMove(
                "test",
                box + kind + place + hours,
                box,
                kind,
                true,
                empty ? PackedStatus.EMPTY : PackedStatus.FULL,
                place,
                facility,
                at,
                haulier == null ? null : new PartyKey(haulier),
                haulier,
                consignee == null ? null : new PartyKey(consignee),
                new Position(at.toEpochMilli(), Position.Input.MOVE, "moves", 0, hours));
    }
}
