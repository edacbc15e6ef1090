// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.FieldValue;
import portolan.schemas.mapping.MappingRules.Constant;

/**
 * A record that grows cell by cell. Records and list elements come to be when something is put into them; one that then
 * lacks a required field comes apart again and gives its cells back.
 */
final class RowRecord {
    private final SpecificData model;
    private final Schema schema;
    private final Map<String, Object> scalars = new LinkedHashMap<>();
    private final Map<String, RowRecord> records = new LinkedHashMap<>();
    private final Map<String, Map<String, Object>> lists = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> maps = new LinkedHashMap<>();
    private final Map<String, String> cells = new LinkedHashMap<>();

    RowRecord(SpecificData model, Schema schema) {
        this.model = model;
        this.schema = schema;
    }

    /** Puts constants, after the cells that some of them wait for. */
    void putAll(List<Constant> constants) {
        for (Constant constant : constants) {
            if (constant.onlyIf() == 0 || has(constant.path(), constant.onlyIf())) {
                put(constant.path().steps(), constant.value(), null, "");
            }
        }
    }

    /** Puts the value of a cell. */
    void put(FieldPath path, Object value, String column, String cell) {
        put(path.steps(), value, column, cell);
    }

    private void put(List<FieldPath.Step> steps, Object value, @Nullable String column, String cell) {
        FieldPath.Step step = steps.get(0);
        String name = step.field().name();
        List<FieldPath.Step> rest = steps.subList(1, steps.size());
        if (step.selector() != null && step.type().getType() == Schema.Type.MAP) {
            maps.computeIfAbsent(name, key -> new HashMap<>()).put(step.selector(), value.toString());
        } else if (step.selector() != null) {
            Map<String, Object> elements = lists.computeIfAbsent(name, key -> new LinkedHashMap<>());
            if (rest.isEmpty()) {
                elements.put(step.selector(), value);
            } else {
                Object element = elements.computeIfAbsent(step.selector(), key -> new RowRecord(model, step.target()));
                ((RowRecord) element).put(rest, value, column, cell);
            }
        } else if (rest.isEmpty()) {
            scalars.put(name, value);
            if (column != null) {
                cells.put(column, cell);
            }
        } else {
            records.computeIfAbsent(name, key -> new RowRecord(model, step.target()))
                    .put(rest, value, column, cell);
        }
    }

    /** Whether the field at the end of this way has its value. */
    boolean isFilled(FieldPath path) {
        FieldPath.Step last = path.steps().get(path.steps().size() - 1);
        RowRecord here = parentOf(path);
        if (here == null) {
            return false;
        }
        String name = last.field().name();
        if (last.selector() == null) {
            return here.scalars.containsKey(name);
        }
        return last.type().getType() == Schema.Type.MAP
                ? here.maps.getOrDefault(name, Map.of()).containsKey(last.selector())
                : here.lists.getOrDefault(name, Map.of()).containsKey(last.selector());
    }

    private @Nullable RowRecord parentOf(FieldPath path) {
        RowRecord here = this;
        for (FieldPath.Step step : path.steps().subList(0, path.steps().size() - 1)) {
            Object next = step.selector() == null
                    ? here.records.get(step.field().name())
                    : here.lists.getOrDefault(step.field().name(), Map.of()).get(step.selector());
            if (!(next instanceof RowRecord record)) {
                return null;
            }
            here = record;
        }
        return here;
    }

    /** Whether the record or list element at the end of this way has come to be. */
    private boolean has(FieldPath path, int depth) {
        RowRecord here = this;
        for (FieldPath.Step step : path.steps().subList(0, depth)) {
            Object next = step.selector() == null
                    ? here.records.get(step.field().name())
                    : here.lists.getOrDefault(step.field().name(), Map.of()).get(step.selector());
            if (!(next instanceof RowRecord record)) {
                return false;
            }
            here = record;
        }
        return true;
    }

    /** What has been put, as a draft of the record. */
    Draft draft(Map<String, String> givenBack) throws FaultException {
        Draft draft = new Draft(model, schema);
        scalars.forEach(draft::set);
        maps.forEach(draft::set);
        for (Map.Entry<String, RowRecord> entry : records.entrySet()) {
            boolean optional = schema.getField(entry.getKey()).schema().getType() == Schema.Type.UNION;
            Draft nested = entry.getValue().draft(givenBack);
            if (optional && !nested.missing().isEmpty()) {
                entry.getValue().giveBack(givenBack);
            } else if (!optional || !nested.isEmpty()) {
                draft.set(entry.getKey(), nested.finish(entry::getKey));
            }
        }
        for (Map.Entry<String, Map<String, Object>> entry : lists.entrySet()) {
            draft.set(entry.getKey(), elements(entry.getValue(), givenBack));
        }
        return draft;
    }

    private static List<Object> elements(Map<String, Object> bySelector, Map<String, String> givenBack)
            throws FaultException {
        List<String> selectors = new ArrayList<>(bySelector.keySet());
        // Positions in their order; names in the order of the mapping, behind them.
        selectors.sort(Comparator.comparingInt(
                selector -> FieldPath.isNumber(selector) ? Integer.parseInt(selector) : Integer.MAX_VALUE));
        List<Object> elements = new ArrayList<>();
        for (String selector : selectors) {
            Object element = bySelector.get(selector);
            if (element instanceof RowRecord record) {
                Draft draft = record.draft(givenBack);
                if (draft.isEmpty()) {
                    // Everything in it has come apart.
                    continue;
                }
                record.nameElement(draft, selector, elements.size() + 1);
                if (draft.missing().isEmpty()) {
                    elements.add(draft.finish(() -> selector));
                } else {
                    record.giveBack(givenBack);
                }
            } else if (element != null) {
                elements.add(element);
            }
        }
        return elements;
    }

    private void nameElement(Draft draft, String selector, int position) throws FaultException {
        if (schema.getField("seq") != null) {
            draft.setIfAbsent("seq", position);
        }
        Schema.Field key = FieldPath.keyField(schema);
        if (key != null && !FieldPath.isNumber(selector)) {
            draft.setIfAbsent(
                    key.name(),
                    FieldValue.text(model, FieldValue.nonNull(key.schema()), FieldPath.keyOf(selector), key::name));
        }
    }

    private void giveBack(Map<String, String> givenBack) {
        givenBack.putAll(cells);
        records.values().forEach(record -> record.giveBack(givenBack));
        lists.values()
                .forEach(list -> list.values().forEach(element -> {
                    if (element instanceof RowRecord record) {
                        record.giveBack(givenBack);
                    }
                }));
    }
}
