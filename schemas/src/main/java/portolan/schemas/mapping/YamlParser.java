// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import portolan.schemas.lines.Nearest;
import portolan.schemas.mapping.MappingRules.Place;

/**
 * Reads a text in YAML that a person writes: collects every fault with its line and column, and names the known key
 * that is nearest to an unknown one.
 */
public abstract class YamlParser {
    static final Place NOWHERE = new Place(0, 0);

    /** Levels of lists and sections at most. */
    private static final int DEEPEST = 50;

    private final String name;
    private final List<MappingFault> faults = new ArrayList<>();

    /**
     * Begins without faults.
     *
     * @param name what messages call the text, its file's name usually
     */
    protected YamlParser(String name) {
        this.name = name;
    }

    protected final String name() {
        return name;
    }

    /**
     * Ends the reading.
     *
     * @throws MappingException with every fault so far, if there is one
     */
    protected final void refuseFaults() {
        if (!faults.isEmpty()) {
            throw new MappingException(faults);
        }
    }

    /**
     * The sections of the text.
     *
     * @param what it is, for messages
     */
    protected final Map<String, Entry> root(String text, String what, List<String> known) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(name).build();
            refuseDepth(text, settings);
            Optional<Node> node = new Compose(settings).composeString(text);
            if (node.isPresent()) {
                return entries(node.get(), what, known);
            }
            fault(NOWHERE, what + " is empty; its sections are " + known);
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark().map(YamlParser::place).orElse(NOWHERE);
            faults.add(new MappingFault(name, place.line(), place.column(), "not YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            fault(NOWHERE, "not YAML: " + e.getMessage());
        }
        throw new MappingException(faults);
    }

    /** Composing nodes recurses, reading events does not: without this a hostile text would overflow the stack. */
    private void refuseDepth(String text, LoadSettings settings) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                fault(
                        event.getStartMark().map(YamlParser::place).orElse(NOWHERE),
                        "nested too deeply: expected at most " + DEEPEST + " levels");
                throw new MappingException(faults);
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    protected final Charset charset(@Nullable Entry entry) {
        try {
            return entry == null ? StandardCharsets.UTF_8 : Charset.forName(text(entry.value()));
        } catch (IllegalArgumentException e) {
            fault(entry == null ? null : entry.value(), "unknown character set; use for example UTF-8 or windows-1252");
            return StandardCharsets.UTF_8;
        }
    }

    protected final ZoneId zone(@Nullable Entry entry) {
        try {
            return entry == null ? ZoneOffset.UTC : ZoneId.of(text(entry.value()));
        } catch (DateTimeException e) {
            fault(entry == null ? null : entry.value(), "unknown zone; use for example UTC or Asia/Seoul");
            return ZoneOffset.UTC;
        }
    }

    /** Patterns of Java's {@link DateTimeFormatter}, one or several. */
    protected final List<DateTimeFormatter> datePatterns(Entry entry) {
        List<DateTimeFormatter> dates = new ArrayList<>();
        for (Node pattern : several(entry.value())) {
            try {
                dates.add(strict(text(pattern)));
            } catch (IllegalArgumentException e) {
                fault(pattern, "not a date pattern: '" + text(pattern) + "'; write for example yyyy-MM-dd HH:mm");
            }
        }
        return dates;
    }

    /** Java's usual way of reading takes 31 February for the 28th. */
    private static DateTimeFormatter strict(String pattern) {
        return new DateTimeFormatterBuilder()
                .appendPattern(pattern)
                // A year written yyyy is one of an era, which strictness asks for and no extract states.
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** The entries of a section in their order; {@code known} is null where the names are not ours. */
    final Map<String, Entry> entries(Node node, String what, @Nullable List<String> known) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            fault(node, what + " must be names and values, one a line: 'name: value'");
            return entries;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode());
            if (known != null && !known.contains(key)) {
                fault(tuple.getKeyNode(), "unknown '" + key + "' in " + what + Nearest.hint(key, known));
            } else if (entries.put(key, new Entry(tuple.getKeyNode(), tuple.getValueNode())) != null) {
                fault(tuple.getKeyNode(), "'" + key + "' is given twice in " + what);
            }
        }
        return entries;
    }

    final boolean flag(Node node) {
        String text = text(node);
        if (!text.equals("true") && !text.equals("false")) {
            fault(node, "must be true or false: found='" + text + "'");
        }
        return text.equals("true");
    }

    final List<String> texts(Node node) {
        return several(node).stream().map(this::text).toList();
    }

    static List<Node> several(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    /** A scalar as it is written: a code of 010 is no eight here. */
    final String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        fault(node, "must be one value");
        return "";
    }

    final void fault(@Nullable Node at, String message) {
        fault(at == null ? NOWHERE : place(at), message);
    }

    final void fault(Place place, String message) {
        faults.add(new MappingFault(name, place.line(), place.column(), message));
    }

    static Place place(Node node) {
        return node.getStartMark().map(YamlParser::place).orElse(NOWHERE);
    }

    private static Place place(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The names and values of a section; {@code known} is null where the names are not ours. */
    protected final Map<String, Entry> entries(Entry section, String what, @Nullable List<String> known) {
        return entries(section.value(), what, known);
    }

    /** A value as it is written. */
    protected final String text(Entry entry) {
        return text(entry.value());
    }

    /** The values of a list, or the one value. */
    protected final List<String> texts(Entry entry) {
        return texts(entry.value());
    }

    /** Whether the key names a field of one of the records; {@code [*]} stands for any element of a list. */
    protected final boolean namesField(Entry at, List<Schema> records) {
        try {
            anyElement(text(at.key()), records);
            return true;
        } catch (IllegalArgumentException e) {
            fault(at.key(), String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** The text of a value for a field, which must be one of its symbols where it has some; empty means nothing. */
    protected final String codeOf(String field, Entry value, List<Schema> records) {
        String text = text(value);
        Schema leaf = anyElement(field, records).leaf();
        if (!text.isEmpty() && leaf.getType() == Schema.Type.ENUM && !leaf.hasEnumSymbol(text)) {
            fault(
                    value,
                    "not in the closed list: field=" + field + ", value='" + text + "', known=" + leaf.getEnumSymbols()
                            + Nearest.hint(text, leaf.getEnumSymbols()));
        }
        return text;
    }

    private static FieldPath anyElement(String field, List<Schema> records) {
        String first = field.split("[.\\[]", 2)[0];
        for (Schema record : records) {
            if (record.getField(first) != null) {
                return FieldPath.parse(record, field, true);
            }
        }
        return FieldPath.parse(records.get(0), field, true);
    }

    /** A whole number within bounds; the lower one where it is none. */
    protected final int number(Entry at, int least, int most) {
        String text = text(at);
        if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        fault(at, "must be a whole number from " + least + " to " + most + ": found='" + text + "'");
        return least;
    }

    protected final void fault(Entry at, String message) {
        fault(at.value(), message);
    }

    /** One name and its value in the text. */
    protected record Entry(Node key, Node value) {}
}
