// SPDX-License-Identifier: Apache-2.0
package portolan.workload.messages;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Equipment;
import portolan.schemas.avro.Filing;

/**
 * Collects filings into messages: what one filer sends of one voyage within an hour. The versions of a bill are in
 * messages of their own, in their order.
 */
public final class MessageBatches {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_BILLS = 500;

    /** In the order in which they were begun. */
    private final Map<Object, Batch> open = new LinkedHashMap<>();

    private final Map<String, Batch> byBill = new HashMap<>();
    private int messages;

    /**
     * Takes in a filing.
     *
     * @param at when it is sent, not before the one taken in before
     * @return the messages that are complete by then
     */
    public List<Message> take(MessageFormat format, Filing filing, Instant at) {
        List<Message> complete = due(at);
        Batch earlier = byBill.get(filing.getConsignmentKey());
        if (earlier != null) {
            complete.add(close(earlier));
        }
        List<Object> key = format.together(filing);
        Batch batch = open.get(key);
        if (batch != null && !batch.hasRoomFor(filing)) {
            complete.add(close(batch));
            batch = null;
        }
        if (batch == null) {
            batch = new Batch(format, key, at);
            open.put(key, batch);
        }
        batch.add(filing, at);
        byBill.put(filing.getConsignmentKey(), batch);
        if (!format.holdsSeveral()) {
            complete.add(close(batch));
        }
        return complete;
    }

    /** The messages that nothing is added to any more. */
    public List<Message> due(Instant at) {
        List<Message> complete = new ArrayList<>();
        Batch first = first();
        while (first != null && !at.isBefore(first.begun.plus(LONGEST))) {
            complete.add(close(first));
            first = first();
        }
        return complete;
    }

    /** All that is left. */
    public List<Message> rest() {
        List<Message> rest = new ArrayList<>();
        List.copyOf(open.values()).forEach(batch -> rest.add(close(batch)));
        return rest;
    }

    private @Nullable Batch first() {
        Iterator<Batch> batches = open.values().iterator();
        return batches.hasNext() ? batches.next() : null;
    }

    private Message close(Batch batch) {
        open.remove(batch.key);
        batch.bills.forEach(bill -> byBill.remove(bill.getConsignmentKey()));
        messages++;
        return new Message(batch.format, messages, batch.last, batch.bills);
    }

    private static final class Batch {
        private final MessageFormat format;
        private final Object key;
        private final Instant begun;
        private final List<Filing> bills = new ArrayList<>();
        private final Map<String, Equipment> boxes = new HashMap<>();
        private Instant last;

        Batch(MessageFormat format, Object key, Instant begun) {
            this.format = format;
            this.key = key;
            this.begun = begun;
            this.last = begun;
        }

        /** A message describes a box once. */
        boolean hasRoomFor(Filing filing) {
            return bills.size() < MOST_BILLS
                    && filing.getEquipment().stream().allMatch(box -> box.equals(boxes.getOrDefault(box.getId(), box)));
        }

        void add(Filing filing, Instant at) {
            bills.add(filing);
            filing.getEquipment().forEach(box -> boxes.put(box.getId(), box));
            last = at.truncatedTo(ChronoUnit.SECONDS);
        }
    }
}
