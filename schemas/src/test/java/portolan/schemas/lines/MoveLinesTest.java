// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.lines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.ContainerEvent;
import portolan.schemas.avro.ContainerMoved;
import portolan.schemas.avro.EventClassifier;

class MoveLinesTest {
    private static final String LEAST =
            "{\"equipmentId\":\"CSQU3054383\",\"event\":\"DISCHARGED\",\"at\":\"2026-03-02T10:00:00Z\"";

    private static List<Line<ContainerMoved>> read(String... lines) throws IOException {
        List<Line<ContainerMoved>> read = new ArrayList<>();
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        try (LineReader<ContainerMoved> reader = MoveLines.read(new ByteArrayInputStream(bytes), "moves.jsonl")) {
            reader.forEachRemaining(read::add);
        }
        return read;
    }

    @Test
    void theLeastLineIsFilledIn() throws IOException {
        ContainerMoved moved = read(LEAST + "}").get(0).orThrow();

        assertThat(moved.getEvent()).isEqualTo(ContainerEvent.DISCHARGED);
        assertThat(moved.getClassifier()).isEqualTo(EventClassifier.ACTUAL);
        assertThat(moved.getTenant()).isEqualTo("default");
        assertThat(moved.getReportedAt()).isEqualTo(Instant.parse("2026-03-02T10:00:00Z"));
        assertThat(moved.getRawMessageRef().getTopic()).isEqualTo("moves.jsonl");
        assertThat(moved.getRawMessageRef().getOffset()).isEqualTo(1);
    }

    @Test
    void oneMoveHasOneIdHoweverOftenItIsReported() throws IOException {
        List<Line<ContainerMoved>> lines = read(
                LEAST + "}",
                LEAST + ",\"reportedAt\":\"2026-03-05T10:00:00Z\"}",
                LEAST + ",\"locode\":\"NLRTM\"}",
                LEAST + ",\"eventId\":\"own\"}");

        assertThat(lines).extracting(line -> line.orThrow().getEventId()).satisfies(ids -> {
            assertThat(ids.get(1)).isEqualTo(ids.get(0));
            assertThat(ids.get(2)).isNotEqualTo(ids.get(0));
            assertThat(ids.get(3)).isEqualTo("own");
        });
    }

    @Test
    void aLineWithoutItsContainerSaysSo() throws IOException {
        LineFault fault = read("{\"event\":\"LOADED\",\"at\":\"2026-03-02T10:00:00Z\"}")
                .get(0)
                .fault();

        assertThat(Objects.requireNonNull(fault).code()).isEqualTo(LineFault.Code.MISSING_FIELD);
        assertThat(fault.message()).contains("equipmentId");
    }
}
