// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * One mapping of a YAML text, read node by node so that every fault has a place. Scalars are taken as they are written:
 * {@code 0102} and {@code NO} stay texts.
 */
public final class Section {
    /** As many decimals as tell any two numbers of single precision apart. */
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,15}(\\.[0-9]{1,60})?");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,59}");
    private static final int DEEPEST = 20;

    /** A key and what it holds. */
    public record Entry(ScalarNode key, Node value) {}

    private final Faults faults;
    private final String what;
    private final @Nullable Node node;
    private final Map<String, Entry> entries;

    private Section(Faults faults, String what, @Nullable Node node, Map<String, Entry> entries) {
        this.faults = faults;
        this.what = what;
        this.node = node;
        this.entries = entries;
    }

    /** The root of a text, or null when it is not YAML at all: then that is reported. */
    public static @Nullable Node parse(RuleText text, Faults faults) {
        if (text.text().length() > RuleText.LONGEST) {
            faults.at(
                    1,
                    1,
                    "too long: " + text.text().length() + " characters, expected at most " + RuleText.LONGEST
                            + "; a list that long belongs in a watch list");
            return null;
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(text.file())
                .setAllowDuplicateKeys(true) // reported here, with the others
                .setCodePointLimit(RuleText.LONGEST)
                .build();
        try {
            if (nestsTooDeep(text, settings, faults)) {
                return null;
            }
            Optional<Node> root = new Compose(settings).composeString(text.text());
            if (root.isEmpty()) {
                faults.at(1, 1, "the text is empty");
            }
            return root.orElse(null);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            int column = e.getProblemMark().map(mark -> mark.getColumn() + 1).orElse(1);
            String context = e.getContext() == null ? "" : e.getContext() + ", ";
            faults.at(line, column, "not YAML: " + (context + e.getProblem()).replace('\n', ' '));
        } catch (YamlEngineException e) {
            faults.at(1, 1, "not YAML: " + String.valueOf(e.getMessage()).replace('\n', ' '));
        }
        return null;
    }

    /** Composing nodes recurses, reading events does not: without this a hostile text would overflow the stack. */
    private static boolean nestsTooDeep(RuleText text, LoadSettings settings, Faults faults) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text.text())) {
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
                int column =
                        event.getStartMark().map(mark -> mark.getColumn() + 1).orElse(1);
                faults.at(line, column, "nested too deeply: expected at most " + DEEPEST + " levels");
                return true;
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
        return false;
    }

    /** A mapping with the given keys; any other is reported with the nearest of them. */
    public static Section of(Node node, String what, Faults faults, Collection<String> known) {
        Section section = open(node, what, faults);
        section.entries.values().removeIf(entry -> {
            String key = entry.key().getValue();
            if (known.contains(key)) {
                return false;
            }
            faults.at(entry.key(), "unknown key '" + key + "' in " + what + Spelling.suggestion(key, known));
            return true;
        });
        return section;
    }

    /** A mapping whose keys are names that the writer chooses. */
    public static Section open(Node node, String what, Faults faults) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            faults.at(node, "expected keys and values in " + what + ", found " + kind(node));
            return new Section(faults, what, null, entries);
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.at(tuple.getKeyNode(), "a key in " + what + " must be a name");
            } else if (entries.containsKey(key.getValue())) {
                faults.at(key, "key '" + key.getValue() + "' is there twice in " + what);
            } else {
                entries.put(key.getValue(), new Entry(key, tuple.getValueNode()));
            }
        }
        return new Section(faults, what, node, entries);
    }

    /** Whether there was a mapping to read. */
    public boolean isPresent() {
        return node != null;
    }

    public Collection<Entry> entries() {
        return entries.values();
    }

    @Nullable
    public Node optional(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    @Nullable
    public Node required(String key) {
        Node value = optional(key);
        if (value == null && node != null) {
            faults.at(node, "missing key '" + key + "' in " + what);
        }
        return value;
    }

    /** A required text; null after reporting that there is none. */
    @Nullable
    public ScalarNode text(String key) {
        Node value = required(key);
        return value == null ? null : text(value, "'" + key + "'", faults);
    }

    @Nullable
    public ScalarNode optionalText(String key) {
        Node value = optional(key);
        return value == null ? null : text(value, "'" + key + "'", faults);
    }

    /** A required name; null after reporting that there is none, and what is none is reported. */
    @Nullable
    ScalarNode name(String key, String of) {
        ScalarNode name = text(key);
        if (name != null && !NAME.matcher(name.getValue()).matches()) {
            faults.at(
                    name,
                    "expected 1 to 60 small letters, digits, '_' and '-' in " + of + ", a letter first, found "
                            + kind(name));
        }
        return name;
    }

    /** An optional true or false, without which it is false; what is neither is reported. */
    boolean flag(String key) {
        ScalarNode value = optionalText(key);
        boolean isTrue = value != null && value.getValue().equals("true");
        if (value != null && !isTrue && !value.getValue().equals("false")) {
            faults.at(value, "expected true or false in '" + key + "', found " + kind(value));
        }
        return isTrue;
    }

    /** A required whole number from 1, in 'version'; 0 after reporting what is wrong with it. */
    int version() {
        Node value = required("version");
        if (value == null) {
            return 0;
        }
        double version = number(value).orElse(0);
        if (version < 1 || version > Integer.MAX_VALUE || version != StrictMath.rint(version)) {
            faults.at(value, "expected a whole number from 1 in 'version', found " + kind(value));
            return 0;
        }
        return (int) version;
    }

    /** A required number of bits; empty after reporting what is wrong with it. */
    OptionalDouble bits(String key) {
        Node value = required(key);
        return value == null ? OptionalDouble.empty() : bits(value, "'" + key + "'", faults);
    }

    OptionalDouble optionalBits(String key) {
        Node value = optional(key);
        return value == null ? OptionalDouble.empty() : bits(value, "'" + key + "'", faults);
    }

    /** An optional day; null where there is none, or what is there is reported. */
    @Nullable
    public LocalDate optionalDay(String key) {
        ScalarNode value = optionalText(key);
        try {
            return value == null ? null : LocalDate.parse(value.getValue());
        } catch (DateTimeParseException notADay) {
            faults.at(value, "expected a day such as 2026-01-31 in '" + key + "', found " + kind(value));
            return null;
        }
    }

    /** The elements of an optional list; none when it is missing or no list, which is reported. */
    public List<Node> optionalList(String key) {
        Node value = optional(key);
        return value == null ? List.of() : list(value, "'" + key + "'", faults);
    }

    public List<Node> list(String key) {
        Node value = required(key);
        return value == null ? List.of() : list(value, "'" + key + "'", faults);
    }

    static List<Node> list(Node value, String what, Faults faults) {
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        faults.at(value, "expected a list in " + what + ", found " + kind(value));
        return List.of();
    }

    /** The texts of a list; what is no text is reported and left out. */
    public static List<ScalarNode> texts(List<Node> nodes, String what, Faults faults) {
        List<ScalarNode> texts = new ArrayList<>();
        for (Node node : nodes) {
            ScalarNode text = text(node, what, faults);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    static @Nullable ScalarNode text(Node value, String what, Faults faults) {
        if (value instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar;
        }
        faults.at(value, "expected a text in " + what + ", found " + kind(value));
        return null;
    }

    static OptionalDouble bits(Node value, String what, Faults faults) {
        OptionalDouble number = number(value);
        if (number.isEmpty()) {
            faults.at(value, "expected a number of bits in " + what + ", found " + kind(value));
        } else if (Math.abs(number.getAsDouble()) > Bits.WIDEST) {
            faults.at(value, "bits are between -" + Bits.WIDEST + " and " + Bits.WIDEST + ", found " + kind(value));
            return OptionalDouble.empty();
        }
        return number;
    }

    /** The number that a node writes, in plain decimal notation; empty when it does not. */
    public static OptionalDouble number(Node value) {
        return value instanceof ScalarNode scalar
                        && scalar.isPlain()
                        && NUMBER.matcher(scalar.getValue()).matches()
                ? OptionalDouble.of(Double.parseDouble(scalar.getValue()))
                : OptionalDouble.empty();
    }

    public static String kind(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isBlank() ? "nothing" : "'" + shortened(scalar.getValue()) + "'";
        }
        return node instanceof SequenceNode ? "a list" : "keys and values";
    }

    private static String shortened(String text) {
        String line = text.strip().replace('\n', ' ');
        return line.length() <= 40 ? line : line.substring(0, 37) + "...";
    }
}
