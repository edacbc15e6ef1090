// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.manifest;

import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of an outcome inside another value.
 *
 * <pre>
 *   v1   tenant | consignment key | code | examined | version | reportedAt | office | reason | goodsKind | position
 *   v2   octet 0, which no tenant begins with | 2, the version | as v1 | by | flag, share | lane | ruleSet
 * </pre>
 *
 * <p>What nobody says how it was chosen is written as v1.
 */
public final class OutcomeLayout {
    private static final int VERSION = 2;

    private OutcomeLayout() {}

    public static void write(LayoutWriter out, Outcome outcome) {
        Chosen chosen = outcome.chosen();
        boolean isKnown = !chosen.equals(Chosen.UNSAID);
        if (isKnown) {
            out.text(null).octet(VERSION);
        }
        out.text(outcome.tenant()).text(outcome.consignmentKey().value()).constant(outcome.code());
        out.flag(outcome.examined()).signed(outcome.version()).instant(outcome.reportedAt());
        out.text(outcome.office()).text(outcome.reason()).text(outcome.goodsKind());
        PositionLayout.write(out, outcome.position());
        if (isKnown) {
            out.constant(chosen.by()).flag(chosen.share() != null);
            if (chosen.share() != null) {
                out.real(chosen.share());
            }
            out.text(chosen.lane()).text(chosen.ruleSet());
        }
    }

    /** Reads every version ever written. */
    public static Outcome read(LayoutReader in) {
        String tenant = in.nullableText();
        if (tenant != null) {
            return read(in, tenant);
        }
        in.version("outcome", VERSION);
        return read(in, in.text())
                .chosen(new Chosen(
                        in.constant(Chosen.By.class),
                        in.flag() ? Double.valueOf(in.real()) : null,
                        in.nullableText(),
                        in.nullableText()));
    }

    private static Outcome read(LayoutReader in, String tenant) {
        return new Outcome(
                tenant,
                new ConsignmentKey(in.text()),
                in.constant(OutcomeCode.class),
                in.flag(),
                in.whole(),
                in.instant(),
                in.nullableText(),
                in.nullableText(),
                in.nullableText(),
                Chosen.UNSAID,
                PositionLayout.read(in));
    }
}
