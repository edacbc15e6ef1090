// SPDX-License-Identifier: Apache-2.0
package portolan.workload;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.FreightPayment;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.Party;

/** All that one version of a bill says, before it is written into a filing. Lives while one filing is made. */
final class BillVersion {
    final Ticket ticket;
    Booking booking;
    Forwarder forwarder;
    String number;
    String issuer;
    String key;
    final List<BillItem> items = new ArrayList<>(2);
    final List<Box> boxes = new ArrayList<>(2);
    final List<Party> parties = new ArrayList<>(4);
    NatureOfMovement nature = NatureOfMovement.IMPORT;
    FreightPayment payment = FreightPayment.UNKNOWN;
    String discharge = "NLRTM";

    @Nullable
    String hub;

    /** Whether it is a forwarder's master bill over several house bills. */
    boolean master;

    /** Where it is filed; null for the office of the port of discharge. */
    @Nullable
    String office;

    /** Who files it in place of its carrier or forwarder. */
    @Nullable
    Forwarder otherFiler;

    /** What the declared value hides, in cents of a euro. */
    long concealedCents;

    long delay;

    BillVersion(Ticket ticket, Booking booking, Forwarder forwarder, String number, String issuer, String key) {
        this.ticket = ticket;
        this.booking = booking;
        this.forwarder = forwarder;
        this.number = number;
        this.issuer = issuer;
        this.key = key;
    }

    /** The same, with lists of its own. */
    BillVersion copy() {
        BillVersion copy = new BillVersion(ticket, booking, forwarder, number, issuer, key);
        copy.items.addAll(items);
        copy.boxes.addAll(boxes);
        copy.parties.addAll(parties);
        copy.nature = nature;
        copy.payment = payment;
        copy.discharge = discharge;
        copy.hub = hub;
        copy.master = master;
        copy.office = office;
        copy.otherFiler = otherFiler;
        copy.concealedCents = concealedCents;
        copy.delay = delay;
        return copy;
    }

    long arrives() {
        return booking.voyage().arrives() + delay;
    }

    /** What the goods are worth by their shipper's usual price, whatever is declared, in euros. */
    double worthEur() {
        double sum = 0;
        for (BillItem item : items) {
            sum += item.grams() / 1_000.0 * item.goods().usdPerKg();
        }
        return sum * 0.92 * booking.line().price();
    }

    long grams() {
        long sum = 0;
        for (BillItem item : items) {
            sum += item.grams();
        }
        return sum;
    }
}
