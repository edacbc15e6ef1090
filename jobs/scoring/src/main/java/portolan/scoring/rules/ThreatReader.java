// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import portolan.scoring.manifest.Finding;

/** Reads the threats of a rule set, each with its prior and the thresholds of its lanes. */
final class ThreatReader {
    private static final int MOST_THREATS = 32;
    private static final List<String> KEYS =
            List.of("prior", "lanes", "offices", "urgent", "overall", "outcomes", "adopted", "why");

    /** Offences by their names, of which only prohibited goods have kinds; and those kinds. */
    private static final Map<String, Finding> CODES = named(false);

    private static final Map<String, Finding> KINDS_OF_GOODS = named(true);

    private final Faults faults;
    private final Set<String> names = new LinkedHashSet<>();
    private @Nullable String overall;

    ThreatReader(Faults faults) {
        this.faults = faults;
    }

    /** The threat that every rule counts for; null when none is. */
    @Nullable
    String overall() {
        return overall;
    }

    /** The names that rules may count for, also of threats with faults. */
    Set<String> names() {
        return names;
    }

    /**
     * The threats without faults, in the order of the text.
     *
     * @param checkName reports a name that is none
     */
    List<Threat> read(Section top, Consumer<ScalarNode> checkName) {
        Node node = top.required("threats");
        if (node == null) {
            return List.of();
        }
        Section section = Section.open(node, "'threats'", faults);
        int count = section.entries().size();
        if (section.isPresent() && (count == 0 || count > MOST_THREATS)) {
            faults.at(node, "expected 1 to " + MOST_THREATS + " threats, found " + count);
        }
        List<Threat> threats = new ArrayList<>();
        for (Section.Entry entry : section.entries()) {
            checkName.accept(entry.key());
            names.add(entry.key().getValue());
            Threat threat = threat(entry);
            if (threat != null) {
                threats.add(threat);
            }
        }
        return threats;
    }

    private @Nullable Threat threat(Section.Entry entry) {
        String name = entry.key().getValue();
        Section section = Section.of(entry.value(), "threat '" + name + "'", faults, KEYS);
        OptionalDouble prior = section.bits("prior");
        OptionalDouble urgent = section.optionalBits("urgent");
        Node lanesNode = section.required("lanes");
        Thresholds lanes = lanesNode == null ? null : thresholds(lanesNode, "the lanes of '" + name + "'");
        Map<String, List<OfficeLanes>> offices = new OfficeReader(faults)
                .read(
                        section.optional("offices"),
                        "the offices of '" + name + "'",
                        "the lanes of '" + name + "' at office",
                        this::officeLanes);
        Set<Finding> finds = finds(section, name);
        if (prior.isEmpty() || lanes == null) {
            return null;
        }
        Long urgentUnits = urgent.isPresent() ? Bits.toUnits(urgent.getAsDouble()) : null;
        return new Threat(
                name,
                Bits.toUnits(prior.getAsDouble()),
                lanes,
                offices,
                urgentUnits,
                isOverall(section, entry.key()),
                finds);
    }

    private boolean isOverall(Section section, ScalarNode name) {
        Node node = section.optional("overall");
        if (node == null || !section.flag("overall")) {
            return false;
        }
        if (overall != null) {
            faults.at(node, "only one threat can be overall, and '" + overall + "' is");
        } else {
            overall = name.getValue();
        }
        return true;
    }

    /** All finds: what belongs to a threat whose text names none. */
    static Set<Finding> offences() {
        return Set.copyOf(Finding.OFFENCES);
    }

    private static Map<String, Finding> named(boolean kindsOfGoods) {
        return Finding.OFFENCES.stream()
                .filter(finding -> finding.isKindOfGoods() == kindsOfGoods)
                .collect(Collectors.toMap(Finding::ruleName, Function.identity(), (a, b) -> a, TreeMap::new));
    }

    /** The finds that belong to a threat; every offence where the text names none. */
    private Set<Finding> finds(Section section, String threat) {
        Node node = section.optional("outcomes");
        if (node == null) {
            return offences();
        }
        String what = "the outcomes of '" + threat + "'";
        Set<Finding> finds = EnumSet.noneOf(Finding.class);
        for (Node written : Section.list(node, what, faults)) {
            if (written instanceof MappingNode) {
                for (Section.Entry entry : Section.open(written, what, faults).entries()) {
                    addKinds(entry, what, finds);
                }
            } else {
                ScalarNode name = Section.text(written, what, faults);
                Finding code = name == null ? null : find(name, "offence", CODES, what);
                if (code != null) {
                    finds.addAll(Finding.allOf(code.code()));
                }
            }
        }
        return finds;
    }

    /** A code with kinds of goods. */
    private void addKinds(Section.Entry entry, String threat, Set<Finding> finds) {
        Finding code = find(entry.key(), "offence", CODES, threat);
        if (code == null) {
            return;
        }
        String name = code.ruleName();
        if (code != Finding.PROHIBITED_GOODS) {
            faults.at(entry.key(), "'" + name + "' has no kinds of goods; only 'prohibited_goods' has");
            return;
        }
        String what = "the kinds of '" + name + "' in " + threat;
        List<Node> kinds = Section.list(entry.value(), what, faults);
        if (kinds.isEmpty() && entry.value() instanceof SequenceNode) {
            faults.at(entry.value(), "expected at least one kind of goods in " + what);
        }
        for (ScalarNode written : Section.texts(kinds, what, faults)) {
            Finding kind = find(written, "kind of goods", KINDS_OF_GOODS, what);
            if (kind != null) {
                finds.add(kind);
            }
        }
    }

    private @Nullable Finding find(ScalarNode name, String sort, Map<String, Finding> known, String what) {
        Finding found = known.get(name.getValue());
        if (found == null && known == CODES && KINDS_OF_GOODS.containsKey(name.getValue())) {
            faults.at(
                    name,
                    "'" + name.getValue() + "' is a kind of goods: write prohibited_goods: [" + name.getValue()
                            + "] in " + what);
        } else if (found == null) {
            faults.at(
                    name,
                    "unknown " + sort + " '" + name.getValue() + "' in " + what
                            + Spelling.suggestion(name.getValue(), known.keySet()));
        }
        return found;
    }

    private @Nullable OfficeLanes officeLanes(Node node, DayPattern days, String what) {
        Thresholds own = thresholds(node, what);
        return own == null ? null : new OfficeLanes(days, own);
    }

    /** All three, or null after reporting what is wrong: a part of them would mean something else tomorrow. */
    private @Nullable Thresholds thresholds(Node node, String what) {
        Section lanes = Section.of(node, what, faults, OfficeReader.LANE_KEYS);
        OptionalDouble red = lanes.bits("red");
        OptionalDouble yellow = lanes.bits("yellow");
        OptionalDouble blue = lanes.bits("blue");
        if (red.isEmpty() || yellow.isEmpty() || blue.isEmpty()) {
            return null;
        }
        long redUnits = Bits.toUnits(red.getAsDouble());
        long yellowUnits = Bits.toUnits(yellow.getAsDouble());
        long blueUnits = Bits.toUnits(blue.getAsDouble());
        if (!Thresholds.fall(redUnits, yellowUnits, blueUnits)) {
            faults.at(
                    node,
                    "thresholds must fall from red over yellow to blue, found red " + Bits.show(redUnits) + ", yellow "
                            + Bits.show(yellowUnits) + ", blue " + Bits.show(blueUnits));
            return null;
        }
        return new Thresholds(redUnits, yellowUnits, blueUnits);
    }
}
