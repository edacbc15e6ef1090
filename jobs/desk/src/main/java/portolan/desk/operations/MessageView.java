// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import portolan.console.screen.TextLine;
import portolan.feeds.BillReject;
import portolan.feeds.BillSink;
import portolan.feeds.Profiles;
import portolan.feeds.Receipt;
import portolan.feeds.ReceivedMessage;
import portolan.feeds.formats.Formats;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ConsignmentKeys;

/**
 * What the reader makes of a message.
 *
 * @param bills the rejected ones first, each of both in the order of the message
 * @param more bills that are not listed
 */
record MessageView(Receipt receipt, List<Bill> bills, int more) {
    private static final int MOST_BILLS = 200;
    private static final int MOST_WHAT = 160;

    MessageView {
        bills = List.copyOf(bills);
    }

    /**
     * A bill, a movement or a call.
     *
     * @param number in its message, from 1
     * @param what it is about, as far as that could be read
     * @param why it was rejected; empty if it would be filed
     */
    record Bill(int number, String what, String why) {
        boolean isFiled() {
            return why.isEmpty();
        }
    }

    static MessageView of(ReceivedMessage message, Profiles profiles) {
        Taker taker = new Taker();
        Receipt receipt =
                Formats.reader(profiles, ConsignmentKeys.ofEachAlone()).read(message, taker);
        taker.bills.sort(Comparator.comparing(Bill::isFiled).thenComparing(Bill::number));
        int shown = Math.min(MOST_BILLS, taker.bills.size());
        return new MessageView(receipt, taker.bills.subList(0, shown), taker.bills.size() - shown);
    }

    private static final class Taker implements BillSink {
        private final List<Bill> bills = new ArrayList<>();

        @Override
        public void filed(Filing filing) {
            add(
                    filing.getTransportDocument() == null
                            ? filing.getFilingId()
                            : filing.getTransportDocument().getNumber(),
                    "");
        }

        @Override
        public void moved(ContainerMoved event) {
            add(event.getEquipmentId(), "");
        }

        @Override
        public void reported(ConveyanceReported report) {
            add(String.valueOf(report.getName()), "");
        }

        @Override
        public void rejected(BillReject reject) {
            bills.add(new Bill(
                    reject.ordinal(),
                    reject.field(),
                    reject.reason().name() + ": " + TextLine.harmless(reject.message())));
        }

        private void add(String what, String why) {
            bills.add(new Bill(bills.size() + 1, TextLine.cut(TextLine.harmless(what), MOST_WHAT), why));
        }
    }
}
