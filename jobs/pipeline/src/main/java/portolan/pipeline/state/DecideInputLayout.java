// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.pipeline.DecideInput;
import portolan.pipeline.PublishedText;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent;

/**
 * Layout of what reaches Decide: a case with what was read of it, or a published text.
 *
 * <pre>
 *   v3   as v2, with what declared memories say behind a case
 *   v2   key | flag, a published text where it is set, else case
 *   case       case event led by the count of its bytes | flag late | flag | readings and quality where it is set
 *              | zero
 *   readings   list of readings as an assessment has them
 *   quality    real score | list of findings as an assessment has them
 * </pre>
 */
final class DecideInputLayout {
    private DecideInputLayout() {}

    static void write(LayoutWriter out, DecideInput input) {
        PublishedText text = input.text();
        out.text(input.key()).flag(text != null);
        if (text != null) {
            PublishedTextLayout.write(out, text);
            return;
        }
        SentEvents.write(out, input.theCase());
        Readings readings = input.readings();
        DataQuality quality = input.quality();
        out.flag(input.late()).flag(readings != null);
        if (readings != null && quality != null) {
            out.list(readings.all(), AssessmentStreamLayout::writeReading);
            AssessmentStreamLayout.writeQuality(out, quality);
        }
        out.count(0);
        input.said().write(out);
    }

    static DecideInput read(int written, LayoutReader in) {
        String key = in.text();
        if (in.flag()) {
            return DecideInput.of(key, PublishedTextLayout.read(in));
        }
        CaseEvent event = SentEvents.read(in);
        boolean late = in.flag();
        boolean isRead = in.flag();
        Readings readings = isRead ? Readings.of(in.list(AssessmentStreamLayout::readReading)) : null;
        DataQuality quality = isRead ? AssessmentStreamLayout.readQuality(in) : null;
        in.count();
        return DecideInput.of(event, late, readings, quality, written >= 3 ? BankValues.read(in) : BankValues.NONE);
    }
}
