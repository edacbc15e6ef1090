// SPDX-License-Identifier: Apache-2.0
package portolan.training.round;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.wire.AvroWire;
import portolan.schemas.wire.DecodeResult;
import portolan.training.papers.PaperSet;
import portolan.training.world.Dealt;

/**
 * A dealt world without its truth, and its file: a line of JSON for each event of the past and each consignment of the
 * window, records in Avro single-object encoding.
 */
final class BareWorld {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private BareWorld() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to a line of text
    private record Line(
            @Nullable Long at,
            byte @Nullable [] filed,
            byte @Nullable [] reported,
            @Nullable List<byte[]> window,
            @Nullable List<PaperSet.Paper> papers) {}

    /** The same world; nothing in it says what is planted, or that papers contradict each other. */
    static Dealt of(Dealt dealt) {
        return new Dealt(
                dealt.past(),
                dealt.window().stream()
                        .map(bill -> new Dealt.Bill(
                                bill.versions(),
                                bill.papers() == null
                                        ? null
                                        : new PaperSet(bill.papers().papers(), List.of()),
                                null))
                        .toList());
    }

    static byte[] toBytes(Dealt bare) throws IOException {
        AvroWire<Filing> filings = AvroWire.of(Filing.class);
        AvroWire<InspectionOutcome> outcomes = AvroWire.of(InspectionOutcome.class);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Dealt.Event event : bare.past()) {
            Line line = event instanceof Dealt.Filed filed
                    ? new Line(filed.at(), filings.encode(filed.filing()), null, null, null)
                    : new Line(event.at(), null, outcomes.encode(((Dealt.Reported) event).outcome()), null, null);
            write(line, bytes);
        }
        for (Dealt.Bill bill : bare.window()) {
            List<byte[]> versions =
                    bill.versions().stream().map(filings::encode).toList();
            write(
                    new Line(
                            null,
                            null,
                            null,
                            versions,
                            bill.papers() == null ? null : bill.papers().papers()),
                    bytes);
        }
        return bytes.toByteArray();
    }

    private static void write(Line line, ByteArrayOutputStream to) throws IOException {
        to.writeBytes(JSON.writeValueAsBytes(line));
        to.write('\n');
    }

    static Dealt read(byte[] bytes) throws IOException {
        AvroWire<Filing> filings = AvroWire.of(Filing.class);
        AvroWire<InspectionOutcome> outcomes = AvroWire.of(InspectionOutcome.class);
        List<Dealt.Event> past = new ArrayList<>();
        List<Dealt.Bill> window = new ArrayList<>();
        for (String text : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
            Line line = JSON.readValue(text, Line.class);
            if (line.window() != null) {
                List<Filing> versions = new ArrayList<>();
                for (byte[] version : line.window()) {
                    versions.add(value(filings, version));
                }
                window.add(new Dealt.Bill(
                        versions, line.papers() == null ? null : new PaperSet(line.papers(), List.of()), null));
            } else if (line.at() != null && line.filed() != null) {
                past.add(new Dealt.Filed(line.at(), value(filings, line.filed())));
            } else if (line.at() != null && line.reported() != null) {
                past.add(new Dealt.Reported(line.at(), value(outcomes, line.reported())));
            }
        }
        return new Dealt(past, window);
    }

    private static <T extends SpecificRecord> T value(AvroWire<T> wire, byte[] bytes) throws IOException {
        DecodeResult<T> read = wire.decode(bytes);
        if (read instanceof DecodeResult.Value<T> value) {
            return value.value();
        }
        throw new IOException("a record of the world cannot be read: "
                + ((DecodeResult.Refused<T>) read).fault().message());
    }
}
