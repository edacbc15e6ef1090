// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import portolan.schemas.avro.Filing;
import portolan.schemas.wire.Topics;

/** Filings that the schema allows and no filer means: each field in turn with the extremes of its type. */
final class Extremes {
    /** The marker and the schema's fingerprint. */
    private static final int HEADER = 10;

    private final byte[] sound;
    private final Schema schema = withoutMeanings(Filing.getClassSchema());
    private final List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();

    private Extremes(byte[] sound) {
        this.sound = sound;
    }

    /** One filing an extreme, each of a consignment of its own. */
    static List<ProducerRecord<byte[], byte[]>> of(byte[] sound) throws IOException {
        Extremes extremes = new Extremes(sound);
        GenericRecord filing = extremes.read();
        extremes.visit(filing, "", filing);
        return extremes.records;
    }

    /** As many goods items as a record may have. */
    static List<ProducerRecord<byte[], byte[]>> costliest(byte[] sound, int filings) throws IOException {
        Extremes extremes = new Extremes(sound);
        GenericRecord filing = extremes.read();
        @SuppressWarnings("unchecked") // the schema says so
        List<GenericRecord> items = (List<GenericRecord>) filing.get("goodsItems");
        GenericRecord item = items.get(0);
        items.clear();
        items.add(item);
        int one = extremes.bytes(filing).length;
        items.add(item);
        int more = extremes.bytes(filing).length - one;
        // Their numbers take a byte or two more each.
        int count = (Topics.CONSIGNMENTS_FILED.maxRecordBytes() - one) / (more + 2);
        for (int number = 2; number < count; number++) {
            items.add(GenericData.get().deepCopy(item.getSchema(), item));
        }
        for (int number = 0; number < items.size(); number++) {
            if (item.getSchema().getField("seq") != null) {
                items.get(number).put("seq", number + 1);
            }
        }
        for (int number = 0; number < filings; number++) {
            extremes.add(filing, "COSTLY-" + number);
        }
        return extremes.records;
    }

    private void visit(GenericRecord within, String path, GenericRecord filing) throws IOException {
        for (Schema.Field field : within.getSchema().getFields()) {
            Object was = within.get(field.pos());
            String here = path + '.' + field.name();
            for (Object extreme : extremes(field.schema(), was)) {
                within.put(field.pos(), extreme);
                add(filing, "EXTREME" + here + '-' + records.size());
                within.put(field.pos(), was);
            }
            if (was instanceof GenericRecord record) {
                visit(record, here, filing);
            } else if (was instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof GenericRecord first) {
                visit(first, here, filing);
            }
        }
    }

    private static List<Object> extremes(Schema schema, Object was) {
        return switch (schema.getType()) {
            case UNION ->
                schema.getTypes().stream()
                        .flatMap(one -> extremes(one, was).stream())
                        .toList();
            case LONG -> List.of(Long.MIN_VALUE, Long.MIN_VALUE + 1, -1L, 0L, 1L << 53, Long.MAX_VALUE);
            case INT -> List.of(Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE);
            case DOUBLE -> List.of(Double.NaN, Double.NEGATIVE_INFINITY, -0.0, Double.MIN_VALUE, Double.MAX_VALUE);
            case FLOAT -> List.of(Float.NaN, Float.MAX_VALUE);
            case STRING -> List.of("", " ", "\u0000\u001b[31m", "\ud83d\udea2".repeat(1_000), "9".repeat(20_000));
            case BYTES ->
                List.of(
                        ByteBuffer.allocate(0),
                        ByteBuffer.wrap(new byte[] {-128, 0}),
                        ByteBuffer.wrap(new byte[64]),
                        ByteBuffer.wrap("x".repeat(200).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            case ARRAY ->
                was instanceof List<?> list && !list.isEmpty()
                        ? List.of(List.of(), java.util.Collections.nCopies(300, list.get(0)))
                        : List.of();
            default -> List.of();
        };
    }

    private void add(GenericRecord filing, String key) throws IOException {
        Object was = filing.get("consignmentKey");
        Consumer<String> rename = name -> filing.put("consignmentKey", name);
        boolean ofTheKey = key.startsWith("EXTREME.consignmentKey");
        if (!ofTheKey) {
            rename.accept("ACME:" + key + ":2026");
        }
        records.add(new ProducerRecord<>(
                Topics.CONSIGNMENTS_FILED.name(),
                String.valueOf(filing.get("consignmentKey")).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                bytes(filing)));
        filing.put("consignmentKey", was);
    }

    private GenericRecord read() throws IOException {
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(sound, HEADER, sound.length - HEADER, null));
    }

    private byte[] bytes(GenericRecord filing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(sound, 0, HEADER);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(schema).write(filing, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    /** The schema without logical types, so that any number can be written; its fingerprint is the same. */
    private static Schema withoutMeanings(Schema schema) {
        return new Schema.Parser().parse(org.apache.avro.SchemaNormalization.toParsingForm(schema));
    }
}
