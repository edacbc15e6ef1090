// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to one container at one place, as a terminal, depot or carrier reports it.
 *
 * @param equipmentId number of the container, in capitals with a right check digit where the move teaches
 * @param actual whether it happened: plans and estimates teach nothing
 * @param packed full or empty; null where the report does not say
 * @param place UN/LOCODE, five characters; null where none is stated
 * @param facility terminal or depot there, as the report names it; null where it does not
 * @param at when it happened
 * @param haulier who brought or fetched it by land; null where nobody is named, or nobody that may be remembered
 * @param haulierName as the report names who did; null with the haulier
 * @param consignee for whom it was fetched; null where nobody is named, or nobody that may be remembered
 */
public record ContainerMove(
        String tenant,
        String eventId,
        String equipmentId,
        Kind kind,
        boolean actual,
        @Nullable PackedStatus packed,
        @Nullable String place,
        @Nullable String facility,
        Instant at,
        @Nullable PartyKey haulier,
        @Nullable String haulierName,
        @Nullable PartyKey consignee,
        Position position) {
    /** What happens to a container. */
    public enum Kind {
        /** Comes to a terminal or depot by land; a returned empty does so empty. */
        GATE_IN,
        /** Leaves it by land. */
        GATE_OUT,
        /** Goes aboard. */
        LOADED,
        /** Comes from aboard. */
        DISCHARGED,
        /** Goods are put in. */
        STUFFED,
        /** Goods are taken out. */
        STRIPPED,
        /** Something else, which teaches nothing. */
        OTHER
    }

    /** Whether memories learn it: it happened, and it is known what, to which container and where. */
    public boolean teaches() {
        return actual && kind != Kind.OTHER && place != null && ContainerNumber.valid(equipmentId) != null;
    }

    /** Where it happened, of a move that teaches. */
    public String where() {
        return Objects.requireNonNull(place, "a move without a place teaches nothing");
    }

    public boolean isEmpty() {
        return packed == PackedStatus.EMPTY;
    }
}
