// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import portolan.schemas.avro.FreightPayment;

/**
 * A regular relation: who sends what to whom, by which way and how often.
 *
 * @param filer who files its bills
 * @param scale of its masses against the usual
 * @param price against the usual
 * @param rhythm days from one consignment to the next
 * @param start share of the past at which it begins
 */
record Trade(
        int number,
        Flow flow,
        Firm shipper,
        Firm consignee,
        Filer filer,
        Carrier carrier,
        Goods goods,
        String wording,
        double scale,
        double price,
        double rhythm,
        double start,
        boolean notifies,
        FreightPayment payment,
        String incoterm) {

    /** Who files for others. */
    record Filer(String id, Firm firm) {}

    /** Known for long, and often here. */
    boolean isRegular() {
        return start == 0 && rhythm <= 7;
    }

    Trade from(Firm other) {
        return new Trade(
                number, flow, other, consignee, filer, carrier, goods, wording, scale, price, rhythm, start, notifies,
                payment, incoterm);
    }

    Trade to(Firm other) {
        return new Trade(
                number, flow, shipper, other, filer, carrier, goods, wording, scale, price, rhythm, start, notifies,
                payment, incoterm);
    }

    Trade by(Filer other) {
        return new Trade(
                number, flow, shipper, consignee, other, carrier, goods, wording, scale, price, rhythm, start, notifies,
                payment, incoterm);
    }

    Trade at(double otherPrice) {
        return new Trade(
                number,
                flow,
                shipper,
                consignee,
                filer,
                carrier,
                goods,
                wording,
                scale,
                otherPrice,
                rhythm,
                start,
                notifies,
                payment,
                incoterm);
    }
}
