// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline.state;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import portolan.scoring.layout.LayoutReader;
import portolan.scoring.layout.LayoutWriter;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.StatedFields;

/**
 * Layout of a consignment's fields inside another value: how many, then one value a field in the order of their
 * declaration, which only ever grows at its end.
 *
 * <pre>
 *   text     text, which may be none
 *   number   flag stated, then real
 *   truth    flag stated, then flag
 *   texts    list of texts
 * </pre>
 */
final class StatedFieldsLayout {
    private static final ConsignmentField[] FIELDS = ConsignmentField.values();

    private StatedFieldsLayout() {}

    static void write(LayoutWriter out, StatedFields fields) {
        out.count(FIELDS.length);
        for (ConsignmentField field : FIELDS) {
            write(out, field, fields.get(field));
        }
    }

    @SuppressWarnings("unchecked") // StatedFields holds values after their field's type.
    private static void write(LayoutWriter out, ConsignmentField field, @Nullable Object value) {
        switch (field.type()) {
            case TEXT -> out.text((String) value);
            case NUMBER -> {
                out.flag(value != null);
                if (value != null) {
                    out.real((Double) value);
                }
            }
            case TRUTH -> {
                out.flag(value != null);
                if (value != null) {
                    out.flag((Boolean) value);
                }
            }
            case TEXTS -> out.list(value == null ? List.of() : (List<String>) value, LayoutWriter::text);
        }
    }

    static StatedFields read(LayoutReader in) {
        int written = in.size();
        Map<ConsignmentField, Object> stated = new EnumMap<>(ConsignmentField.class);
        for (int i = 0; i < written; i++) {
            Object value = read(in, FIELDS[i]);
            if (value != null) {
                stated.put(FIELDS[i], value);
            }
        }
        return StatedFields.of(stated);
    }

    private static @Nullable Object read(LayoutReader in, ConsignmentField field) {
        return switch (field.type()) {
            case TEXT -> in.nullableText();
            case NUMBER -> in.flag() ? (Object) in.real() : null;
            case TRUTH -> in.flag() ? (Object) in.flag() : null;
            case TEXTS -> in.list(LayoutReader::text);
        };
    }
}
