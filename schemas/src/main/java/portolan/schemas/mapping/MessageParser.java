// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import portolan.schemas.lines.CsvFormat;
import portolan.schemas.mapping.MappingRules.CellRule;
import portolan.schemas.mapping.MappingRules.Constant;

/** Understands the text of a field map of messages, or says everything that is wrong with it. */
final class MessageParser extends RuleParser {
    private static final List<String> SECTIONS = List.of("fields", "constants", "ignore");
    private static final List<String> OPTIONS =
            List.of("codes", "default", "blank", "unit", "unitColumn", "units", "date", "join");

    private final MessageMapping.Settings settings;
    private final IdentityHashMap<CellRule, String> joined = new IdentityHashMap<>();

    private MessageParser(String name, MessageMapping.Settings settings) {
        super(name);
        this.settings = settings;
        Set<String> blank = new HashSet<>(settings.blank());
        blank.add("");
        format(new CsvFormat(',', StandardCharsets.UTF_8, blank, settings.decimal(), "", settings.zone()));
    }

    static MessageMapping parse(String text, String name, MessageMapping.Settings settings) {
        MessageParser parser = new MessageParser(name, settings);
        Map<String, Entry> root = parser.root(text, "a field map", SECTIONS);
        List<MessageMapping.Rule> rules = parser.fields(root.get("fields"));
        List<CellRule> cells = rules.stream().map(MessageMapping.Rule::cell).toList();
        List<Constant> constants = parser.constants(root.get("constants"), cells);
        Entry ignore = root.get("ignore");
        List<String> ignored = ignore == null ? List.of() : parser.texts(ignore);
        parser.refuseFaults();
        return new MessageMapping(rules, constants, ignored);
    }

    private List<MessageMapping.Rule> fields(@Nullable Entry section) {
        List<MessageMapping.Rule> rules = new ArrayList<>();
        if (section == null) {
            fault(NOWHERE, "no section 'fields': it says which element is which field");
            return rules;
        }
        for (Map.Entry<String, Entry> field : entries(section, "fields", null).entrySet()) {
            ElementPath element = element(field.getKey(), field.getValue());
            for (Node use : several(field.getValue().value())) {
                for (CellRule rule : uses(field.getKey(), use)) {
                    if (element != null && fits(element, rule, field.getValue())) {
                        rules.add(new MessageMapping.Rule(rule, element, joined.get(rule)));
                    }
                }
            }
        }
        return rules;
    }

    private @Nullable ElementPath element(String path, Entry at) {
        try {
            return ElementPath.parse(path);
        } catch (IllegalArgumentException e) {
            fault(at.key(), String.valueOf(e.getMessage()));
            return null;
        }
    }

    private boolean fits(ElementPath element, CellRule rule, Entry at) {
        if (element.open() == rule.path().open() && !(joined.containsKey(rule) && element.open() > 0)) {
            return true;
        }
        fault(
                at.key(),
                "as many '*' in the element as in the field, and none where texts are joined: element='"
                        + element.text() + "', field='" + rule.path().text() + "'");
        return false;
    }

    @Override
    List<String> options() {
        return OPTIONS;
    }

    @Override
    CellRule rule(
            String column,
            FieldPath path,
            Class<? extends SpecificRecord> recordType,
            Map<String, Entry> options,
            Node at) {
        CellRule rule = super.rule(column, path, recordType, options, at);
        Entry join = options.get("join");
        if (join != null) {
            joined.put(rule, text(join));
        }
        return rule;
    }

    @Override
    boolean opensPositions() {
        return true;
    }

    @Override
    Map<String, String> meanings(FieldPath path) {
        return settings.codes().getOrDefault(path.text(), Map.of());
    }

    @Override
    boolean keepsUnknownCodes() {
        return true;
    }

    @Override
    List<DateTimeFormatter> dates(FieldPath path, @Nullable Entry entry) {
        List<DateTimeFormatter> own = super.dates(path, entry);
        return own.isEmpty()
                ? own
                : Stream.concat(settings.dates().stream(), own.stream()).toList();
    }
}
