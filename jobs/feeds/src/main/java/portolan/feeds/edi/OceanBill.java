// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import portolan.feeds.Bills;
import portolan.feeds.Profile;

/** X12 310, freight receipt and invoice of an ocean carrier: one filing for each B3. */
final class OceanBill implements EdiFormat {
    @Override
    public String name() {
        return "X12_310";
    }

    @Override
    public boolean reads(String type) {
        return type.equals("310");
    }

    @Override
    public Reading reading(Head head, Profile profile) {
        return new Receipt(head, new Values(profile, head.decimal()));
    }

    /** One transaction set. */
    private static final class Receipt implements Reading {
        private final Head head;
        private final Values values;
        private boolean inBill;

        Receipt(Head head, Values values) {
            this.head = head;
            this.values = values;
        }

        @Override
        public Place place(Segment segment) {
            if (segment.is("B3")) {
                return Place.BEGINS_BILL;
            }
            return inBill ? Place.IN_BILL : Place.AROUND;
        }

        @Override
        public void accept(Segment segment, Place place) {
            inBill = place != Place.AROUND;
        }

        @Override
        public void read(Slice slice, Bills out) {
            out.take(
                    slice.from(),
                    slice.to(),
                    slice.part(),
                    () -> new OceanBillReader(head, values).read(slice.segments()));
        }
    }
}
