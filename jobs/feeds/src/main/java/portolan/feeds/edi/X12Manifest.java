// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import portolan.feeds.Bills;

/** X12 309, the customs manifest: one filing for each LX. */
final class X12Manifest implements EdiFormat.Reading {
    private final EdiFormat.Head head;
    private Segment ship = Segment.NONE;
    private Segment port = Segment.NONE;
    private boolean inBill;
    private boolean hasDetails;

    X12Manifest(EdiFormat.Head head) {
        this.head = head;
    }

    @Override
    public EdiFormat.Place place(Segment segment) {
        return switch (segment.tag()) {
            case "P4", "M10" -> EdiFormat.Place.AROUND;
            case "LX" -> EdiFormat.Place.BEGINS_BILL;
            case "M11" -> inBill && !hasDetails ? EdiFormat.Place.IN_BILL : EdiFormat.Place.BEGINS_BILL;
            default -> inBill ? EdiFormat.Place.IN_BILL : EdiFormat.Place.AROUND;
        };
    }

    @Override
    public void accept(Segment segment, EdiFormat.Place place) {
        if (place == EdiFormat.Place.BEGINS_BILL) {
            inBill = true;
            hasDetails = false;
        } else if (place == EdiFormat.Place.AROUND) {
            inBill = false;
        }
        switch (segment.tag()) {
            case "M10" -> ship = segment;
            case "P4" -> port = segment;
            case "M11" -> hasDetails = true;
            default -> {}
        }
    }

    /** M10-08 counts the bills of the whole manifest, of which a message may hold a part only. */
    @Override
    public void read(EdiFormat.Slice bill, Bills out) {
        out.take(bill.from(), bill.to(), bill.part(), () -> new X12Bill(head, ship, port).read(bill.segments()));
    }
}
