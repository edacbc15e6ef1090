// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Bills;
import portolan.schemas.lines.FaultException;

/** X12 309, the customs manifest: one filing for each LX. */
final class X12Manifest implements EdiFormat.Reading {
    private final EdiFormat.Head head;
    private final Values values;
    private @Nullable Segment ship;
    private @Nullable Segment port;
    private boolean inBill;
    private boolean hasDetails;

    X12Manifest(EdiFormat.Head head) {
        this.head = head;
        this.values = head.values();
    }

    Values values() {
        return values;
    }

    /** M10; null where it is missing. */
    @Nullable
    Segment ship() {
        return ship;
    }

    /** P4 that the bills stand under; null where there is none. */
    @Nullable
    Segment port() {
        return port;
    }

    /** GS08; empty where there is no group. */
    String version() {
        return head.group() == null ? "" : head.group().text(8);
    }

    /** GS04 and GS05; null where there is no group. */
    @Nullable
    Instant sentAt() throws FaultException {
        return head.sentAt("filedAt");
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
        out.take(bill.from(), bill.to(), bill.part(), () -> new X12Bill(this).read(bill.segments()));
    }
}
