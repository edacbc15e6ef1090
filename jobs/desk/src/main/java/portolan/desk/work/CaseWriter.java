// SPDX-License-Identifier: Apache-2.0
package portolan.desk.work;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import portolan.desk.work.Answer.Why;
import portolan.desk.work.ReadBack.CaseNow;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.topics.KafkaFault;

/**
 * Writes about one consignment at a time: reads what people said to its end, looks at how the consignment stands, writes, and
 * answers once the record is read back.
 */
final class CaseWriter {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** What people say of consignments. Of each it is read who has it, what was decided, and what was reported. */
    private static final List<Topic<?>> SAID =
            List.of(Topics.ALERTS_WORKED, Topics.DECISIONS_RECORDED, Topics.INSPECTIONS_REPORTED);

    /** Of two that say the same at once, the second reads what the first wrote. */
    private final Lock[] locks = Stream.generate(ReentrantLock::new).limit(64).toArray(Lock[]::new);

    private final TopicWriter writer;
    private final ReadBack readBack;

    CaseWriter(TopicWriter writer, ReadBack readBack) {
        this.writer = writer;
        this.readBack = readBack;
    }

    /** What is to be written; or the answer, where nothing is. */
    record Draft<T>(@Nullable T value, Answer answer) {
        static <T> Draft<T> write(T value) {
            return new Draft<>(value, Answer.of(Why.UNCONFIRMED));
        }

        static <T> Draft<T> done(Why why) {
            return new Draft<>(null, Answer.of(why));
        }
    }

    /**
     * Writes a record.
     *
     * @param draft what to write, by how the consignment stands before
     * @param after what has become of it, by how the consignment stands then
     */
    <T extends SpecificRecord> Answer write(
            WorkForm form, Topic<T> topic, Function<CaseNow, Draft<T>> draft, Function<CaseNow, Why> after) {
        Lock ofCase = locks[Math.floorMod((form.tenant() + '/' + form.consignment()).hashCode(), locks.length)];
        ofCase.lock();
        try {
            for (Map.Entry<TopicPartition, Long> end : writer.ends(SAID).entrySet()) {
                if (!readBack.await(end.getKey(), end.getValue(), LONGEST)) {
                    return Answer.of(Why.UNCONFIRMED);
                }
            }
            CaseNow before = readBack.now(form.tenant(), form.consignment());
            if (before == null) {
                return Answer.of(Why.UNKNOWN_CASE);
            }
            Draft<T> made = draft.apply(before);
            T value = made.value();
            if (value == null) {
                return made.answer();
            }
            RecordMetadata place = writer.write(topic, value);
            TopicPartition partition = new TopicPartition(place.topic(), place.partition());
            CaseNow current = readBack.await(partition, place.offset() + 1, LONGEST)
                    ? readBack.now(form.tenant(), form.consignment())
                    : null;
            return Answer.of(current == null ? Why.UNCONFIRMED : after.apply(current));
        } catch (KafkaFault e) {
            return new Answer(Why.UNCONFIRMED, List.of(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.of(Why.UNCONFIRMED);
        } finally {
            ofCase.unlock();
        }
    }
}
