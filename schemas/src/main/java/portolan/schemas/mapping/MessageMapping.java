// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;
import portolan.schemas.mapping.MappingRules.CellRule;
import portolan.schemas.mapping.MappingRules.Constant;

/**
 * A field map: which element of a bill's message fills which field of its filing. The language is that of mappings of
 * CSV, with elements in the place of columns; where several elements fill one field, the first that has a value does.
 * What no rule places travels as an attribute.
 */
public final class MessageMapping {
    /** Attributes of a filing at most, and characters of one: the message itself keeps the rest. */
    static final int MOST_ATTRIBUTES = 200;

    private static final int LONGEST_ATTRIBUTE = 1_000;
    private static final String OUTERMOST = "/";
    private static final Pattern NUMBER = Pattern.compile("#[0-9]+");

    private final List<Rule> rules;
    private final List<Constant> constants;
    private final Set<String> ignored;

    MessageMapping(List<Rule> rules, List<Constant> constants, List<String> ignored) {
        this.rules = List.copyOf(rules);
        this.constants = List.copyOf(constants);
        this.ignored = Set.copyOf(ignored);
    }

    /**
     * How a counterparty differs from the map.
     *
     * @param zone zone of times that state none
     * @param dates patterns that are tried before those of the map
     * @param blank texts that mean nothing is there, besides the empty one
     * @param codes what codes mean, by the field that they fill; before those of the map
     */
    public record Settings(
            ZoneId zone,
            List<DateTimeFormatter> dates,
            Set<String> blank,
            char decimal,
            Map<String, Map<String, String>> codes) {
        public Settings {
            dates = List.copyOf(dates);
            blank = Set.copyOf(blank);
            codes = Map.copyOf(codes);
        }
    }

    /**
     * Understands the text of a field map.
     *
     * @throws MappingException with everything that is wrong with it
     */
    public static MessageMapping parse(String text, String name, Settings settings) {
        return MessageParser.parse(text, name, settings);
    }

    /** One element and one field that it fills; {@code joined} puts the texts of several into one. */
    record Rule(
            CellRule cell, ElementPath element, @Nullable String joined) {}

    /** One line of the map, for people: the element, the field, and what becomes of the text. */
    public record Line(String element, String field, String how) {}

    /** The map as a table. */
    public List<Line> lines() {
        return rules.stream()
                .map(rule -> new Line(
                        rule.element().text(),
                        rule.cell().path().text(),
                        rule.joined() == null ? rule.cell().reader().how() : "texts joined"))
                .toList();
    }

    /**
     * The filing of a bill, as far as its message states one.
     *
     * @param unreadable takes what cannot be read and was left out: its text is an attribute
     * @throws FaultException of a required field that cannot be read
     */
    public Draft draft(MessageElement bill, Consumer<FaultException> unreadable) throws FaultException {
        RowRecord record = new RowRecord(SpecificData.getForClass(Filing.class), Filing.getClassSchema());
        Set<MessageElement> placed = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<FieldPath, FaultException> faults = new LinkedHashMap<>();
        for (Rule rule : rules) {
            if (rule.joined() != null) {
                join(rule, bill, record, placed);
            } else {
                rule.element().follow(bill, false, (element, positions) -> {
                    try {
                        if (put(rule, rule.element().textOf(element), element, positions, record)) {
                            placed.add(element);
                        }
                    } catch (FaultException fault) {
                        faults.putIfAbsent(rule.cell().path().at(positions), fault);
                    }
                });
            }
            if (rule.cell().reader().ifBlank() != null && rule.element().open() == 0) {
                put(rule, "", bill, new int[0], record);
            }
        }
        record.putAll(constants);
        for (Map.Entry<FieldPath, FaultException> fault : faults.entrySet()) {
            if (fault.getKey().isRequired() && !record.isFilled(fault.getKey())) {
                throw fault.getValue();
            }
            unreadable.accept(fault.getValue());
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        Draft draft = record.draft(attributes);
        leftOver(bill, "", placed, attributes);
        if (bill.parent() != null) {
            leftOver(outermost(bill), OUTERMOST, placed, attributes);
        }
        if (draft.get("attributes") instanceof Map<?, ?> mapped) {
            mapped.forEach((key, value) -> attributes.put(String.valueOf(key), String.valueOf(value)));
        }
        draft.set("attributes", attributes);
        return draft;
    }

    private static void join(Rule rule, MessageElement bill, RowRecord record, Set<MessageElement> placed)
            throws FaultException {
        StringBuilder text = new StringBuilder();
        rule.element().follow(bill, true, (element, positions) -> {
            String more = rule.element().textOf(element);
            if (!more.isEmpty()) {
                text.append(text.isEmpty() ? "" : rule.joined()).append(more);
                placed.add(element);
            }
        });
        put(rule, text.toString(), bill, new int[0], record);
    }

    /** Whether the text fills the field now. */
    private static boolean put(Rule rule, String text, MessageElement element, int[] positions, RowRecord record)
            throws FaultException {
        FieldPath path =
                positions.length == 0 ? rule.cell().path() : rule.cell().path().at(positions);
        if (record.isFilled(path)) {
            return false;
        }
        CellReader reader = rule.cell().reader();
        Object value = reader.read(column -> column.equals(reader.column()) ? text : beside(element, column));
        if (value == null) {
            return false;
        }
        record.put(path, value, rule.element().text() + where(positions), text);
        return true;
    }

    private static String where(int[] positions) {
        StringBuilder where = new StringBuilder();
        for (int position : positions) {
            where.append('#').append(position + 1);
        }
        return where.toString();
    }

    /** An attribute of the element, or the text of one beside it. */
    private static String beside(MessageElement element, String column) {
        if (column.startsWith("@")) {
            String text = element.attribute(column.substring(1));
            return text == null ? "" : text;
        }
        MessageElement parent = element.parent();
        if (parent != null) {
            for (MessageElement other : parent.children()) {
                if (other.name().equals(column)) {
                    return other.text();
                }
            }
        }
        return "";
    }

    /** Everything in the element that no rule has placed; {@code path} ends where names begin, or is a whole way. */
    private void leftOver(
            MessageElement element, String path, Set<MessageElement> placed, Map<String, String> attributes) {
        Map<String, Integer> seen = new HashMap<>();
        for (MessageElement child : element.children()) {
            String way = (path.isEmpty() || path.equals(OUTERMOST) ? path : path + '/') + child.name();
            if (ignored.contains(NUMBER.matcher(way).replaceAll(""))) {
                continue;
            }
            int number = seen.merge(child.name(), 1, Integer::sum);
            String numbered = number == 1 ? way : way + '#' + number;
            if (!placed.contains(child) && !child.text().isEmpty() && attributes.size() < MOST_ATTRIBUTES) {
                attributes.putIfAbsent(numbered, shortened(child.text()));
            }
            leftOver(child, numbered, placed, attributes);
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ATTRIBUTE ? text : text.substring(0, LONGEST_ATTRIBUTE - 3) + "...";
    }

    private static MessageElement outermost(MessageElement element) {
        MessageElement outermost = element;
        while (outermost.parent() != null) {
            outermost = outermost.parent();
        }
        return outermost;
    }
}
