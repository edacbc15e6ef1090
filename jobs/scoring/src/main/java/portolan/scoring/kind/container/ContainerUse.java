// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.container;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Outcome;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.Carriage;
import portolan.scoring.sketch.KeyHash;

/**
 * One consignment's use of one container.
 *
 * <pre>
 *   fixed consignment | fixed shipper and consignee | fixed filer and office | {@link Carriage} | signed received minute
 *   octet: 1 withdrawn, 2 examined, 4 offence | if withdrawn: signed minutes from received to withdrawn
 *   | from version 3 of the memory on: fixed names of shipper and consignee
 * </pre>
 *
 * <p>Consignment, parties, filer and office are hashes ({@link KeyHash}), 0 for who is not stated. At most 108 bytes.
 *
 * @param received when it was received, in minutes from 1970-01-01
 * @param names of shipper and consignee: one of the same name is the same, in whatever form its number is filed
 * @param withdrawn the minute of its withdrawal; {@link #LIVE} when it was not withdrawn
 */
public record ContainerUse(
        long consignment,
        int shipper,
        int consignee,
        long names,
        int filer,
        int office,
        Carriage carriage,
        long received,
        long withdrawn,
        boolean examined,
        boolean offence) {
    /** No minute of withdrawal. */
    static final long LIVE = Long.MIN_VALUE;

    private static final int WITHDRAWN = 1;
    private static final int EXAMINED = 2;
    private static final int OFFENCE = 4;
    private static final long LOWER_HALF = 0xFFFF_FFFFL;

    public static ContainerUse of(Consignment consignment) {
        String office = consignment.office();
        return new ContainerUse(
                KeyHash.of(consignment.key().value()),
                hash(PartyKey.of(consignment.shipper())),
                hash(PartyKey.of(consignment.consignee())),
                pair(hash(PartyKey.byName(consignment.shipper())), hash(PartyKey.byName(consignment.consignee()))),
                KeyHash.shortOf(consignment.filer().id()),
                office == null ? 0 : KeyHash.shortOf(office),
                Carriage.of(consignment),
                Bucket.minute(consignment.receivedAt()),
                LIVE,
                false,
                false);
    }

    private static int hash(@Nullable PartyKey key) {
        return key == null ? 0 : KeyHash.shortOf(key.value());
    }

    boolean hasOtherShipper(ContainerUse than) {
        return isOther(shipper, than.shipper, names >>> 32, than.names >>> 32);
    }

    boolean hasOtherConsignee(ContainerUse than) {
        return isOther(consignee, than.consignee, names & LOWER_HALF, than.names & LOWER_HALF);
    }

    /** Who is named only once says nothing about a change. */
    private static boolean isOther(int key, int than, long name, long nameThan) {
        return key != than && key != 0 && than != 0 && (name != nameThan || name == 0);
    }

    public boolean isLive() {
        return withdrawn == LIVE;
    }

    /** Minutes from the withdrawal of this use to the filing of another; negative when that came first. */
    public long minutesUntil(ContainerUse other) {
        return other.received - withdrawn;
    }

    ContainerUse withdrawnAt(Instant time) {
        return with(Bucket.minute(time), examined, offence);
    }

    ContainerUse with(Outcome outcome) {
        return with(withdrawn, true, outcome.code().isOffence());
    }

    ContainerUse withoutOutcome() {
        return with(withdrawn, false, false);
    }

    private ContainerUse with(long gone, boolean wasExamined, boolean wasOffence) {
        return new ContainerUse(
                consignment,
                shipper,
                consignee,
                names,
                filer,
                office,
                carriage,
                received,
                gone,
                wasExamined,
                wasOffence);
    }

    void write(LayoutWriter writer) {
        writer.fixed(consignment).fixed(pair(shipper, consignee)).fixed(pair(filer, office));
        carriage.write(writer);
        writer.signed(received).octet((isLive() ? 0 : WITHDRAWN) | (examined ? EXAMINED : 0) | (offence ? OFFENCE : 0));
        if (!isLive()) {
            writer.signed(withdrawn - received);
        }
        writer.fixed(names);
    }

    /** @param named whether the names were written */
    static ContainerUse read(LayoutReader reader, boolean named) {
        long consignment = reader.fixed();
        long parties = reader.fixed();
        long filing = reader.fixed();
        Carriage carriage = Carriage.read(reader);
        long received = reader.signed();
        int flags = reader.octet();
        long withdrawn = (flags & WITHDRAWN) == 0 ? LIVE : received + reader.signed();
        return new ContainerUse(
                consignment,
                (int) (parties >>> 32),
                (int) parties,
                named ? reader.fixed() : 0,
                (int) (filing >>> 32),
                (int) filing,
                carriage,
                received,
                withdrawn,
                (flags & EXAMINED) != 0,
                (flags & OFFENCE) != 0);
    }

    private static long pair(int upper, int lower) {
        return (long) upper << 32 | (lower & LOWER_HALF);
    }
}
