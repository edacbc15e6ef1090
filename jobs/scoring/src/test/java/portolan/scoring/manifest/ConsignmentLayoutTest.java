// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.scoring.Consignments.consignment;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

class ConsignmentLayoutTest {
    private static final SupportingDocument FULL = new SupportingDocument(
            "N380",
            "F-1",
            12.5,
            "EUR",
            990.5,
            12L,
            "Chamber",
            "ACME",
            "Rhine BV",
            LocalDate.parse("2026-02-01"),
            LocalDate.parse("2026-12-31"));
    private static final SupportingDocument EMPTY =
            new SupportingDocument(null, "", null, null, null, null, null, null, null, null, null);

    @Test
    void documentsAreReadAsTheyWereWritten() {
        Consignment with = consignment().documents(FULL, EMPTY).build();

        assertThat(reread(with)).isEqualTo(with);
        assertThat(reread(with.notCounting(List.of("totals.packages=9"))))
                .isEqualTo(with.notCounting(List.of("totals.packages=9")));
    }

    /** So that what is stored of nearly all consignments is what an older release reads. */
    @Test
    void aConsignmentWithoutDocumentsTakesNoByteMore() {
        Consignment without = consignment().deadlines(null).build();

        byte[] bytes = bytes(without);
        assertThat(bytes[bytes.length - 1]).isZero();
        assertThat(reread(without)).isEqualTo(without);
    }

    private static Consignment reread(Consignment consignment) {
        return ConsignmentLayout.read(new LayoutReader(bytes(consignment)));
    }

    private static byte[] bytes(Consignment consignment) {
        LayoutWriter out = new LayoutWriter();
        ConsignmentLayout.write(out, consignment);
        return out.toBytes();
    }
}
