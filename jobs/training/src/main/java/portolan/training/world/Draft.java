// SPDX-License-Identifier: Apache-2.0
package portolan.training.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.FreightPayment;
import portolan.training.papers.Twist;

/** One version of a consignment while it is made up; times are epoch milliseconds. */
final class Draft {
    final Trade trade;
    final String number;
    final String issuer;

    long at;
    int version = 1;
    BillLevel level = BillLevel.STRAIGHT;

    @Nullable
    String master;

    long departs;
    long arrives;
    long due;
    String conveyance = "";
    String vessel = "";
    String voyage = "";
    Firm shipper;
    Firm consignee;

    @Nullable
    Firm notify;

    Trade.Filer filer;
    final List<Line> lines = new ArrayList<>(1);
    final List<Unit> units = new ArrayList<>(1);
    FreightPayment payment;
    long freightCents;
    String discharge;
    String remark = "";

    /** What papers say otherwise. */
    final List<Twist> twists = new ArrayList<>(0);

    Draft(Trade trade, String number, String issuer, long at) {
        this.trade = trade;
        this.number = number;
        this.issuer = issuer;
        this.at = at;
        this.shipper = trade.shipper();
        this.consignee = trade.consignee();
        this.notify = trade.notifies() ? trade.consignee() : null;
        this.filer = trade.filer();
        this.payment = trade.payment();
        this.discharge = trade.flow().discharge();
    }

    /** The version after this one, as it is before anything changes. */
    Draft amended(long later) {
        Draft next = new Draft(trade, number, issuer, later);
        next.version = version + 1;
        next.level = level;
        next.master = master;
        next.departs = departs;
        next.arrives = arrives;
        next.due = due;
        next.conveyance = conveyance;
        next.vessel = vessel;
        next.voyage = voyage;
        next.shipper = shipper;
        next.consignee = consignee;
        next.notify = notify;
        next.filer = filer;
        next.lines.addAll(lines);
        next.units.addAll(units);
        next.payment = payment;
        next.freightCents = freightCents;
        next.discharge = discharge;
        next.remark = remark;
        next.twists.addAll(twists);
        return next;
    }

    void consign(Firm other) {
        consignee = other;
        notify = notify == null ? null : other;
    }

    void lines(UnaryOperator<Line> change) {
        lines.replaceAll(change);
    }

    void sealed(String number, String by) {
        units.set(0, units.get(0).sealed(number, by));
    }

    void twist(Twist twist) {
        twists.add(twist);
    }

    /** Of all the filings that a world has, the one of this consignment. */
    String key() {
        return issuer
                + ':'
                + number
                + ':'
                + LocalDate.ofInstant(Instant.ofEpochMilli(departs), ZoneOffset.UTC)
                        .getYear();
    }

    Line line() {
        return lines.get(0);
    }

    long grams() {
        return lines.stream().mapToLong(Line::grams).sum();
    }

    long packages() {
        return lines.stream().mapToLong(Line::packages).sum();
    }
}
