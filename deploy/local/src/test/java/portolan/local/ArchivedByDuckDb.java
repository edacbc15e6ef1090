// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Unit;
import portolan.scoring.rules.ConsignmentField;

/**
 * One assessment as an analyst's own tool reads it out of the archive.
 *
 * @param assessedAt milliseconds since 1970
 * @param facts what expressions may read, by the names that rules have for it; what is absent is not there
 * @param threats in the archive's order
 */
record ArchivedByDuckDb(
        String key,
        long assessedAt,
        String assessmentId,
        double score,
        String lane,
        boolean urgent,
        String selectedBy,
        Map<String, Object> facts,
        Map<String, Judged> threats) {

    /** What one threat came to. */
    record Judged(double score, String lane, boolean alerting, boolean urgent, List<Given> contributions) {}

    /** A contribution. */
    record Given(String rule, double bits, String why) {}

    static List<ArchivedByDuckDb> all(Path archive) throws SQLException {
        StringBuilder query = new StringBuilder(
                "SELECT consignment_key, epoch_ms(assessed_at) AS assessed_at, assessment_id, score, lane, urgent, selected_by");
        for (String list : List.of("threats", "contributions")) {
            List<String> fields = list.equals("threats")
                    ? List.of("threat", "score", "lane", "alerting", "urgent")
                    : List.of("threat", "rule", "bits", "why");
            fields.forEach(field -> query.append(", [x.")
                    .append(field)
                    .append(" for x in ")
                    .append(list)
                    .append("] AS ")
                    .append(list)
                    .append('_')
                    .append(field));
        }
        for (Indicator indicator : Indicators.all()) {
            query.append(", ").append(indicator.ruleName());
        }
        for (ConsignmentField field : ConsignmentField.values()) {
            query.append(", ")
                    .append(field.qualifiedName())
                    .append(" AS \"")
                    .append(field.qualifiedName())
                    .append('"');
        }
        query.append(" FROM read_parquet('").append(archive).append("/assessments/*/*.parquet')");
        List<ArchivedByDuckDb> all = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet row = statement.executeQuery(query.toString())) {
            while (row.next()) {
                all.add(new ArchivedByDuckDb(
                        row.getString("consignment_key"),
                        row.getLong("assessed_at"),
                        row.getString("assessment_id"),
                        row.getDouble("score"),
                        row.getString("lane"),
                        row.getBoolean("urgent"),
                        row.getString("selected_by"),
                        facts(row),
                        threats(row)));
            }
        }
        return all;
    }

    private static Map<String, Object> facts(ResultSet row) throws SQLException {
        Map<String, Object> facts = new HashMap<>();
        for (Indicator indicator : Indicators.all()) {
            double value = row.getDouble(indicator.ruleName());
            if (!row.wasNull()) {
                facts.put(indicator.ruleName(), indicator.unit() == Unit.FLAG ? (Object) (value != 0) : (Object) value);
            }
        }
        for (ConsignmentField field : ConsignmentField.values()) {
            Object value = row.getObject(field.qualifiedName());
            if (value != null) {
                facts.put(
                        field.qualifiedName(),
                        value instanceof Array list ? Arrays.asList((Object[]) list.getArray()) : value);
            }
        }
        return facts;
    }

    private static Map<String, Judged> threats(ResultSet row) throws SQLException {
        Object[] names = list(row, "threats_threat");
        Object[] scores = list(row, "threats_score");
        Object[] lanes = list(row, "threats_lane");
        Object[] alerting = list(row, "threats_alerting");
        Object[] urgent = list(row, "threats_urgent");
        Map<String, Judged> threats = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            Judged judged = new Judged(
                    (Double) scores[i],
                    (String) lanes[i],
                    (Boolean) alerting[i],
                    (Boolean) urgent[i],
                    contributions(row, (String) names[i]));
            threats.put((String) names[i], judged);
        }
        return threats;
    }

    private static List<Given> contributions(ResultSet row, String threat) throws SQLException {
        Object[] threats = list(row, "contributions_threat");
        Object[] rules = list(row, "contributions_rule");
        Object[] bits = list(row, "contributions_bits");
        Object[] whys = list(row, "contributions_why");
        List<Given> given = new ArrayList<>();
        for (int i = 0; i < threats.length; i++) {
            if (threats[i].equals(threat)) {
                given.add(new Given((String) rules[i], (Double) bits[i], (String) whys[i]));
            }
        }
        return given;
    }

    private static Object[] list(ResultSet row, String column) throws SQLException {
        return (Object[]) row.getArray(column).getArray();
    }
}
