// SPDX-License-Identifier: Apache-2.0
package portolan.peers;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.java.tuple.Tuple2;
import portolan.pipeline.RawRecord;
import portolan.schemas.avro.Filing;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.scoring.ledger.CaseEvent;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/** Filings of few shippers with much traffic, so that memories have something to say. */
final class SeededFeed {
    private static final long SEED = 5;
    private static final int SHIPPERS = 40;

    private SeededFeed() {}

    /** The first filings of the feed, in single-object encoding, as they would come off the topic. */
    static List<RawRecord> records(int filings) {
        Feed feed = new Feed(FeedSettings.builder()
                .seed(SEED)
                .shippers(SHIPPERS)
                .consignmentsPerDay(5)
                .filings(filings)
                .build());
        AvroWire<Filing> wire = Topics.CONSIGNMENTS_FILED.wire();
        List<RawRecord> records = new ArrayList<>();
        while (feed.hasNext()) {
            if (feed.next() instanceof FeedEvent.Filed filed) {
                long at = filed.filing().getReceivedAt().toEpochMilli();
                records.add(RawRecord.line("filed", records.size() + 1L, at, wire.encode(filed.filing())));
            }
        }
        return records;
    }

    /** Their cases, each with its key. */
    static List<Tuple2<String, CaseEvent>> cases(int filings) {
        FiledCases reader = new FiledCases();
        List<Tuple2<String, CaseEvent>> cases = new ArrayList<>();
        for (RawRecord raw : records(filings)) {
            CaseEvent event = reader.read(raw);
            if (event != null) {
                cases.add(Tuple2.of(OneMemory.key(event), event));
            }
        }
        return cases;
    }
}
