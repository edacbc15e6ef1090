// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.feed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text that stands in a template where a filing's own content is written: a fixed head, then what is replaced. */
enum Mark {
    EVENT("5eed5eed-5eed-4eed-8eed-", "eeeeeeeeeeee"),
    /** The intended time in microseconds and the sequence number: the engine hands a filing's id on. */
    FILING_ID("PB", "0000000000000000000000000000"),
    DOCUMENT("BILL", "000000000000"),
    MASTER("MBL", "0000000000"),
    SEAL("SL", "0000000000"),
    BOX("", "PZZU9999990"),
    SHIPPER("CN9", "0000000000"),
    SHIPPER_NAME("Orient ", "Zzzzzzz"),
    CONSIGNEE("NL9", "0000000000"),
    CONSIGNEE_NAME("Delta ", "Zzzzzzz"),
    /** Of the second feed, whose parties may share telephone and mail. */
    SHIPPER_CONTACT("86575", "0000000000"),
    CONSIGNEE_CONTACT("31575", "0000000000");

    private final String head;
    private final String replaced;

    Mark(String head, String replaced) {
        this.head = head;
        this.replaced = replaced;
    }

    String head() {
        return head;
    }

    String text() {
        return head + replaced;
    }

    /** Where in the bytes the part begins that is replaced, for each time that the mark is found. */
    int[] places(byte[] bytes) {
        byte[] wanted = text().getBytes(StandardCharsets.US_ASCII);
        int[] found = new int[bytes.length / wanted.length];
        int count = 0;
        int at = 0;
        while (at + wanted.length <= bytes.length) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                found[count++] = at + head.length();
                at += wanted.length;
            } else {
                at++;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
