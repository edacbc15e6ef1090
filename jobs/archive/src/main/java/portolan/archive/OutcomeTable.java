// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static portolan.archive.ArchiveTable.optional;
import static portolan.archive.ArchiveTable.optionalText;
import static portolan.archive.ArchiveTable.required;
import static portolan.archive.ArchiveTable.text;
import static portolan.archive.ArchiveTable.time;

import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/** The columns of archived outcomes; {@code jobs/archive/README.md} says what each means. */
public final class OutcomeTable {
    public static final String OUTCOME_ID = "outcome_id";
    public static final String TENANT = "tenant";
    public static final String CONSIGNMENT_KEY = "consignment_key";
    public static final String CODE = "code";
    public static final String EXAMINED = "examined";
    public static final String VERSION = "version";
    public static final String REPORTED_AT = "reported_at";
    public static final String OFFICE = "office";
    public static final String REASON = "reason";
    public static final String GOODS_KIND = "goods_kind";
    public static final String REVENUE = "revenue";
    public static final String CURRENCY = "currency";
    public static final String SELECTED_BY = "selected_by";
    public static final String SELECTED_SHARE = "selected_share";
    public static final String SELECTED_LANE = "selected_lane";
    public static final String SELECTED_RULE_SET = "selected_rule_set";

    /** The newest layout, which is written; every layout ever written stays readable. */
    public static final int LAYOUT = 1;

    /** Of the revenue: cents. */
    static final int SCALE = 2;

    static final int PRECISION = 18;

    static final ArchiveTable TABLE = new ArchiveTable(
            "outcomes", LAYOUT, schema(), List.of(OUTCOME_ID, CONSIGNMENT_KEY), List.of(CONSIGNMENT_KEY, REPORTED_AT));

    private OutcomeTable() {}

    private static MessageType schema() {
        return new MessageType(
                "outcome",
                text(OUTCOME_ID),
                text(TENANT),
                text(CONSIGNMENT_KEY),
                text(CODE),
                required(BOOLEAN, EXAMINED),
                required(INT32, VERSION),
                time(REPORTED_AT),
                optionalText(OFFICE),
                optionalText(REASON),
                optionalText(GOODS_KIND),
                Types.optional(INT64).as(decimalType(SCALE, PRECISION)).named(REVENUE),
                optionalText(CURRENCY),
                optionalText(SELECTED_BY),
                optional(DOUBLE, SELECTED_SHARE),
                optionalText(SELECTED_LANE),
                optionalText(SELECTED_RULE_SET));
    }
}
