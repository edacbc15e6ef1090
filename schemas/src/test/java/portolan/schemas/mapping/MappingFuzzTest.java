// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineFault;
import portolan.schemas.wire.Topics;
import portolan.testing.FuzzTest;

/** A mapping, and behind a line of three dashes the CSV that it maps: rows are records or faults, mappings refused by line. */
class MappingFuzzTest extends FuzzTest {
    @Override
    protected List<byte[]> made() {
        return List.of((CsvMappingTest.MAPPING + "---\n" + CsvMappingTest.HEADER + '\n' + CsvMappingTest.RICH + '\n'
                        + CsvMappingTest.POOR)
                .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void take(byte[] bytes) throws Exception {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n---\n");
        String mapping = end < 0 ? text : text.substring(0, end + 1);
        byte[] file = end < 0 ? new byte[0] : text.substring(end + 5).getBytes(StandardCharsets.ISO_8859_1);
        bounded(bytes, 64 << 20, 200_000, () -> read(mapping, file));
    }

    private static void read(String text, byte[] file) {
        try {
            CsvMapping mapping = CsvMapping.parse(text, "m.yaml");
            lines(mapping.filings(new ByteArrayInputStream(file), "f.csv"));
            if (mapping.hasOutcomes()) {
                lines(mapping.outcomes(new ByteArrayInputStream(file), "f.csv"));
            }
        } catch (MappingException e) {
            assertThat(e.faults()).isNotEmpty();
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static <T> void lines(Iterator<Line<T>> lines) {
        while (lines.hasNext()) {
            Line<T> line = lines.next();
            LineFault fault = line.fault();
            if (fault != null) {
                assertThat(fault.message()).isNotBlank().hasSizeLessThan(10_000);
            } else if (line.orThrow() instanceof Filing filing) {
                assertThat(Topics.CONSIGNMENTS_FILED.wire().encode(filing)).isNotEmpty();
            }
        }
    }
}
