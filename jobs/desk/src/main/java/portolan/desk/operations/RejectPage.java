// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import portolan.console.rejects.Rejected;
import portolan.schemas.wire.Topics;

/**
 * A page of the list of rejects.
 *
 * @param count of all that are wanted
 * @param number of the page, from 1
 * @param hasMessages whether some of them came in messages of others, which profiles say how to read
 */
record RejectPage(
        RejectBook.Wanted wanted,
        List<Rejected> rows,
        int count,
        int number,
        int pages,
        boolean hasMessages,
        List<RejectBook.Count> reasons,
        List<RejectBook.Count> senders) {
    private static final int ROWS = 50;

    static RejectPage of(RejectBook book, RejectBook.Wanted wanted, int asked) {
        List<Rejected> all = book.latest(wanted);
        int pages = Math.max(1, (all.size() + ROWS - 1) / ROWS);
        int number = Math.max(1, Math.min(pages, asked));
        return new RejectPage(
                wanted,
                all.subList((number - 1) * ROWS, Math.min(all.size(), number * ROWS)),
                all.size(),
                number,
                pages,
                all.stream().anyMatch(RejectPage::isOfMessage),
                book.reasons(),
                book.senders());
    }

    static boolean isOfMessage(Rejected rejected) {
        return rejected.record().getTopic().equals(Topics.MESSAGES_RECEIVED.name());
    }

    String query() {
        return query(wanted);
    }

    static String query(RejectBook.Wanted wanted) {
        return "reason=" + URLEncoder.encode(wanted.reason(), StandardCharsets.UTF_8) + "&sender="
                + URLEncoder.encode(wanted.sender(), StandardCharsets.UTF_8);
    }
}
