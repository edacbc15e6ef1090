// SPDX-License-Identifier: Apache-2.0
package portolan.schemas.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import portolan.schemas.lines.FieldValue;
import portolan.schemas.lines.Nearest;

/**
 * The way from a record to one of its scalar fields, for example {@code goodsItems[0].hs},
 * {@code parties[CONSIGNEE].ids[OTHER]} or {@code attributes[Payment Type]}. An element of a list is named by its
 * position or by the value of its first enum, type or code; a second one with the same value is {@code NOTIFY#2}. A way
 * that ends at an element of two fields means the other field.
 *
 * @param text as written
 * @param steps from the root; the last one holds the value
 */
record FieldPath(String text, List<Step> steps) {
    private static final Pattern STEP = Pattern.compile("([A-Za-z][A-Za-z0-9]*)(?:\\[([^\\[\\]]*)])?");

    /** Any element of a list. */
    static final String ANY = "*";

    FieldPath {
        steps = List.copyOf(steps);
    }

    /**
     * One field on the way.
     *
     * @param type the field's type without null
     * @param selector element or key within it; null for records and scalars
     */
    record Step(Schema.Field field, Schema type, @Nullable String selector) {
        boolean isOpen() {
            return selector != null && selector.endsWith(ANY);
        }

        private String text() {
            return field.name() + (selector == null ? "" : '[' + selector + ']');
        }

        /** The step to one element: positions count from 0, the second of a kind is number 2. */
        Step at(int position) {
            String kind = keyOf(String.valueOf(selector));
            return new Step(field, type, kind.equals(ANY) ? Integer.toString(position) : kind + '#' + (position + 1));
        }

        /** What the step leads to: the field, or the element or value in it. */
        Schema target() {
            return switch (type.getType()) {
                case ARRAY -> type.getElementType();
                case MAP -> type.getValueType();
                default -> type;
            };
        }
    }

    /** The type of the value at the end. */
    Schema leaf() {
        return steps.get(steps.size() - 1).target();
    }

    /** The field at the end. */
    String leafName() {
        return steps.get(steps.size() - 1).field().name();
    }

    /** The ways to the optional records and list elements that this way goes through, outermost first. */
    List<String> optionalParents() {
        List<String> parents = new ArrayList<>();
        for (int depth = 1; depth < steps.size(); depth++) {
            Step step = steps.get(depth - 1);
            if (step.selector() != null || step.field().schema().getType() == Schema.Type.UNION) {
                parents.add(way(depth));
            }
        }
        return parents;
    }

    /** So many of its first steps, as text. */
    String way(int depth) {
        return steps.subList(0, depth).stream().map(Step::text).collect(Collectors.joining("."));
    }

    /** How many positions this way leaves open. */
    int open() {
        return (int) steps.stream().filter(Step::isOpen).count();
    }

    /** Whether a record is none without it: a field of its own that has no default, or the number of its document. */
    boolean isRequired() {
        return text.equals("transportDocument.number")
                || (steps.size() == 1 && !steps.get(0).field().hasDefaultValue());
    }

    /** The way to one element, the open positions filled in from the root on. */
    FieldPath at(int[] positions) {
        List<Step> closed = new ArrayList<>(steps.size());
        int next = 0;
        for (Step step : steps) {
            closed.add(step.isOpen() ? step.at(positions[next++]) : step);
        }
        return new FieldPath(text, closed);
    }

    /**
     * Understands a way.
     *
     * @param any whether {@code [*]} stands for any position, and {@code [NOTIFY#*]} for any of a kind
     * @throws IllegalArgumentException when there is no such field; the message says where it ends and what is near
     */
    static FieldPath parse(Schema root, String text, boolean any) {
        List<Step> steps = new ArrayList<>();
        Schema record = root;
        int at = 0;
        Matcher matcher = STEP.matcher(text);
        while (at < text.length()) {
            if (record.getType() != Schema.Type.RECORD) {
                throw new IllegalArgumentException(
                        "'" + text.substring(0, at - 1) + "' has no fields below it: field='" + text + "'");
            }
            matcher.region(at, text.length());
            boolean found = matcher.lookingAt();
            boolean ended = found && matcher.end() == text.length();
            if (!found || (!ended && text.charAt(matcher.end()) != '.') || text.endsWith(".")) {
                throw new IllegalArgumentException("not a field: '" + text
                        + "'; write for example goodsItems[0].hs or parties[CONSIGNEE].rawName");
            }
            Step step = step(record, matcher.group(1), matcher.group(2), text, any);
            steps.add(step);
            record = step.target();
            at = matcher.end() + 1;
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("no field is named");
        }
        endAtScalar(steps, text);
        return new FieldPath(text, steps);
    }

    private static Step step(Schema record, String name, @Nullable String selector, String text, boolean any) {
        Schema.Field field = fieldOrAlias(record, name);
        if (field == null) {
            throw new IllegalArgumentException("unknown field '" + name + "' of " + record.getName() + ": '" + text
                    + "'" + Nearest.hint(name, names(record)));
        }
        Schema type = FieldValue.nonNull(field.schema());
        boolean plural = type.getType() == Schema.Type.ARRAY || type.getType() == Schema.Type.MAP;
        if (plural && (selector == null || selector.isBlank())) {
            throw new IllegalArgumentException("'" + name + "' has several values, say which: for example " + name
                    + (type.getType() == Schema.Type.MAP ? "[name]" : "[0]") + ", in '" + text + "'");
        }
        if (!plural && selector != null) {
            throw new IllegalArgumentException(
                    "'" + name + "' has one value: leave [" + selector + "] out of '" + text + "'");
        }
        boolean open = any && ANY.equals(selector);
        if (selector != null && type.getType() == Schema.Type.ARRAY && !isNumber(selector) && !open) {
            checkKey(type.getElementType(), name, selector, text);
        }
        return new Step(field, type, selector);
    }

    private static Schema.@Nullable Field fieldOrAlias(Schema record, String name) {
        for (Schema.Field field : record.getFields()) {
            if (field.name().equals(name) || field.aliases().contains(name)) {
                return field;
            }
        }
        return null;
    }

    private static Collection<String> names(Schema record) {
        return record.getFields().stream().map(Schema.Field::name).toList();
    }

    private static void checkKey(Schema element, String name, String selector, String text) {
        Schema.Field key = keyField(element);
        if (key == null) {
            throw new IllegalArgumentException(
                    "elements of '" + name + "' are named by position, for example " + name + "[0], in '" + text + "'");
        }
        String symbol = keyOf(selector);
        if (key.schema().getType() == Schema.Type.ENUM && !key.schema().hasEnumSymbol(symbol)) {
            throw new IllegalArgumentException("unknown " + key.name() + " '" + symbol + "' in '" + text + "', known="
                    + key.schema().getEnumSymbols()
                    + Nearest.hint(symbol, key.schema().getEnumSymbols()));
        }
    }

    /** The field that names an element: its first enum, else its type or code; null when it has none of them. */
    static Schema.@Nullable Field keyField(Schema element) {
        if (element.getType() != Schema.Type.RECORD) {
            return null;
        }
        for (Schema.Field field : element.getFields()) {
            if (field.schema().getType() == Schema.Type.ENUM) {
                return field;
            }
        }
        for (Schema.Field field : element.getFields()) {
            if (field.name().equals("type") || field.name().equals("code")) {
                return field;
            }
        }
        return null;
    }

    /** The key in a selector such as {@code NOTIFY#2}. */
    static String keyOf(String selector) {
        int number = selector.indexOf('#');
        return number < 0 ? selector : selector.substring(0, number);
    }

    static boolean isNumber(String selector) {
        return selector.length() <= 4 && selector.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static void endAtScalar(List<Step> steps, String text) {
        Schema end = steps.get(steps.size() - 1).target();
        if (end.getType() == Schema.Type.RECORD) {
            Schema.Field key = keyField(end);
            if (end.getFields().size() == 2 && key != null) {
                Schema.Field other = end.getFields().get(key.pos() == 0 ? 1 : 0);
                steps.add(new Step(other, FieldValue.nonNull(other.schema()), null));
                return;
            }
            throw new IllegalArgumentException("'" + text + "' is a record, say which field: known=" + names(end));
        }
    }
}
