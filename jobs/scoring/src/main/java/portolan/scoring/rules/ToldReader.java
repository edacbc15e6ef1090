// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what scores of the overall threat mean. */
final class ToldReader {
    private static final int MOST_COUNT = 1_000_000_000;
    private static final List<String> KEYS = List.of("inspections", "finds", "weights", "shares");
    private static final List<String> POINT_KEYS = List.of("score", "share", "low", "high");

    private final Faults faults;

    ToldReader(Faults faults) {
        this.faults = faults;
    }

    /**
     * What is told; null where nothing is.
     *
     * @param overall the threat whose scores it is of; null where there is none
     */
    @Nullable
    ToldShares read(Section top, @Nullable String overall) {
        Node node = top.optional("told");
        if (node == null) {
            return null;
        }
        int before = faults.count();
        Section section = Section.of(node, "'told'", faults, KEYS);
        if (section.isPresent() && overall == null) {
            faults.at(node, "'told' is of any offence at all: mark one threat with 'overall: true'");
        }
        int inspections = count(section, "inspections");
        Node findsNode = section.optional("finds");
        int finds = count(section, "finds");
        if (findsNode != null && finds > inspections) {
            faults.at(
                    findsNode,
                    "more finds than inspections in 'told': finds=" + finds + ", inspections=" + inspections);
        }
        ScalarNode weights = section.optionalText("weights");
        List<Node> nodes = section.list("shares");
        if (section.optional("shares") != null && nodes.size() < 2) {
            faults.at(node, "expected two scores at least in 'shares': what one alone means says nothing of others");
        }
        List<ToldShares.Point> points = new ArrayList<>();
        for (Node each : nodes) {
            ToldShares.Point point = point(each);
            ToldShares.Point last = points.isEmpty() ? null : points.get(points.size() - 1);
            if (point != null && last != null && !(point.score() > last.score() && point.share() > last.share())) {
                faults.at(each, "scores and their shares rise from line to line in 'shares', or rankings would change");
            } else if (point != null) {
                points.add(point);
            }
        }
        return faults.count() > before
                ? null
                : new ToldShares(inspections, finds, points, weights == null ? null : weights.getValue());
    }

    private int count(Section section, String key) {
        Node node = section.required(key);
        double count = node == null ? 0 : Section.number(node).orElse(-1);
        if (node != null && !(count >= 0 && count <= MOST_COUNT && count == StrictMath.rint(count))) {
            faults.at(node, "expected a whole number from 0 in '" + key + "', found " + Section.kind(node));
        }
        return (int) count;
    }

    private ToldShares.@Nullable Point point(Node node) {
        int before = faults.count();
        Section section = Section.of(node, "a line of 'shares'", faults, POINT_KEYS);
        double score = section.bits("score").orElse(0);
        double share = share(section, "share");
        double low = share(section, "low");
        double high = share(section, "high");
        if (faults.count() == before && !(low <= share && share <= high)) {
            faults.at(node, "a share lies from 'low' to 'high'");
        } else if (faults.count() == before && high > ToldShares.WIDEST * low) {
            faults.at(
                    node,
                    "'high' is over " + Bits.show(ToldShares.WIDEST)
                            + " times 'low': leave out what is known no better, such a score only ranks");
        }
        return faults.count() > before ? null : new ToldShares.Point(Bits.toUnits(score), share, low, high);
    }

    private double share(Section section, String key) {
        Node node = section.required(key);
        double share = node == null ? 0 : Section.number(node).orElse(0);
        if (node != null && !(share > 0 && share < 1)) {
            faults.at(
                    node,
                    "expected a share above 0 and below 1 in '" + key + "', found " + Section.kind(node)
                            + "; 0.02 is one in fifty");
        }
        return share;
    }
}
