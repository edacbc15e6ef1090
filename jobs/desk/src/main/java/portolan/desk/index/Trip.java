// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.TransportMode;

/**
 * One journey of a ship, flight or truck, by its filings, and by reports of its call where there are any.
 *
 * @param id for {@link DeskIndex#ofTrip}
 * @param name the conveyance in one line, as a list shows it
 * @param arrival the earliest that its assessments state; else that of the report
 * @param reportedDue expected arrival by the report of the call
 * @param arrived actual arrival by the report of the call
 * @param place UN/LOCODE of the call by its report
 * @param bills consignments on it, without those withdrawn
 * @param lanes assessed ones by lane
 * @param open consignments that somebody has to work on
 * @param boxes that they state; a box that two bills share counts twice
 * @param withDue how many have a deadline
 * @param scoredInTime how many of those were scored before it
 * @param nextDue the earliest deadline of an open consignment; null where none is open or has one
 */
public record Trip(
        String id,
        @Nullable TransportMode mode,
        String name,
        @Nullable Instant arrival,
        @Nullable Instant reportedDue,
        @Nullable Instant arrived,
        @Nullable String place,
        int bills,
        Map<Lane, Integer> lanes,
        int open,
        int boxes,
        int withDue,
        int scoredInTime,
        @Nullable Instant nextDue) {
    /** A box that several bills of one journey name. */
    public record SharedBox(String box, int bills) {}

    public Trip {
        lanes = Map.copyOf(lanes);
    }
}
