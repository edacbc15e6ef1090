// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.feeds.BillReject;
import portolan.feeds.BillSink;
import portolan.feeds.FeedReader;
import portolan.feeds.Profiles;
import portolan.feeds.Receipt;
import portolan.feeds.formats.Formats;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.ConveyanceReported;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.lines.ConsignmentKeys;

/**
 * What messages would come to if they were read by another profile: nothing is sent. The same reader reads as in the job.
 *
 * @param messages in their order
 */
record DryRun(List<Message> messages) {
    DryRun {
        messages = List.copyOf(messages);
    }

    /**
     * One message, read both ways.
     *
     * @param name as its sender called it
     * @param now by the profile as it stands; null where that cannot be seen
     * @param then by the other text
     * @param gained bills that are rejected now and would be filed
     * @param lost bills that are filed now and would be rejected
     * @param changed bills that are filed both ways, with other content
     * @param left rejects that would be left
     */
    record Message(
            Messages.Place place,
            String name,
            String sender,
            @Nullable Receipt now,
            Receipt then,
            int gained,
            int lost,
            int changed,
            List<BillReject> left) {
        Message {
            left = List.copyOf(left);
        }
    }

    int gained() {
        return messages.stream().mapToInt(Message::gained).sum();
    }

    int lost() {
        return messages.stream().mapToInt(Message::lost).sum();
    }

    int changed() {
        return messages.stream().mapToInt(Message::changed).sum();
    }

    int left() {
        return messages.stream().mapToInt(message -> message.left().size()).sum();
    }

    /** Messages of which nothing at all would be filed. */
    long refused() {
        return messages.stream()
                .filter(message -> message.then().reject() != null)
                .count();
    }

    /** The commonest of what would be left, with how many. */
    Map<String, Integer> leftByReason() {
        Map<String, Integer> reasons = new TreeMap<>();
        messages.forEach(message ->
                message.left().forEach(reject -> reasons.merge(reject.reason().name(), 1, Integer::sum)));
        return reasons;
    }

    /**
     * Reads messages both ways.
     *
     * @param now null where the profiles as they stand cannot be seen
     */
    static DryRun of(List<Messages.Found> found, @Nullable Profiles now, Profiles then) {
        List<Reading> before = now == null ? List.of() : readings(found, now);
        List<Reading> after = readings(found, then);
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            messages.add(compared(found.get(i), now == null ? null : before.get(i), after.get(i)));
        }
        return new DryRun(messages);
    }

    private static Message compared(Messages.Found found, @Nullable Reading now, Reading then) {
        int gained = 0;
        int lost = 0;
        int changed = 0;
        if (now == null) {
            gained = then.filed.size();
        } else {
            for (Map.Entry<String, SpecificRecord> bill : then.filed.entrySet()) {
                SpecificRecord before = now.filed.get(bill.getKey());
                gained += before == null ? 1 : 0;
                changed += before != null && !before.equals(bill.getValue()) ? 1 : 0;
            }
            lost = (int) now.filed.keySet().stream()
                    .filter(bill -> !then.filed.containsKey(bill))
                    .count();
        }
        return new Message(
                found.place(),
                found.name(),
                found.sender(),
                now == null ? null : now.receipt,
                Objects.requireNonNull(then.receipt, "read"),
                gained,
                lost,
                changed,
                then.rejects);
    }

    /** In one order by one reader, as the job reads them: a report of a ship may tell of a later manifest. */
    private static List<Reading> readings(List<Messages.Found> found, Profiles profiles) {
        FeedReader reader = Formats.reader(profiles, ConsignmentKeys.ofEachAlone());
        List<Reading> readings = new ArrayList<>();
        for (Messages.Found one : found) {
            Reading reading = new Reading();
            reading.receipt = reader.read(Objects.requireNonNull(one.message(), "only those at hand"), reading);
            readings.add(reading);
        }
        return readings;
    }

    /** What one message holds, by where it stands in it. */
    private static final class Reading implements BillSink {
        private final Map<String, SpecificRecord> filed = new LinkedHashMap<>();
        private final List<BillReject> rejects = new ArrayList<>();
        private @Nullable Receipt receipt;

        @Override
        public void filed(Filing filing) {
            filed.put(place(filing.getRawMessageRef()), filing);
        }

        @Override
        public void moved(ContainerMoved event) {
            filed.put(place(event.getRawMessageRef()), event);
        }

        @Override
        public void reported(ConveyanceReported report) {
            filed.put(place(report.getRawMessageRef()), report);
        }

        @Override
        public void rejected(BillReject reject) {
            rejects.add(reject);
        }

        private static String place(RawMessageRef reference) {
            return reference.getPart() + ":" + reference.getByteFrom();
        }
    }
}
