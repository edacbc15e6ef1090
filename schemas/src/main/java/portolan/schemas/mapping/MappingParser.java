// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import portolan.schemas.avro.InspectionOutcome;
import portolan.schemas.lines.CsvFormat;
import portolan.schemas.mapping.MappingRules.CellRule;
import portolan.schemas.mapping.MappingRules.Constant;
import portolan.schemas.mapping.MappingRules.OutcomeRules;
import portolan.schemas.mapping.MappingRules.Place;

/** Understands the text of a mapping, or says everything that is wrong with it. */
final class MappingParser extends RuleParser {
    static final List<String> SECTIONS =
            List.of("csv", "zone", "columns", "constants", "ignore", "consignmentKey", "outcomes");
    static final List<String> CSV_OPTIONS = List.of("delimiter", "charset", "blank", "decimal", "thousands");
    /** What no default can stand in for. */
    private static final List<String> REQUIRED =
            List.of("filedAt", "transportDocument", "natureOfMovement", "transportMode", "goodsItems");

    private MappingParser(String name) {
        super(name);
    }

    /** @throws MappingException with all faults */
    static MappingRules parse(String text, String name) {
        MappingParser parser = new MappingParser(name);
        MappingRules rules = parser.rules(parser.root(text, "a mapping", SECTIONS));
        parser.refuseFaults();
        return rules;
    }

    private MappingRules rules(Map<String, Entry> root) {
        format(format(root));
        List<CellRule> cells = cells(root.get("columns"));
        List<Constant> constants = constants(root.get("constants"), cells);
        checkRequired(cells, constants);
        Entry ignore = root.get("ignore");
        Set<String> ignored = ignore == null ? Set.of() : new HashSet<>(texts(ignore.value()));
        KeyTemplate key = template(root.get("consignmentKey"));
        OutcomeRules outcomes = outcomes(root.get("outcomes"), cells, constants);
        return new MappingRules(name(), format(), cells, constants, ignored, key, outcomes);
    }

    private CsvFormat format(Map<String, Entry> root) {
        Entry section = root.get("csv");
        Map<String, Entry> options = section == null ? Map.of() : entries(section.value(), "csv", CSV_OPTIONS);
        char delimiter = sign(options.get("delimiter"), ',');
        char decimal = sign(options.get("decimal"), '.');
        Set<String> blank = new HashSet<>(Set.of(""));
        Entry blanks = options.get("blank");
        if (blanks != null) {
            blank.addAll(texts(blanks.value()));
        }
        Entry thousands = options.get("thousands");
        return new CsvFormat(
                delimiter,
                charset(options.get("charset")),
                blank,
                decimal,
                thousands == null ? "" : text(thousands.value()),
                zone(root.get("zone")));
    }

    private char sign(@Nullable Entry entry, char otherwise) {
        if (entry == null) {
            return otherwise;
        }
        String sign = text(entry.value()).replace("\\t", "\t");
        if (sign.length() != 1 || sign.charAt(0) > 127 || sign.equals("\"")) {
            fault(entry.value(), "must be one character, not a quote: found='" + sign + "'");
            return otherwise;
        }
        return sign.charAt(0);
    }

    private List<CellRule> cells(@Nullable Entry section) {
        List<CellRule> rules = new ArrayList<>();
        if (section == null) {
            fault(NOWHERE, "no section 'columns': it says which column is which field");
            return rules;
        }
        Map<String, Place> filled = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> column :
                entries(section.value(), "columns", null).entrySet()) {
            for (Node use : several(column.getValue().value())) {
                for (CellRule rule : uses(column.getKey(), use)) {
                    Place before = filled.putIfAbsent(rule.path().text(), rule.place());
                    if (before != null) {
                        fault(rule.place(), "'" + rule.path().text() + "' is already filled in line " + before.line());
                    }
                    rules.add(rule);
                }
            }
        }
        return rules;
    }

    private void checkRequired(List<CellRule> cells, List<Constant> constants) {
        Set<String> roots = new HashSet<>();
        cells.forEach(rule -> roots.add(rule.path().steps().get(0).field().name()));
        constants.forEach(
                constant -> roots.add(constant.path().steps().get(0).field().name()));
        for (String required : REQUIRED) {
            if (!roots.contains(required)) {
                fault(NOWHERE, "no column and no constant gives '" + required + "', which every filing needs");
            }
        }
    }

    private @Nullable KeyTemplate template(@Nullable Entry entry) {
        if (entry == null) {
            return null;
        }
        KeyTemplate template = new KeyTemplate(text(entry.value()));
        if (template.columns().isEmpty()) {
            fault(entry.value(), "the key names no column; write for example '{Carrier}:{Bill No}'");
        }
        return template;
    }

    private @Nullable OutcomeRules outcomes(
            @Nullable Entry section, List<CellRule> filingCells, List<Constant> filingConstants) {
        if (section == null) {
            return null;
        }
        Schema schema = InspectionOutcome.getClassSchema();
        List<String> known = new ArrayList<>(List.of("delay"));
        schema.getFields().forEach(field -> known.add(field.name()));
        known.remove("outcomeId");
        Map<String, Entry> entries = entries(section.value(), "outcomes", known);
        List<CellRule> cells = new ArrayList<>();
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Constant constant : filingConstants) {
            if (constant.path().text().equals("tenant")) {
                constants.put("tenant", constant.value());
            }
        }
        CellRule code = null;
        CellRule reportedAt = null;
        for (Map.Entry<String, Entry> entry : entries.entrySet()) {
            Node value = entry.getValue().value();
            if (entry.getKey().equals("delay") || entry.getKey().equals("consignmentKey")) {
                continue;
            }
            FieldPath path = FieldPath.parse(schema, entry.getKey(), false);
            if (value instanceof ScalarNode) {
                Object typed = typed(SpecificData.getForClass(InspectionOutcome.class), path, value);
                if (typed != null) {
                    constants.put(entry.getKey(), typed);
                }
                continue;
            }
            CellRule rule = outcomeCell(path, value);
            if (rule == null) {
                continue;
            }
            if (entry.getKey().equals("code")) {
                code = rule;
            } else if (entry.getKey().equals("reportedAt")) {
                reportedAt = rule;
            } else {
                cells.add(rule);
            }
        }
        if (code == null) {
            fault(section.key(), "'outcomes' needs 'code' with the 'column' of the label");
        }
        if (!entries.containsKey("examined")) {
            fault(section.key(), "'outcomes' needs 'examined': true, or a column that says it");
        }
        boolean filedAtInCells =
                filingCells.stream().anyMatch(rule -> rule.path().text().equals("filedAt"));
        if (reportedAt == null && !filedAtInCells) {
            fault(section.key(), "'outcomes' needs 'reportedAt', or a column for filedAt that 'delay' counts from");
        }
        Duration delay = delay(entries.get("delay"));
        KeyTemplate key = template(entries.get("consignmentKey"));
        return code == null
                ? null
                : new OutcomeRules(code, cells, constants, reportedAt, delay, key, place(section.key()));
    }

    private @Nullable CellRule outcomeCell(FieldPath path, Node value) {
        Map<String, Entry> options = entries(
                value,
                "outcomes." + path.text(),
                Stream.concat(Stream.of("column"), options().stream()).toList());
        Entry column = options.get("column");
        if (column == null) {
            fault(value, "'" + path.text() + "' has no 'column', and is no constant");
            return null;
        }
        return rule(text(column.value()), path, InspectionOutcome.class, options, column.value());
    }

    private Duration delay(@Nullable Entry entry) {
        if (entry == null) {
            return Duration.ZERO;
        }
        try {
            Duration delay = Duration.parse(text(entry.value()));
            if (!delay.isNegative()) {
                return delay;
            }
        } catch (DateTimeException e) {
            // Falls through to the fault below, which shows how.
        }
        fault(entry.value(), "not a delay: '" + text(entry.value()) + "'; write for example P30D or PT12H");
        return Duration.ZERO;
    }
}
