// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of a filing inside another value.
 *
 * <pre>
 *   eventId | kind | filingId | filingVersion | supersedesFilingId | filedAt | position | consignment
 * </pre>
 */
public final class FilingLayout {
    private FilingLayout() {}

    public static void write(LayoutWriter out, Filing filing) {
        out.text(filing.eventId()).constant(filing.kind()).text(filing.filingId());
        out.signed(filing.filingVersion()).text(filing.supersedesFilingId()).instant(filing.filedAt());
        PositionLayout.write(out, filing.position());
        ConsignmentLayout.write(out, filing.consignment());
    }

    public static Filing read(LayoutReader in) {
        return new Filing(
                in.text(),
                in.constant(EventKind.class),
                in.text(),
                in.whole(),
                in.nullableText(),
                in.instant(),
                PositionLayout.read(in),
                ConsignmentLayout.read(in));
    }
}
