// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.Topics;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/**
 * What a seeded feed sends: filings of few shippers with many amendments, withdrawals and repetitions, outcomes, and
 * now and then what is no filing at all.
 */
final class FeedScript {
    /** One record in so many is spoilt, or made up. */
    private static final int GARBAGE_EVERY = 25;

    private FeedScript() {}

    /** The records of a feed with this many filings, garbage not counted, in the order of their sending. */
    static List<ProducerRecord<byte[], byte[]>> of(long seed, int filings) {
        Random random = new Random(seed);
        AvroWire<Filing> filed = Topics.CONSIGNMENTS_FILED.wire();
        AvroWire<InspectionOutcome> reported = Topics.INSPECTIONS_REPORTED.wire();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        Feed feed = new Feed(FeedSettings.builder()
                .seed(seed)
                .filings(filings)
                .shippers(60)
                .consignmentsPerDay(20)
                .amended(0.3)
                .deleted(0.05)
                .resent(0.03)
                .inspected(0.4)
                .offences(0.1)
                .tenant("default")
                .build());
        while (feed.hasNext()) {
            FeedEvent event = feed.next();
            if (event instanceof FeedEvent.Filed one) {
                byte[] key = Topics.CONSIGNMENTS_FILED.key(one.filing());
                byte[] value = filed.encode(one.filing());
                records.add(new ProducerRecord<>(Topics.CONSIGNMENTS_FILED.name(), key, value));
                if (random.nextInt(GARBAGE_EVERY) == 0) {
                    records.add(new ProducerRecord<>(Topics.CONSIGNMENTS_FILED.name(), key, spoilt(value, random)));
                }
            } else if (event instanceof FeedEvent.Reported one) {
                records.add(new ProducerRecord<>(
                        Topics.INSPECTIONS_REPORTED.name(),
                        Topics.INSPECTIONS_REPORTED.key(one.outcome()),
                        reported.encode(one.outcome())));
            }
        }
        return records;
    }

    /** Only what is no filing. */
    static List<ProducerRecord<byte[], byte[]>> garbage(long seed, int count) {
        Random random = new Random(seed);
        byte[] sound = of(seed, 1).get(0).value();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] key = new byte[8];
            random.nextBytes(key);
            records.add(new ProducerRecord<>(Topics.CONSIGNMENTS_FILED.name(), key, spoilt(sound, random)));
        }
        return records;
    }

    private static byte[] spoilt(byte[] sound, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> {
                return Arrays.copyOf(sound, random.nextInt(sound.length));
            }
            case 1 -> {
                byte[] unknownSchema = sound.clone();
                unknownSchema[2 + random.nextInt(8)] ^= (byte) (1 + random.nextInt(255));
                return unknownSchema;
            }
            case 2 -> {
                byte[] noise = new byte[random.nextInt(2_000)];
                random.nextBytes(noise);
                return noise;
            }
            default -> {
                // Perhaps still a filing: then it is scored, and the oracle knows.
                byte[] flipped = sound.clone();
                flipped[10 + random.nextInt(sound.length - 10)] ^= (byte) (1 << random.nextInt(8));
                return flipped;
            }
        }
    }
}
