// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.feeds.Bills;
import portolan.feeds.Codes;
import portolan.feeds.MessageRefusedException;
import portolan.feeds.MessageReject.Reason;
import portolan.schemas.lines.FaultException;

/**
 * CUSCAR, the customs cargo report, of any directory: groups are told by the segments that begin them. One filing for
 * each bill that a reference under a CNI names.
 */
final class Cuscar implements EdiFormat.Reading {
    /**
     * UN/EDIFACT 1001: manifests, cargo declarations and bills. The others report what was unloaded, released or found
     * missing.
     */
    private static final Set<String> REPORTS = Set.of(
            "", "85", "87", "703", "704", "705", "710", "714", "740", "741", "785", "786", "787", "788", "833", "933");

    private static final Map<String, Level> LEVELS = Codes.table("level", Level::valueOf);

    /** Where a bill stands that a reference names. */
    enum Level {
        MASTER,
        BILL,
        HOUSE
    }

    // What stands before the bills, read by each of them.
    final EdiFormat.Head head;
    final Values values;
    final CuscarTimes times = new CuscarTimes();
    final Boxes boxes = new Boxes();
    final List<Segment> parties = new ArrayList<>();
    final List<Segment> others = new ArrayList<>();
    Segment bgm = Segment.NONE;
    /** TDT of the main carriage. */
    Segment voyage = Segment.NONE;
    /** GIS or TSR of all bills. */
    Segment nature = Segment.NONE;

    private Segment sent = Segment.NONE;
    private @Nullable Integer stated;
    private boolean underBox;
    private int consignments;
    private int bills;

    // Of the bill that is being read.
    private boolean inBill;
    private boolean onlyReferences;
    /** References that name it, from master to house. */
    final TreeMap<Level, Segment> references = new TreeMap<>();
    /** References of the bills before it under the same CNI. */
    final Map<Level, Segment> above = new TreeMap<>();

    Cuscar(EdiFormat.Head head) {
        this.head = head;
        this.values = head.values();
    }

    @Override
    public EdiFormat.Place place(Segment segment) {
        if (segment.is("CNI")) {
            return EdiFormat.Place.BEGINS_BILL;
        }
        if (!inBill || segment.is("AUT")) {
            return EdiFormat.Place.AROUND;
        }
        Level level = level(segment);
        boolean another = level != null && !references.isEmpty() && (!onlyReferences || references.containsKey(level));
        return another || isNumberless(segment) ? EdiFormat.Place.BEGINS_BILL : EdiFormat.Place.IN_BILL;
    }

    /** A bill whose number was left out is rejected, and is no part of the bill before it. */
    private boolean isNumberless(Segment segment) {
        return !onlyReferences
                && segment.is("RFF")
                && segment.text(1, 2).isEmpty()
                && LEVELS.get(segment.text(1)) == Level.BILL;
    }

    /** Level of a reference that names a bill; null for every other segment. */
    @Nullable
    Level level(Segment segment) {
        if (!segment.is("RFF") || segment.text(1, 2).isEmpty()) {
            return null;
        }
        return values.isHouse(segment.text(1)) ? Level.HOUSE : LEVELS.get(segment.text(1));
    }

    @Override
    public void accept(Segment segment, EdiFormat.Place place) throws MessageRefusedException {
        if (place == EdiFormat.Place.AROUND) {
            inBill = false;
            around(segment);
            return;
        }
        if (place == EdiFormat.Place.BEGINS_BILL) {
            begin(segment);
        }
        Level level = level(segment);
        if (level != null) {
            references.put(level, segment);
        } else if (!List.of("CNI", "RFF", "DTM", "LOC", "CNT", "GIS", "TSR").contains(segment.tag())) {
            onlyReferences = false;
        }
    }

    /** What the references before named stays the master of what follows under the same CNI. */
    private void begin(Segment segment) throws MessageRefusedException {
        if (bgm.isNone()) {
            throw new MessageRefusedException(Reason.MALFORMED_ENVELOPE, "a bill before BGM: byte=" + segment.from());
        }
        bills++;
        if (segment.is("CNI")) {
            consignments++;
            above.clear();
        } else {
            above.putAll(references);
        }
        references.clear();
        inBill = true;
        onlyReferences = true;
    }

    private void around(Segment segment) throws MessageRefusedException {
        if (underBox
                && List.of("MEA", "SEL", "TMP", "DIM", "FTX", "EQN", "RNG", "HAN")
                        .contains(segment.tag())) {
            boxes.take(segment);
            return;
        }
        underBox = false;
        switch (segment.tag()) {
            case "BGM" -> {
                bgm = segment;
                admit();
            }
            case "DTM" -> {
                if (segment.text(1).equals("137")) {
                    sent = segment;
                } else if (!times.time(segment)) {
                    others.add(segment);
                }
            }
            case "TDT" -> {
                times.leavePlace();
                // Main carriage, whatever else is told of the way there.
                if (voyage.isNone()
                        || (segment.text(1).equals("20") && !voyage.text(1).equals("20"))) {
                    voyage = segment;
                }
            }
            case "LOC" -> times.place(segment);
            case "NAD" -> parties.add(segment);
            case "EQD" -> {
                underBox = true;
                boxes.take(segment);
            }
            case "GIS", "TSR" -> nature = segment;
            case "CNT" -> count(segment);
            default -> {
                if (others.size() < 100) {
                    others.add(segment);
                }
            }
        }
    }

    /** CUSCAR reports the unloading, too, and what was released. */
    private void admit() throws MessageRefusedException {
        String report = bgm.text(1);
        String meant = values.meaning("sourceMessageType", report);
        boolean named = !meant.equals(report);
        if (named ? meant.isEmpty() : !REPORTS.contains(report)) {
            throw new MessageRefusedException(
                    Reason.UNKNOWN_FORMAT,
                    "CUSCAR is no cargo report: BGM 1001='" + report
                            + "'; where it is one, name it in the profile's codes of sourceMessageType");
        }
    }

    /** UN/EDIFACT 6069: 10 counts consignments. */
    private void count(Segment cnt) {
        String number = cnt.text(1, 2);
        if (cnt.text(1).equals("10") && number.matches("[0-9]{1,6}")) {
            stated = Integer.valueOf(number);
        } else {
            others.add(cnt);
        }
    }

    /** Some count each CNI, others each bill. */
    @Override
    public @Nullable Integer stated() {
        return stated != null && stated == consignments ? Integer.valueOf(bills) : stated;
    }

    @Override
    public void read(EdiFormat.Slice bill, Bills out) {
        out.take(bill.from(), bill.to(), bill.part(), () -> new CuscarBill(this).read(bill.segments()));
    }

    /** When the message was made: DTM 137, else UNB; null where neither says. */
    @Nullable
    Instant sentAt() throws FaultException {
        try {
            Instant own = sent.isNone() ? null : CuscarTimes.time(sent, List.of(), values, "filedAt");
            return own != null ? own : head.sentAt("filedAt");
        } catch (FaultException fault) {
            Instant ofInterchange = sent.isNone() ? null : head.sentAt("filedAt");
            if (ofInterchange == null) {
                // No time, no order.
                throw fault;
            }
            values.leaveOut(sent.text(1, 2), fault);
            return ofInterchange;
        }
    }
}
