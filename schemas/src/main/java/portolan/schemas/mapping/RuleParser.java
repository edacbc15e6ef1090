// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.CsvFormat;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.FieldValue;
import portolan.schemas.lines.Nearest;
import portolan.schemas.mapping.MappingRules.CellRule;
import portolan.schemas.mapping.MappingRules.Constant;

/** Understands the rules that mappings of rows and of messages share: what fills a field, and with what. */
abstract class RuleParser extends YamlParser {
    static final List<String> CELL_OPTIONS =
            List.of("codes", "default", "blank", "unit", "unitColumn", "units", "date", "optional");

    private CsvFormat format = new CsvFormat(',', StandardCharsets.UTF_8, Set.of(""), '.', "", ZoneOffset.UTC);

    RuleParser(String name) {
        super(name);
    }

    final CsvFormat format() {
        return format;
    }

    final void format(CsvFormat understood) {
        this.format = understood;
    }

    /** What may be said of a rule. */
    List<String> options() {
        return CELL_OPTIONS;
    }

    /** What codes of a field mean besides the mapping's own table, and before it. */
    Map<String, String> meanings(FieldPath path) {
        return Map.of();
    }

    /** Whether a field may be one of any element of a list. */
    boolean opensPositions() {
        return false;
    }

    /** Whether a code that is in no table is taken as it is where the field is a text. */
    boolean keepsUnknownCodes() {
        return false;
    }

    /** One column's use: a field, or {@code to} one or several fields with options. */
    final List<CellRule> uses(String column, Node use) {
        List<Node> targets;
        Map<String, Entry> options;
        if (use instanceof ScalarNode) {
            targets = List.of(use);
            options = Map.of();
        } else {
            options = entries(
                    use,
                    "column '" + column + "'",
                    Stream.concat(Stream.of("to"), options().stream()).toList());
            Entry to = options.get("to");
            if (to == null) {
                fault(use, "column '" + column + "' has no 'to': say which field it fills");
                return List.of();
            }
            targets = several(to.value());
        }
        List<CellRule> rules = new ArrayList<>();
        for (Node target : targets) {
            FieldPath path = path(target);
            if (path != null) {
                rules.add(rule(column, path, Filing.class, options, target));
            }
        }
        return rules;
    }

    private @Nullable FieldPath path(Node node) {
        try {
            return FieldPath.parse(Filing.getClassSchema(), text(node), opensPositions());
        } catch (IllegalArgumentException e) {
            fault(node, String.valueOf(e.getMessage()));
            return null;
        }
    }

    CellRule rule(
            String column,
            FieldPath path,
            Class<? extends SpecificRecord> recordType,
            Map<String, Entry> options,
            Node at) {
        SpecificData model = SpecificData.getForClass(recordType);
        Schema leaf = path.leaf();
        Map<String, String> codes = null;
        Entry table = options.get("codes");
        Entry otherwise = options.get("default");
        Entry blank = options.get("blank");
        if (table != null) {
            codes = new LinkedHashMap<>();
            for (Map.Entry<String, Entry> code :
                    entries(table.value(), "codes", null).entrySet()) {
                codes.put(code.getKey(), constantText(model, path, code.getValue()));
            }
        } else if (otherwise != null) {
            fault(otherwise.key(), "'default' is for values that are not in 'codes', and there are none");
        }
        Map<String, String> meant = meanings(path);
        if (!meant.isEmpty()) {
            codes = codes == null ? new LinkedHashMap<>() : codes;
            codes.putAll(meant);
        }
        Unit unit = unit(path, options);
        CellReader reader = new CellReader(
                model,
                path.text(),
                column,
                leaf,
                codes,
                otherwise == null ? null : constantText(model, path, otherwise),
                keepsUnknownCodes() && leaf.getType() == Schema.Type.STRING,
                blank == null ? null : constantText(model, path, blank),
                unit.fixed(),
                unit.column(),
                unit.byText(),
                dates(path, options.get("date")),
                format);
        Entry optional = options.get("optional");
        boolean mayLack = optional != null && flag(optional.value());
        return new CellRule(place(at), path, reader, mayLack);
    }

    /** The text of a constant or a code, which must be one that the field takes, unless numbers or dates reshape it. */
    private String constantText(SpecificData model, FieldPath path, Entry entry) {
        String text = text(entry.value());
        Schema leaf = path.leaf();
        if (!text.isEmpty() && (leaf.getType() == Schema.Type.ENUM || leaf.getType() == Schema.Type.BOOLEAN)) {
            typed(model, path, entry.value());
        }
        return text;
    }

    final @Nullable Object typed(SpecificData model, FieldPath path, Node node) {
        try {
            return FieldValue.text(model, path.leaf(), text(node), path::text);
        } catch (FaultException e) {
            fault(node, e.getMessage());
            return null;
        }
    }

    private Unit unit(FieldPath path, Map<String, Entry> options) {
        Entry fixed = options.get("unit");
        Entry column = options.get("unitColumn");
        Entry byText = options.get("units");
        MeasureUnit unit = fixed == null ? null : measureUnit(path, fixed.value());
        Map<String, MeasureUnit> units = new LinkedHashMap<>();
        if ((column == null) != (byText == null)) {
            Entry given = column != null ? column : byText;
            fault(given == null ? null : given.key(), "'unitColumn' and 'units' go together");
        } else if (column != null && byText != null) {
            for (Map.Entry<String, Entry> text :
                    entries(byText.value(), "units", null).entrySet()) {
                MeasureUnit named = measureUnit(path, text.getValue().value());
                if (named != null) {
                    units.put(text.getKey(), named);
                }
            }
            if (fixed != null) {
                fault(fixed.key(), "'unit' and 'unitColumn' exclude each other");
            }
            return new Unit(null, text(column.value()), units);
        }
        return new Unit(unit, null, units);
    }

    private record Unit(
            @Nullable MeasureUnit fixed, @Nullable String column, Map<String, MeasureUnit> byText) {}

    private @Nullable MeasureUnit measureUnit(FieldPath path, Node node) {
        MeasureUnit.Dimension dimension = MeasureUnit.Dimension.of(path.leafName());
        String symbol = text(node);
        if (dimension == null) {
            fault(node, "'" + path.text() + "' has no unit");
            return null;
        }
        MeasureUnit unit = MeasureUnit.of(dimension, symbol);
        if (unit == null) {
            fault(
                    node,
                    "unknown unit '" + symbol + "' for " + path.text() + ", known=" + dimension.symbols()
                            + Nearest.hint(symbol, dimension.symbols()));
        }
        return unit;
    }

    List<DateTimeFormatter> dates(FieldPath path, @Nullable Entry entry) {
        if (entry == null) {
            return List.of();
        }
        boolean dated =
                FieldValue.isTimestamp(path.leaf()) || path.leaf().getLogicalType() instanceof LogicalTypes.Date;
        if (!dated) {
            fault(entry.key(), "'" + path.text() + "' is no time and no day: leave 'date' out");
            return List.of();
        }
        return datePatterns(entry);
    }

    final List<Constant> constants(@Nullable Entry section, List<CellRule> cells) {
        List<Constant> constants = new ArrayList<>();
        if (section == null) {
            return constants;
        }
        Set<String> made = new HashSet<>();
        Set<String> filled = new HashSet<>();
        for (CellRule rule : cells) {
            made.addAll(rule.path().optionalParents());
            filled.add(rule.path().text());
        }
        for (Entry entry : entries(section.value(), "constants", null).values()) {
            FieldPath path = path(entry.key());
            if (path == null) {
                continue;
            }
            if (!filled.add(path.text())) {
                fault(entry.key(), "'" + path.text() + "' is already filled by a column; use its 'blank' or 'default'");
            }
            Object value = typed(SpecificData.getForClass(Filing.class), path, entry.value());
            if (value != null) {
                constants.add(new Constant(path, value, onlyIf(path, made)));
            }
        }
        return constants;
    }

    /** A constant alone makes no party of a row that names none: it waits for the cells that make one. */
    private static int onlyIf(FieldPath path, Set<String> made) {
        int deepest = 0;
        for (int depth = 1; depth < path.steps().size(); depth++) {
            deepest = made.contains(path.way(depth)) ? depth : deepest;
        }
        return deepest;
    }
}
