// SPDX-License-Identifier: Apache-2.0
package portolan.desk.card;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import portolan.scoring.rules.RuleSet;

/**
 * What one assessment says of one threat.
 *
 * @param name as the rule set names it
 * @param lane RED, YELLOW, BLUE or GREEN
 * @param bits its score
 * @param sureness the share that inspections bear out, or that it only ranks, in words
 * @param groups the shares of the score; they add up to it exactly
 */
public record ThreatView(String name, String lane, double bits, String sureness, List<ShareGroup> groups) {
    public ThreatView {
        groups = List.copyOf(groups);
    }

    /** The score to the last digit. */
    public String exact() {
        return new BigDecimal(bits).stripTrailingZeros().toPlainString();
    }

    public String shown() {
        return String.format(Locale.ROOT, "%.2f", bits);
    }

    /** What weighs most for it, a family as one, without what was known before anything. */
    public List<Share> loudest(int most) {
        return groups.stream()
                .flatMap(group -> group.family() == null ? group.shares().stream() : Stream.of(group.family()))
                .filter(share -> share.bits() > 0 && !share.name().equals(RuleSet.PRIOR) && !share.isMoved())
                .sorted(Comparator.comparingDouble(Share::bits).reversed())
                .limit(most)
                .toList();
    }
}
