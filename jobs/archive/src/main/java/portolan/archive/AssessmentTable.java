// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MILLIS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static portolan.archive.ArchiveTable.optional;
import static portolan.archive.ArchiveTable.optionalText;
import static portolan.archive.ArchiveTable.required;
import static portolan.archive.ArchiveTable.text;
import static portolan.archive.ArchiveTable.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;
import portolan.scoring.rules.ConsignmentField;

/**
 * The columns of archived assessments; {@code jobs/archive/README.md} says what each means. A row is one assessment:
 *
 * <pre>
 *   identity        who was judged, by what, from where: one column each
 *   threats         list of threat, score, lane, alerting, urgent
 *   contributions   list of threat, rule, bits, why
 *   data_quality_findings   list of reason, detail
 *   evidence        text: a JSON object of indicator and evidence
 *   &lt;indicator&gt;     one nullable double for each, named as rules name it
 *   consignment     one field for each that rules can read, named as rules name it
 * </pre>
 *
 * Evidence, by far the most bytes, stands in a column of its own: who judges again does not read it.
 */
public final class AssessmentTable {
    public static final String ASSESSMENT_ID = "assessment_id";
    public static final String TENANT = "tenant";
    public static final String CONSIGNMENT_KEY = "consignment_key";
    public static final String FILING_ID = "filing_id";
    public static final String FILING_VERSION = "filing_version";
    public static final String FILED_AT = "filed_at";
    public static final String ASSESSED_AT = "assessed_at";
    public static final String ORDER_TIME = "order_time";
    public static final String INPUT = "input";
    public static final String INPUT_TOPIC = "input_topic";
    public static final String INPUT_PARTITION = "input_partition";
    public static final String INPUT_OFFSET = "input_offset";
    public static final String INPUT_STEP = "input_step";
    public static final String RULESET_NAME = "ruleset_name";
    public static final String RULESET_VERSION = "ruleset_version";
    public static final String RULESET_HASH = "ruleset_hash";
    public static final String RULESET_UNSIGNED = "ruleset_unsigned";
    public static final String ENGINE = "engine";
    public static final String REFERENCE = "reference";
    public static final String SCORE = "score";
    public static final String LANE = "lane";
    public static final String URGENT = "urgent";
    public static final String SELECTED_BY = "selected_by";
    public static final String DECISION_DUE_BY = "decision_due_by";
    public static final String DATA_QUALITY = "data_quality";
    public static final String STAKE_VALUE = "stake_value";
    public static final String STAKE_DUTY = "stake_duty";
    public static final String STAKE_CURRENCY = "stake_currency";
    public static final String TABLE_HOUR = "table_hour";
    public static final String DECLARED = "declared";
    public static final String THREATS = "threats";
    public static final String CONTRIBUTIONS = "contributions";
    public static final String FINDINGS = "data_quality_findings";
    public static final String EVIDENCE = "evidence";
    public static final String CONSIGNMENT = "consignment";

    /** Columns that no rule reads and that older releases did not write. */
    static final Set<String> LATER = Set.of(STAKE_VALUE, STAKE_DUTY, STAKE_CURRENCY, TABLE_HOUR, DECLARED);

    /** The newest layout, which is written; every layout ever written stays readable. */
    public static final int LAYOUT = 1;

    static final ArchiveTable TABLE = new ArchiveTable(
            "assessments",
            LAYOUT,
            schema(),
            List.of(ASSESSMENT_ID, CONSIGNMENT_KEY, FILING_ID, INPUT_OFFSET, EVIDENCE),
            List.of(CONSIGNMENT_KEY, ASSESSED_AT, FILED_AT, SCORE, LANE, RULESET_HASH));

    private AssessmentTable() {}

    /** The column of a leaf, by the names on the way to it. */
    public static String leaf(String... path) {
        return String.join(".", path);
    }

    /** The leaf of a field in a list of structures. */
    public static String inList(String list, String field) {
        return leaf(list, "list", "element", field);
    }

    /** The leaf of a consignment field; of a list, that of its texts. */
    public static String consignment(ConsignmentField field) {
        return field.type() == ConsignmentField.Type.TEXTS
                ? leaf(CONSIGNMENT, field.fieldName(), "list", "element")
                : leaf(CONSIGNMENT, field.fieldName());
    }

    private static MessageType schema() {
        List<Type> columns = new ArrayList<>();
        columns.add(text(ASSESSMENT_ID));
        columns.add(text(TENANT));
        columns.add(text(CONSIGNMENT_KEY));
        columns.add(text(FILING_ID));
        columns.add(required(INT32, FILING_VERSION));
        columns.add(time(FILED_AT));
        columns.add(time(ASSESSED_AT));
        columns.add(time(ORDER_TIME));
        columns.add(text(INPUT));
        columns.add(text(INPUT_TOPIC));
        columns.add(required(INT32, INPUT_PARTITION));
        columns.add(required(INT64, INPUT_OFFSET));
        columns.add(required(INT32, INPUT_STEP));
        columns.add(text(RULESET_NAME));
        columns.add(required(INT32, RULESET_VERSION));
        columns.add(text(RULESET_HASH));
        columns.add(required(BOOLEAN, RULESET_UNSIGNED));
        columns.add(text(ENGINE));
        columns.add(text(REFERENCE));
        columns.add(required(DOUBLE, SCORE));
        columns.add(text(LANE));
        columns.add(required(BOOLEAN, URGENT));
        columns.add(text(SELECTED_BY));
        columns.add(Types.optional(INT64).as(timestampType(true, MILLIS)).named(DECISION_DUE_BY));
        columns.add(required(DOUBLE, DATA_QUALITY));
        columns.add(optional(DOUBLE, STAKE_VALUE));
        columns.add(optional(DOUBLE, STAKE_DUTY));
        columns.add(optionalText(STAKE_CURRENCY));
        columns.add(optional(INT64, TABLE_HOUR));
        columns.add(optionalText(DECLARED));
        columns.add(list(
                THREATS,
                text("threat"),
                required(DOUBLE, "score"),
                text("lane"),
                required(BOOLEAN, "alerting"),
                required(BOOLEAN, "urgent")));
        columns.add(list(CONTRIBUTIONS, text("threat"), text("rule"), required(DOUBLE, "bits"), text("why")));
        columns.add(list(FINDINGS, text("reason"), text("detail")));
        columns.add(text(EVIDENCE));
        for (Indicator indicator : Indicators.all()) {
            columns.add(optional(DOUBLE, indicator.ruleName()));
        }
        Types.GroupBuilder<org.apache.parquet.schema.GroupType> consignment = Types.requiredGroup();
        for (ConsignmentField field : ConsignmentField.values()) {
            consignment.addField(field(field));
        }
        columns.add(consignment.named(CONSIGNMENT));
        return new MessageType("assessment", columns);
    }

    private static Type field(ConsignmentField field) {
        String name = field.fieldName();
        return switch (field.type()) {
            case TEXT -> optionalText(name);
            case NUMBER -> optional(DOUBLE, name);
            case TRUTH -> optional(BOOLEAN, name);
            case TEXTS ->
                Types.requiredGroup()
                        .as(LogicalTypeAnnotation.listType())
                        .addField(
                                Types.repeatedGroup().addField(text("element")).named("list"))
                        .named(name);
        };
    }

    private static Type list(String name, Type... fields) {
        return Types.requiredGroup()
                .as(LogicalTypeAnnotation.listType())
                .addField(Types.repeatedGroup()
                        .addField(Types.requiredGroup().addFields(fields).named("element"))
                        .named("list"))
                .named(name);
    }
}
