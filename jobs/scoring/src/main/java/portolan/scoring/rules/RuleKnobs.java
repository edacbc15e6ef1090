// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static portolan.scoring.rules.TextEdits.find;
import static portolan.scoring.rules.TextEdits.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The numbers in the text of a rule set that people turn to try it: priors and thresholds of threats, caps of groups,
 * and what each rule adds. Of a rule that adds a number, it is the number; of a curve, the number of each bin; of any
 * other, the factor before what it computes, which is 1 where none is written. Turned, the text changes in these numbers
 * alone.
 */
public final class RuleKnobs {
    private static final int DECIMALS = 2;
    /** A slope counts for each one of a reading, which may have thousands. */
    private static final int DECIMALS_OF_SLOPES = 6;

    private static final String THREAT = "threat/";
    private static final String RULE = "rule/";
    private static final String GROUP = "group/";

    /** A factor, and what it is a factor of. */
    private static final Pattern PRODUCT = Pattern.compile("([+-]?[0-9]+(?:\\.[0-9]+)?) \\* (.+)", Pattern.DOTALL);

    /** Text that YAML takes for itself without quotes, also between braces. */
    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z0-9.(][^,\\[\\]{}:#'\"\\n]*");

    private final TextEdits edits;
    private final Map<String, Place> places = new LinkedHashMap<>();

    /**
     * One of them.
     *
     * @param path which, as {@code threat/NAME/red}, {@code rule/ID}, {@code rule/ID/BIN} or {@code group/NAME}
     * @param value in bits; of a factor, as it is
     * @param isFactor whether it stands before what is computed
     */
    public record Knob(String path, double value, boolean isFactor) {}

    private record Place(Knob knob, ScalarNode node, String factorOf, int decimals) {}

    private RuleKnobs(String text) {
        edits = new TextEdits(text);
        MappingNode top = edits.top();
        for (NodeTuple threat : mapping(value(top, "threats"))) {
            String path = THREAT + key(threat) + '/';
            MappingNode of = (MappingNode) threat.getValueNode();
            add(path, of, "prior");
            for (NodeTuple lane : mapping(value(of, "lanes"))) {
                add(path + key(lane), lane.getValueNode());
            }
            add(path, of, "urgent");
        }
        for (NodeTuple group :
                find(top, "groups").map(tuple -> mapping(tuple.getValueNode())).orElse(List.of())) {
            add(GROUP + key(group), group.getValueNode());
        }
        for (Node each : ((SequenceNode) value(top, "rules")).getValue()) {
            MappingNode rule = (MappingNode) each;
            String path = RULE + ((ScalarNode) value(rule, "id")).getValue();
            find(rule, "bits").ifPresent(bits -> add(path, bits.getValueNode()));
            find(rule, "curve").ifPresent(curve -> addBins(path, (MappingNode) curve.getValueNode()));
        }
    }

    /**
     * All of a rule set, in the order of its text; none where an alias stands in it, as its number would be another's
     * too.
     */
    public static List<Knob> of(RuleSet ruleSet) {
        return hasAlias(ruleSet.text())
                ? List.of()
                : new RuleKnobs(ruleSet.text())
                        .places.values().stream().map(Place::knob).toList();
    }

    /**
     * The text with some of them turned.
     *
     * @param ruleSet without an alias in its text
     * @param values by path, in bits, or factors; rounded to two decimals, slopes to six
     * @throws NoSuchElementException if there is no such knob
     */
    public static String turned(RuleSet ruleSet, Map<String, Double> values) {
        if (hasAlias(ruleSet.text())) {
            throw new NoSuchElementException("an alias stands in the text, and nothing can be turned");
        }
        RuleKnobs knobs = new RuleKnobs(ruleSet.text());
        values.forEach((path, value) -> {
            Place place = knobs.places.get(path);
            if (place == null) {
                throw new NoSuchElementException("there is nothing to turn: " + path);
            }
            if (value != place.knob().value()) {
                knobs.edits.replace(place.node(), written(place, value));
            }
        });
        return knobs.edits.edited();
    }

    private static boolean hasAlias(String text) {
        for (Event event : new Parse(LoadSettings.builder().build()).parseString(text)) {
            if (event instanceof AliasEvent) {
                return true;
            }
        }
        return false;
    }

    private static List<NodeTuple> mapping(Node node) {
        return ((MappingNode) node).getValue();
    }

    private static String key(NodeTuple tuple) {
        return ((ScalarNode) tuple.getKeyNode()).getValue();
    }

    private void add(String path, MappingNode of, String name) {
        Optional<NodeTuple> stated = find(of, name);
        stated.ifPresent(tuple -> add(path + name, tuple.getValueNode()));
    }

    /** Each bin by its place from 1 on, of a table with that of its column; then what is unknown. */
    private void addBins(String path, MappingNode curve) {
        List<Node> bins = ((SequenceNode) value(curve, "bins")).getValue();
        for (int row = 1; row <= bins.size(); row++) {
            MappingNode bin = (MappingNode) bins.get(row - 1);
            Node bits = find(bin, "bits").map(NodeTuple::getValueNode).orElse(null);
            if (bits instanceof SequenceNode cells) {
                for (int column = 1; column <= cells.getValue().size(); column++) {
                    add(path + '/' + row + '/' + column, cells.getValue().get(column - 1));
                }
            } else if (bits != null) {
                add(path + '/' + row, bits);
            } else if (row < bins.size()) {
                // That of the last bin can only be 0.
                add(path + '/' + row, value(bin, "slope"), DECIMALS_OF_SLOPES);
            }
        }
        add(path + '/', curve, "unknown");
    }

    private void add(String path, Node node) {
        add(path, node, DECIMALS);
    }

    private void add(String path, Node node, int decimals) {
        if (!(node instanceof ScalarNode scalar)) {
            return;
        }
        OptionalDouble number = Section.number(node);
        if (number.isPresent()) {
            places.put(path, new Place(new Knob(path, number.getAsDouble(), false), scalar, "", decimals));
            return;
        }
        String amount = scalar.getValue().strip();
        Matcher product = PRODUCT.matcher(amount);
        boolean isProduct = product.matches() && isOneTerm(product.group(2));
        double factor = isProduct ? Double.parseDouble(product.group(1)) : 1;
        places.put(
                path,
                new Place(
                        new Knob(path, factor, true),
                        scalar,
                        isProduct ? product.group(2) : '(' + amount + ')',
                        decimals));
    }

    /** Whether a factor before it is one of all of it. */
    private static boolean isOneTerm(String expression) {
        int depth = 0;
        for (int i = 0; i < expression.length(); i++) {
            char at = expression.charAt(i);
            depth += at == '(' ? 1 : at == ')' ? -1 : 0;
            if (depth == 0 && "+-?<>=&|/%".indexOf(at) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static String written(Place place, double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(place.decimals(), RoundingMode.HALF_EVEN);
        String number = rounded.stripTrailingZeros().toPlainString();
        if (!place.knob().isFactor()) {
            return number;
        }
        // A factor without a point would be a whole number, and those are not multiplied with others.
        String product = (number.contains(".") ? number : number + ".0") + " * " + place.factorOf();
        boolean staysPlain = place.node().getScalarStyle() == ScalarStyle.PLAIN
                && PLAIN.matcher(product.startsWith("-") ? product.substring(1) : product)
                        .matches();
        return staysPlain ? product : TextEdits.quoted(product);
    }
}
