// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import org.jspecify.annotations.Nullable;
import portolan.pipeline.DecideInput;
import portolan.pipeline.PublishedRules;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.ledger.CaseEvent;

/**
 * Layout of what reaches Decide: a case with what was read of it, or a rule set.
 *
 * <pre>
 *   v1   key | flag, a published rule set where it is set, else case
 *   case       case event led by the count of its bytes | flag late | flag | readings and quality where it is set
 *              | count of the earlier book's bytes, then the bytes
 *   readings   list of readings as an assessment has them
 *   quality    real score | list of findings as an assessment has them
 * </pre>
 */
final class DecideInputLayout extends StreamLayout<DecideInput> {
    private static final PublishedRulesLayout RULES = new PublishedRulesLayout();
    private static final byte[] NOTHING = {};

    DecideInputLayout() {
        super("decide-input", 1, DecideInput.class);
    }

    @Override
    void write(LayoutWriter out, DecideInput input) {
        PublishedRules rules = input.rules();
        out.text(input.key()).flag(rules != null);
        if (rules != null) {
            RULES.write(out, rules);
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
        byte[] book = input.earlierBook() == null ? NOTHING : input.earlierBook();
        out.count(book.length).raw(book);
    }

    @Override
    DecideInput read(int written, LayoutReader in) {
        String key = in.text();
        if (in.flag()) {
            return DecideInput.of(key, RULES.read(RULES.version(), in));
        }
        CaseEvent event = SentEvents.read(in);
        boolean late = in.flag();
        boolean isRead = in.flag();
        Readings readings = isRead ? Readings.of(in.list(AssessmentStreamLayout::readReading)) : null;
        DataQuality quality = isRead ? AssessmentStreamLayout.readQuality(in) : null;
        return DecideInput.of(event, late, readings, quality, book(in));
    }

    private static byte @Nullable [] book(LayoutReader in) {
        int length = in.size();
        return length == 0 ? null : in.raw(length);
    }
}
