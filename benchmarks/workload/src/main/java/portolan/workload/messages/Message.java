// SPDX-License-Identifier: Apache-2.0
package portolan.workload.messages;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Filing;

/**
 * A message of one filer.
 *
 * @param number of all messages, from 1
 * @param sentAt a whole second
 * @param bills in the order of the message
 */
public record Message(MessageFormat format, int number, Instant sentAt, List<Filing> bills) {
    public Message {
        bills = List.copyOf(bills);
    }

    /** Who sends it: the filer, but a house waybill names nobody else who could have issued it. */
    public String sender() {
        Filing first = bills.get(0);
        String issuer = first.getTransportDocument().getIssuer();
        boolean house = format == MessageFormat.XFWB && first.getBillLevel() == BillLevel.HOUSE;
        return house && issuer != null ? issuer : first.getFilerId();
    }

    public byte[] bytes() {
        return format.write(this);
    }

    /** Name of its file; names are in the order of the messages. */
    public String fileName() {
        return String.format(Locale.ROOT, "%07d-%s.%s", number, format.label(), format.ending());
    }
}
