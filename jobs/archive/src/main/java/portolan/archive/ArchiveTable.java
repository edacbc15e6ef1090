// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.List;
import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * One kind of file in an archive: its folder, its columns, and the version of its layout, which every file carries.
 *
 * @param name the folder below the archive, in which are those that {@link Archive} names
 * @param layout version of what columns mean, from 1; a column more or less does not change it
 * @param uniqueColumns those in which hardly two values are the same
 * @param searchedColumns those whose least and greatest value readers skip files by; of all others they cost time
 *     only
 */
record ArchiveTable(
        String name, int layout, MessageType schema, List<String> uniqueColumns, List<String> searchedColumns) {
    /** Keys in the footer of every file. */
    static final String TABLE_KEY = "portolan.table";

    static final String LAYOUT_KEY = "portolan.layout";

    Map<String, String> footer() {
        return Map.of(TABLE_KEY, name, LAYOUT_KEY, Integer.toString(layout));
    }

    static Type text(String name) {
        return Types.required(BINARY).as(stringType()).named(name);
    }

    static Type optionalText(String name) {
        return Types.optional(BINARY).as(stringType()).named(name);
    }

    static Type time(String name) {
        return Types.required(INT64).as(timestampType(true, MILLIS)).named(name);
    }

    static Type required(PrimitiveTypeName type, String name) {
        return Types.required(type).named(name);
    }

    static Type optional(PrimitiveTypeName type, String name) {
        return Types.optional(type).named(name);
    }
}
