// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReleasedSchemasTest {
    static Stream<Topic<? extends SpecificRecord>> topics() {
        return Topics.ofRecords().stream();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void theCurrentSchemaIsTheNewestRelease(Topic<? extends SpecificRecord> topic) throws IOException {
        Schema current = SpecificData.get().getSchema(topic.recordType());
        List<Schema> released = List.copyOf(Releases.of(current.getName()).values());
        if (!released.isEmpty() && released.get(released.size() - 1).equals(current)) {
            return;
        }
        String file = current.getName() + "/" + (released.size() + 1) + ".avsc";
        Path proposed = Path.of("target", "released").resolve(file);
        Files.createDirectories(Path.of("target", "released", current.getName()));
        Files.writeString(proposed, SchemaFormatter.format("json/pretty", current) + "\n");
        throw new AssertionError("the schema of " + current.getName()
                + " is not the newest released one. A release is never changed once it is on main; add the next:\n"
                + "  cp schemas/" + proposed + " schemas/src/main/resources/released/" + file);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void whatEveryReleaseWroteIsReadByTheCurrentClasses(Topic<? extends SpecificRecord> topic) {
        assertReads(topic);
    }

    private static <T extends SpecificRecord> void assertReads(Topic<T> topic) {
        AvroWire<T> wire = topic.wire();
        for (Schema release : Releases.of(topic.recordType().getSimpleName()).values()) {
            for (long seed = 1; seed <= 20; seed++) {
                byte[] old = Wires.singleObject(new RandomRecords(seed).of(release));
                assertThat(wire.decode(old)).as("%s, seed=%d", topic, seed).isInstanceOf(DecodeResult.Value.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void whatIsWrittenNowIsReadByEveryRelease(Topic<? extends SpecificRecord> topic) throws IOException {
        Schema current = SpecificData.get().getSchema(topic.recordType());
        for (Schema release : Releases.of(current.getName()).values()) {
            for (long seed = 1; seed <= 20; seed++) {
                byte[] now = Wires.payload(new RandomRecords(seed).of(current));
                GenericDatumReader<GenericRecord> reader =
                        new GenericDatumReader<>(current, release, new GenericData());
                assertThat(reader.read(null, new BoundedDecoder(now, 0)).getSchema())
                        .as("%s, seed=%d", topic, seed)
                        .isEqualTo(release);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyReleaseIsCompatibleWithTheCurrentSchemaInBothDirections(Topic<? extends SpecificRecord> topic) {
        Schema current = SpecificData.get().getSchema(topic.recordType());
        for (Schema release : Releases.of(current.getName()).values()) {
            assertThat(SchemaCompatibility.checkReaderWriterCompatibility(current, release)
                            .getType())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            assertThat(SchemaCompatibility.checkReaderWriterCompatibility(release, current)
                            .getType())
                    .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyFieldSaysWhatItIsAndEveryNullableOneMayBeLeftOut(Topic<? extends SpecificRecord> topic) {
        List<String> faults = new ArrayList<>();
        check(SpecificData.get().getSchema(topic.recordType()), faults);
        assertThat(faults).isEmpty();
    }

    private static void check(Schema schema, List<String> faults) {
        switch (schema.getType()) {
            case RECORD -> {
                if (schema.getDoc() == null) {
                    faults.add("no doc: " + schema.getName());
                }
                for (Schema.Field field : schema.getFields()) {
                    String name = schema.getName() + "." + field.name();
                    if (field.doc() == null || !field.doc().matches("(?s).*[.:;)].*")) {
                        faults.add("no doc: " + name);
                    }
                    Schema.Type type = field.schema().getType();
                    boolean optional =
                            type == Schema.Type.UNION || type == Schema.Type.ARRAY || type == Schema.Type.MAP;
                    if (optional && !field.hasDefaultValue()) {
                        faults.add("no default: " + name);
                    }
                    check(field.schema(), faults);
                }
            }
            case ARRAY -> check(schema.getElementType(), faults);
            case UNION -> schema.getTypes().forEach(branch -> check(branch, faults));
            default -> {}
        }
    }
}
