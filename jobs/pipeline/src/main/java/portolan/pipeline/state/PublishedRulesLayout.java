// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import portolan.pipeline.PublishedRules;
import portolan.pipeline.PublishedRules.Role;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;

/**
 * Layout of a published rule set.
 *
 * <pre>
 *   v2   name | signed version | hash | text | source | signed order time | signed offset | role
 *   v1   the same without role, which was champion
 * </pre>
 */
final class PublishedRulesLayout extends StreamLayout<PublishedRules> {
    PublishedRulesLayout() {
        super("published-rules", 2, PublishedRules.class);
    }

    @Override
    void write(LayoutWriter out, PublishedRules rules) {
        out.text(rules.name()).signed(rules.version()).text(rules.hash()).text(rules.text());
        out.text(rules.source())
                .signed(rules.orderTime())
                .signed(rules.offset())
                .constant(rules.role());
    }

    @Override
    PublishedRules read(int written, LayoutReader in) {
        return new PublishedRules(
                in.text(),
                (int) in.signed(),
                in.text(),
                in.text(),
                in.text(),
                in.signed(),
                in.signed(),
                written == 1 ? Role.CHAMPION : in.constant(Role.class));
    }
}
