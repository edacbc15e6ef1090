// SPDX-License-Identifier: Apache-2.0
package portolan.benchmarks.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.HdrHistogram.Histogram;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import portolan.benchmarks.process.WallClock;
import portolan.benchmarks.report.Page;
import portolan.benchmarks.report.View;
import portolan.local.LocalCluster;
import portolan.local.LocalTopics;
import portolan.pipeline.receive.ReceiveJob;
import portolan.pipeline.receive.ReceiveSettings;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ContentId;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.MessageTopic;
import portolan.schemas.wire.Topics;
import portolan.topics.TopicChanges;

/** Latency of single bills through the job that reads messages, alone and beside a large manifest. */
@Command(
        name = "messages",
        description = "How long from a message's intended send time to its filing, alone and beside a large manifest?")
final class MessagesCommand implements Callable<Integer> {
    private static final int MANIFEST_BILLS = 15_000;
    private static final String MARK = "PB";
    private static final String GOODS =
            "LED LAMPS FOR CEILINGS, BOXED IN CARTONS OF TWELVE, WITH SPARE DRIVERS ".repeat(20);
    private static final String ALONE = "nothing";

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--rate",
            paramLabel = "RATE",
            defaultValue = "50",
            description = "messages/s, each of one bill (default: ${DEFAULT-VALUE})")
    private double rate;

    @Override
    public Integer call() throws Exception {
        OptionRange.above("--rate", 0, rate);
        Finding finding = new Finding(
                "messages",
                "How long from a message's intended send time until a consumer has its filing, at " + Math.round(rate)
                        + " messages/s?",
                options);
        try (Rig rig = Rig.start()) {
            String bootstrap = rig.options(1).bootstrap();
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
                // The rig has made some.
                Set<String> made = admin.listTopics().names().get();
                List<NewTopic> others = LocalTopics.all().stream()
                        .filter(topic -> !made.contains(topic.name()))
                        .toList();
                admin.createTopics(others).all().get();
                admin.listOffsets(TopicChanges.ends(others)).all().get();
            }
            for (int repetition = 1; repetition <= options.runs(); repetition++) {
                measure(rig, bootstrap, repetition, finding);
            }
            finding.write(rig, views(), method(), notMeasured());
        }
        return finding.exitCode();
    }

    private void measure(Rig rig, String bootstrap, int repetition, Finding finding) throws Exception {
        Path store = rig.directory().resolve("store-" + repetition);
        String sha256 = keep(store);
        try (LocalCluster cluster = LocalCluster.plan()
                        .withTaskManagers(1, 1)
                        .in(rig.directory().resolve("receive-" + repetition))
                        .start();
                Ends ends = new Ends(bootstrap)) {
            StreamExecutionEnvironment env = cluster.environment();
            ReceiveJob.build(
                    env,
                    ReceiveSettings.of(Map.of(
                            "bootstrap",
                            bootstrap,
                            "group-id",
                            "bench-messages-" + repetition,
                            "store",
                            store.toString())));
            JobClient job = env.executeAsync("receive");
            for (String beside : List.of(ALONE, "a manifest of 15,000 bills")) {
                Histogram micros =
                        ends.pace(rate, options.warmup(), options.seconds(), beside.equals(ALONE) ? null : sha256);
                finding.add("receive", Map.of("beside", beside), repetition, figures(micros));
            }
            job.cancel().get();
        }
    }

    private static Map<String, Double> figures(Histogram micros) {
        return Map.of(
                "p50", micros.getValueAtPercentile(50) / 1e3,
                "p99", micros.getValueAtPercentile(99) / 1e3,
                "max", micros.getMaxValue() / 1e3,
                "count", (double) micros.getTotalCount());
    }

    private static String manifest(int bills, String first) {
        StringBuilder text = new StringBuilder(bills * 2_100)
                .append("<Awmds><General_segment><General_segment_id><Customs_office_code>ALDRZ</Customs_office_code>")
                .append("<Voyage_number>12E</Voyage_number></General_segment_id><Transport_information><Carrier>")
                .append("<Carrier_code>ADRL</Carrier_code></Carrier><Mode_of_transport_code>1</Mode_of_transport_code>")
                .append(
                        "<Identity_of_transporter>ADRIA</Identity_of_transporter></Transport_information></General_segment>");
        for (int bill = 0; bill < bills; bill++) {
            text.append("<Bol_segment><Bol_id><Bol_reference>")
                    .append(bills == 1 ? first : String.format(Locale.ROOT, "%s%05d", first, bill))
                    .append("</Bol_reference><Bol_nature>23</Bol_nature><Bol_type_code>BOL</Bol_type_code></Bol_id>")
                    .append("<Load_unload_place><Place_of_loading_code>ITTRS</Place_of_loading_code>")
                    .append("<Place_of_unloading_code>ALDRZ</Place_of_unloading_code></Load_unload_place>")
                    .append("<Goods_segment><Number_of_packages>12</Number_of_packages><Gross_mass>1000</Gross_mass>")
                    .append("<Goods_description>")
                    .append(GOODS)
                    .append("</Goods_description></Goods_segment></Bol_segment>");
        }
        return text.append("</Awmds>").toString();
    }

    /** Puts the large manifest where a gateway would. */
    private static String keep(Path store) throws IOException {
        byte[] bytes = manifest(MANIFEST_BILLS, "L" + store.getFileName()).getBytes(UTF_8);
        String sha256 = ContentId.sha256Hex(bytes);
        Path file = store.resolve(MessageTopic.blob(sha256));
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return sha256;
    }

    private static List<View> views() {
        return List.of(
                new View("Received, p50", "p50", "ms", "beside", true),
                new View("Received, p99", "p99", "ms", "beside", true),
                new View("Received, max", "max", "ms", "beside", true),
                new View("Messages", "count", "", "", false),
                new View("CPU of other processes", Page.FOREIGN, "cores", "", false));
    }

    private List<String> method() {
        return List.of(
                "Open loop; latency from the intended time of a message of one bill to its filing at a consumer.",
                "The broker is a process of its own; job, sender and consumer share one.",
                "The manifest of some 30 MB is sent when the measurement begins, by the store of large messages.",
                "Warm-up " + options.warmup() + " s, then " + options.seconds() + " s that count; repetitions: "
                        + options.runs() + ".");
    }

    private static List<String> notMeasured() {
        return List.of("A gateway, and a network to it.", "Exactly-once: its consumers wait for a checkpoint.");
    }

    /** Sender and consumer. */
    private static final class Ends implements AutoCloseable {
        private static final Duration POLL = Duration.ofMillis(5);
        private static final long LATE_NANOS = 30_000_000_000L;

        private final KafkaProducer<byte[], byte[]> producer;
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final WallClock clock = WallClock.start();
        private final AvroWire<Filing> wire = Topics.CONSIGNMENTS_FILED.wire();
        private long sequence;

        Ends(String bootstrap) {
            producer = new KafkaProducer<>(
                    Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer());
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrap, "enable.auto.commit", "false"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CONSIGNMENTS_FILED.name()).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
        }

        /** @param manifest large message to send first when the measurement begins; null for none */
        Histogram pace(double rate, double warmup, double seconds, @Nullable String manifest)
                throws InterruptedException, ExecutionException {
            Histogram micros = new Histogram(3);
            long begin = clock.micros();
            long from = begin + Math.round(warmup * 1e6);
            long to = from + Math.round(seconds * 1e6);
            long sent = 0;
            long counted = 0;
            @Nullable String large = manifest;
            long giveUp = System.nanoTime() + Math.round((warmup + seconds) * 1e9) + LATE_NANOS;
            while (clock.micros() < to || micros.getTotalCount() < counted) {
                if (System.nanoTime() > giveUp) {
                    throw new IllegalStateException("filings are missing: sent=" + counted + ", seen="
                            + micros.getTotalCount() + ", within 30 s of the end");
                }
                if (large != null && clock.micros() >= from) {
                    producer.send(large(large)).get();
                    large = null;
                }
                long due = begin + Math.round(sent * 1e6 / rate);
                while (due <= clock.micros() && due < to) {
                    send(due);
                    sent++;
                    counted += due >= from ? 1 : 0;
                    due = begin + Math.round(sent * 1e6 / rate);
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    long intended = intended(record.value());
                    if (intended >= from) {
                        micros.recordValue(Math.max(0, clock.micros() - intended));
                    }
                }
            }
            return micros;
        }

        @SuppressWarnings("FutureReturnValueIgnored") // what is lost is missed at the consumer
        private void send(long due) {
            sequence++;
            String bill = String.format(Locale.ROOT, "%s%016d%012d", MARK, due, sequence);
            producer.send(new ProducerRecord<>(
                    Topics.MESSAGES_RECEIVED.name(),
                    "small".getBytes(UTF_8),
                    manifest(1, bill).getBytes(UTF_8)));
        }

        private static ProducerRecord<byte[], byte[]> large(String sha256) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(Topics.MESSAGES_RECEIVED.name(), "large".getBytes(UTF_8), new byte[0]);
            record.headers().add(MessageTopic.SHA256, sha256.getBytes(UTF_8));
            record.headers().add(MessageTopic.BLOB, MessageTopic.blob(sha256).getBytes(UTF_8));
            return record;
        }

        /** When the message of a filing was meant to be sent; -1 for filings of others. */
        private long intended(byte[] value) {
            if (wire.decode(value) instanceof DecodeResult.Value<Filing> decoded) {
                String number = decoded.value().getTransportDocument().getNumber();
                if (number.startsWith(MARK)) {
                    return Long.parseLong(number.substring(MARK.length(), MARK.length() + 16));
                }
            }
            return -1;
        }

        @Override
        public void close() {
            producer.close();
            consumer.close();
        }
    }
}
