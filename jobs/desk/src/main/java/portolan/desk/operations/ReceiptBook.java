// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.MessageAnswered;

/** The latest receipts for messages. For several threads. */
final class ReceiptBook {
    static final Duration KEPT = Duration.ofDays(2);

    private static final int MOST_KEPT = 1_000;

    private final Deque<Answered> latest = new ArrayDeque<>();

    /**
     * A receipt.
     *
     * @param inHandMillis when the desk had it, epoch milliseconds
     */
    record Answered(long inHandMillis, MessageAnswered receipt) {}

    synchronized void take(MessageAnswered receipt, long nowMillis) {
        latest.addLast(new Answered(nowMillis, receipt));
        if (latest.size() > MOST_KEPT) {
            latest.removeFirst();
        }
    }

    /** Newest first. */
    synchronized List<MessageAnswered> latest(int most) {
        List<MessageAnswered> receipts = new ArrayList<>();
        latest.descendingIterator().forEachRemaining(one -> {
            if (receipts.size() < most) {
                receipts.add(one.receipt());
            }
        });
        return receipts;
    }

    /** What came of messages of a sender since then, in order. */
    synchronized List<MessageAnswered> since(long millis, String sender) {
        return latest.stream()
                .filter(one -> one.inHandMillis() >= millis
                        && (sender.isEmpty() || one.receipt().getSender().equals(sender)))
                .map(Answered::receipt)
                .toList();
    }

    /** By which profile the messages of a sender were read last; null if that is not known. */
    synchronized @Nullable String profileOf(String sender) {
        List<Answered> newestFirst = new ArrayList<>(latest);
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .map(Answered::receipt)
                .filter(receipt -> receipt.getSender().equals(sender) && receipt.getProfile() != null)
                .map(MessageAnswered::getProfile)
                .findFirst()
                .orElse(null);
    }
}
