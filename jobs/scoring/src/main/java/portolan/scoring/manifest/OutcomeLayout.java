// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of an outcome inside another value.
 *
 * <pre>
 *   tenant | consignment key | code | examined | version | reportedAt | office | reason | goodsKind | position
 * </pre>
 */
public final class OutcomeLayout {
    private OutcomeLayout() {}

    public static void write(LayoutWriter out, Outcome outcome) {
        out.text(outcome.tenant()).text(outcome.consignmentKey().value()).constant(outcome.code());
        out.flag(outcome.examined()).signed(outcome.version()).instant(outcome.reportedAt());
        out.text(outcome.office()).text(outcome.reason()).text(outcome.goodsKind());
        PositionLayout.write(out, outcome.position());
    }

    public static Outcome read(LayoutReader in) {
        return new Outcome(
                in.text(),
                new ConsignmentKey(in.text()),
                in.constant(OutcomeCode.class),
                in.flag(),
                (int) in.signed(),
                in.instant(),
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                PositionLayout.read(in));
    }
}
