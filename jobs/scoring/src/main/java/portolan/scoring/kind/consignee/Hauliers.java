// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.consignee;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.ContainerMove;
import portolan.scoring.manifest.ContainerNumber;
import portolan.scoring.manifest.Equipment;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.Bucket;
import portolan.scoring.sketch.KeyHash;

/**
 * Who fetches one consignee's containers: the last {@value #MOST} hauliers, and the last {@value #MOST_ODD} boxes
 * that one fetched who never had before.
 *
 * <pre>
 *   count pick-ups; if there are any: signed minute of the latest
 *   list of fixed haulier, the one longest not seen first
 *   list of (fixed box | signed minute | text haulier's name | count pick-ups before)
 * </pre>
 *
 * <p>A pick-up counts only when it is later than all before, so that one that comes again changes nothing. Nothing is
 * retracted. At most 360 bytes.
 *
 * <p>{@link #NEW_HAULIER}: 1 when a box of the bill was fetched by a haulier that had fetched none of the consignee's
 * before, of {@value #FEWEST} pick-ups at least. No reading otherwise. It needs gate messages that name haulier and
 * consignee, as port communities have them.
 */
public final class Hauliers {
    public static final Indicator NEW_HAULIER = Indicator.named("new_haulier");

    static final int FEWEST = 5;
    static final int MOST = 16;
    static final int MOST_ODD = 4;

    private static final long NONE = Long.MIN_VALUE / 4;
    private static final int MINUTES_A_DAY = 1_440;

    private long pickUps;
    private long latest = NONE;
    private final List<Long> hauliers = new ArrayList<>(0);
    private final List<PickUp> odd = new ArrayList<>(0);

    /** A box that was fetched by somebody new. */
    private record PickUp(long box, long minute, String haulier, long before) {}

    boolean isEmpty() {
        return pickUps == 0;
    }

    void learn(ContainerMove move) {
        long minute = Bucket.minute(move.at());
        if (move.haulier() == null || minute <= latest) {
            return;
        }
        latest = minute;
        Long haulier = KeyHash.of(move.haulier().value());
        boolean isKnown = hauliers.remove(haulier);
        if (hauliers.size() == MOST) {
            hauliers.remove(0);
        }
        hauliers.add(haulier);
        if (!isKnown && pickUps >= FEWEST) {
            if (odd.size() == MOST_ODD) {
                odd.remove(0);
            }
            String name = move.haulierName();
            odd.add(new PickUp(KeyHash.of(move.equipmentId()), minute, name == null ? "" : name, pickUps));
        }
        pickUps++;
    }

    @Nullable
    Reading read(Consignment consignment) {
        // The latest of them: an earlier one is of an earlier journey.
        for (int i = odd.size() - 1; i >= 0; i--) {
            PickUp pickUp = odd.get(i);
            // Fetched before its bill was there is fetched under another.
            if (pickUp.minute < Bucket.minute(consignment.receivedAt())) {
                continue;
            }
            for (Equipment unit : consignment.equipment()) {
                String number = ContainerNumber.valid(unit.id());
                if (number != null && KeyHash.of(number) == pickUp.box) {
                    return new Reading(
                            NEW_HAULIER,
                            1,
                            number + " was fetched on " + LocalDate.ofEpochDay(pickUp.minute / MINUTES_A_DAY) + " by "
                                    + Wording.quoted(pickUp.haulier) + ", who had fetched none of "
                                    + Wording.counted(pickUp.before, "container", "containers") + " of this consignee");
                }
            }
        }
        return null;
    }

    void write(LayoutWriter writer) {
        writer.count(pickUps);
        if (pickUps == 0) {
            return;
        }
        writer.signed(latest);
        writer.list(hauliers, (to, haulier) -> to.fixed(haulier));
        writer.list(
                odd,
                (to, one) ->
                        to.fixed(one.box).signed(one.minute).text(one.haulier).count(one.before));
    }

    static Hauliers read(LayoutReader reader) {
        Hauliers read = new Hauliers();
        read.pickUps = reader.count();
        if (read.pickUps == 0) {
            return read;
        }
        read.latest = reader.signed();
        read.hauliers.addAll(reader.list(LayoutReader::fixed));
        read.odd.addAll(reader.list(from -> new PickUp(from.fixed(), from.signed(), from.text(), from.count())));
        return read;
    }
}
