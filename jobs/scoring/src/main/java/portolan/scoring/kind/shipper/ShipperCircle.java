// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.kind.shipper;

import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.scoring.kind.shipper.ContactPrints.Way;
import portolan.scoring.manifest.Consignment;
import portolan.scoring.manifest.Party;
import portolan.scoring.manifest.PartyKey;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.reading.Wording;
import portolan.scoring.sketch.FilerId;

/**
 * Whom a well-known shipper deals with: its customers, its filers and carriers, its contacts. Well known is one with
 * {@value ShipperIndicators#WELL_KNOWN} remembered consignments. Where more than a fifth of its dealings are with
 * others than those that its memory keeps, "never before" would mean nothing, and there is no reading.
 *
 * <p>{@link #FIRST_TIME_PAIR}: 1 when none of its remembered consignments went to this consignee. No reading where
 * the consignee has no identity (to order, natural person), or where the shipper has no regular customers: with more
 * than half as many consignees as consignments, somebody new is its habit.
 *
 * <p>{@link #NEW_FORWARDER}: 1 when none of its remembered consignments was filed by this filer, or none was carried
 * by this carrier.
 *
 * <p>{@link #CONTACT_CHANGED}: 1 when it states a telephone number, or an e-mail address, none of which it stated
 * before, though its filings stated {@value #FEWEST_CONTACTS} of that sort.
 *
 * <p>{@link #CONCENTRATION_FLIP}: 0 to 1: the Herfindahl index of its consignees before its recent consignments (at
 * most 16), less that of the recent ones with this one; 0 when it did not fall. No reading with fewer than
 * {@value #FEWEST_BEFORE} consignments before and {@value #FEWEST_RECENT} recent.
 */
public final class ShipperCircle {
    public static final Indicator CONTACT_CHANGED = Indicator.named("contact_changed");
    public static final Indicator FIRST_TIME_PAIR = Indicator.named("first_time_pair");
    public static final Indicator NEW_FORWARDER = Indicator.named("new_forwarder");
    public static final Indicator CONCENTRATION_FLIP = Indicator.named("concentration_flip");

    static final int FEWEST_CONTACTS = 4;
    static final int FEWEST_BEFORE = 16;
    static final int FEWEST_RECENT = 8;

    /** Dealings with others than those kept, from which on "never" means nothing. */
    static final double MOST_OTHERS = 0.2;

    private ShipperCircle() {}

    static void read(List<Reading> readings, ShipperMemory memory, Consignment consignment) {
        if (memory.consignments() < ShipperIndicators.WELL_KNOWN) {
            return;
        }
        PartyKey consignee = PartyKey.of(consignment.consignee());
        if (consignee != null) {
            Reading.addIfRead(readings, firstTimePair(memory, consignee.value()));
            Reading.addIfRead(readings, concentrationFlip(memory, consignee.value()));
        }
        Reading.addIfRead(readings, newForwarder(memory, consignment));
        Reading.addIfRead(readings, contactChanged(memory.contacts(), consignment.shipper()));
    }

    private static boolean isKnown(Circle circle) {
        return circle.total() >= ShipperIndicators.WELL_KNOWN && circle.shareOfOthers() <= MOST_OTHERS;
    }

    private static @Nullable Reading firstTimePair(ShipperMemory memory, String consignee) {
        Circle partners = memory.partners();
        boolean regular = 2L * partners.size() <= partners.total();
        if (!isKnown(partners) || !regular) {
            return null;
        }
        long before = partners.count(consignee);
        return new Reading(
                FIRST_TIME_PAIR,
                before == 0 ? 1 : 0,
                Wording.earlierConsignments(memory.consignments()) + " of this shipper to "
                        + Wording.counted(partners.size(), "consignee", "consignees") + ", "
                        + (before == 0 ? "none" : before) + " to this one" + most(partners));
    }

    private static String most(Circle circle) {
        String commonest = circle.commonest();
        return commonest.isEmpty() ? "" : "; most: " + commonest;
    }

    private static @Nullable Reading newForwarder(ShipperMemory memory, Consignment consignment) {
        String filer = FilerId.ofFiler(consignment);
        String carrier = FilerId.ofCarrier(consignment);
        boolean filerKnown = filer != null && isKnown(memory.filers());
        boolean carrierKnown = carrier != null && isKnown(memory.carriers());
        if (filer != null && filerKnown && memory.filers().count(filer) == 0) {
            return new Reading(
                    NEW_FORWARDER,
                    1,
                    Wording.earlierConsignments(memory.consignments()) + " of this shipper, none filed by " + filer
                            + most(memory.filers()));
        }
        if (carrier != null && carrierKnown && memory.carriers().count(carrier) == 0) {
            return new Reading(
                    NEW_FORWARDER,
                    1,
                    Wording.earlierConsignments(memory.consignments()) + " of this shipper, none carried by " + carrier
                            + most(memory.carriers()));
        }
        return filerKnown || carrierKnown
                ? new Reading(
                        NEW_FORWARDER,
                        0,
                        "filer and carrier as in some of " + memory.consignments() + " earlier consignments")
                : null;
    }

    private static @Nullable Reading contactChanged(ContactPrints contacts, @Nullable Party shipper) {
        if (contacts.shareOfOthers() > MOST_OTHERS) {
            return null;
        }
        Reading reading = null;
        for (Way way : Way.values()) {
            if (!ContactPrints.states(shipper, way) || contacts.filed(way) < FEWEST_CONTACTS) {
                continue;
            }
            boolean known = contacts.knows(shipper, way);
            if (reading == null || !known) {
                String what = way == Way.MAIL ? "e-mail address" : "telephone number";
                reading = new Reading(
                        CONTACT_CHANGED,
                        known ? 0 : 1,
                        "the shipper's " + what + (known ? " is one" : " is none") + " of the "
                                + contacts.different(way) + " in " + contacts.filed(way) + " earlier filings");
            }
            if (!known) {
                return reading;
            }
        }
        return reading;
    }

    private static @Nullable Reading concentrationFlip(ShipperMemory memory, String consignee) {
        if (memory.recent().withConsignee() < FEWEST_RECENT || memory.partners().shareOfOthers() > MOST_OTHERS) {
            return null;
        }
        double before = memory.concentrationBefore(FEWEST_BEFORE);
        if (Double.isNaN(before)) {
            return null;
        }
        double recent = memory.recent().concentration(consignee);
        return new Reading(
                CONCENTRATION_FLIP,
                StrictMath.max(0, before - recent),
                "concentration on consignees " + Wording.decimal(recent, 2) + " in the last "
                        + (memory.recent().withConsignee() + 1) + " consignments, " + Wording.decimal(before, 2)
                        + " before");
    }
}
