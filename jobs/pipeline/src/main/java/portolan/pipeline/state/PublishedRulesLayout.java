package portolan.pipeline.state;

import portolan.pipeline.PublishedRules;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of a published rule set.
 *
 * <pre>
 *   v1   name | signed version | hash | text | source | signed order time | signed offset
 * </pre>
 */
final class PublishedRulesLayout extends StreamLayout<PublishedRules> {
    PublishedRulesLayout() {
        super("published-rules", 1, PublishedRules.class);
    }

    @Override
    void write(LayoutWriter out, PublishedRules rules) {
        out.text(rules.name()).signed(rules.version()).text(rules.hash()).text(rules.text());
        out.text(rules.source()).signed(rules.orderTime()).signed(rules.offset());
    }

    @Override
    PublishedRules read(int written, LayoutReader in) {
        return new PublishedRules(
                in.text(), (int) in.signed(), in.text(), in.text(), in.text(), in.signed(), in.signed());
    }
}
