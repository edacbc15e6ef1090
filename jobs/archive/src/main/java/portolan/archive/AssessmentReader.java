// SPDX-License-Identifier: Apache-2.0
package portolan.archive;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.scoring.bank.BankValues;
import portolan.scoring.indicator.Indicators;
import portolan.scoring.indicator.Readings;
import portolan.scoring.indicator.filing.DataQuality;
import portolan.scoring.indicator.filing.QualityReason;
import portolan.scoring.manifest.ConsignmentKey;
import portolan.scoring.manifest.Position;
import portolan.scoring.reading.Indicator;
import portolan.scoring.reading.Reading;
import portolan.scoring.rules.ConsignmentField;
import portolan.scoring.rules.Lane;
import portolan.scoring.rules.StatedFields;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.Particulars;
import portolan.scoring.score.RuleSetRef;
import portolan.scoring.score.Scorer;
import portolan.scoring.score.SelectedBy;
import portolan.scoring.score.Stake;
import portolan.scoring.score.ThreatScore;

/**
 * Makes assessments of the rows of one group again. What was not archived is empty: who the parties are, and the
 * evidence of contributions, which is that of their readings.
 */
public final class AssessmentReader {

    private final String[] ids;
    private final TextColumn tenants;
    private final String[] keys;
    private final String[] filingIds;
    private final long[] filingVersions;
    private final long[] filedAt;
    private final long[] assessedAt;
    private final long[] orderTimes;
    private final TextColumn inputs;
    private final TextColumn topics;
    private final long[] partitions;
    private final long[] offsets;
    private final long[] steps;
    private final TextColumn ruleSets;
    private final long[] ruleSetVersions;
    private final TextColumn hashes;
    private final byte[] unsigned;
    private final TextColumn engines;
    private final TextColumn references;
    private final double[] scores;
    private final TextColumn lanes;
    private final byte[] urgent;
    private final TextColumn selectedBy;
    private final long[] dueBy;
    private final double[] qualities;
    private final @Nullable StakeColumns stakes;
    private final long @Nullable [] tables;
    private final @Nullable TextColumn declared;
    private final Threats threats;
    private final TextColumn findingReasons;
    private final TextColumn findingDetails;
    private final int[] findings;
    private final String[] evidence;
    private final Map<Indicator, double[]> readings = new TreeMap<>();
    private final Map<ConsignmentField, FieldColumn> fields = new EnumMap<>(ConsignmentField.class);

    /** @param rows with all their columns, none of them read before */
    public AssessmentReader(RowGroup rows) {
        ids = rows.keys(AssessmentTable.ASSESSMENT_ID);
        tenants = rows.texts(AssessmentTable.TENANT);
        keys = rows.keys(AssessmentTable.CONSIGNMENT_KEY);
        filingIds = rows.keys(AssessmentTable.FILING_ID);
        filingVersions = rows.longs(AssessmentTable.FILING_VERSION);
        filedAt = rows.longs(AssessmentTable.FILED_AT);
        assessedAt = rows.longs(AssessmentTable.ASSESSED_AT);
        orderTimes = rows.longs(AssessmentTable.ORDER_TIME);
        inputs = rows.texts(AssessmentTable.INPUT);
        topics = rows.texts(AssessmentTable.INPUT_TOPIC);
        partitions = rows.longs(AssessmentTable.INPUT_PARTITION);
        offsets = rows.longs(AssessmentTable.INPUT_OFFSET);
        steps = rows.longs(AssessmentTable.INPUT_STEP);
        ruleSets = rows.texts(AssessmentTable.RULESET_NAME);
        ruleSetVersions = rows.longs(AssessmentTable.RULESET_VERSION);
        hashes = rows.texts(AssessmentTable.RULESET_HASH);
        unsigned = rows.flags(AssessmentTable.RULESET_UNSIGNED);
        engines = rows.texts(AssessmentTable.ENGINE);
        references = rows.texts(AssessmentTable.REFERENCE);
        scores = rows.reals(AssessmentTable.SCORE);
        lanes = rows.texts(AssessmentTable.LANE);
        urgent = rows.flags(AssessmentTable.URGENT);
        selectedBy = rows.texts(AssessmentTable.SELECTED_BY);
        dueBy = rows.longs(AssessmentTable.DECISION_DUE_BY);
        qualities = rows.reals(AssessmentTable.DATA_QUALITY);
        stakes = rows.has(AssessmentTable.STAKE_VALUE) ? new StakeColumns(rows) : null;
        tables = rows.has(AssessmentTable.TABLE_HOUR) ? rows.longs(AssessmentTable.TABLE_HOUR) : null;
        declared = rows.has(AssessmentTable.DECLARED) ? rows.texts(AssessmentTable.DECLARED) : null;
        threats = new Threats(rows);
        findingReasons = rows.texts(AssessmentTable.inList(AssessmentTable.FINDINGS, "reason"));
        findingDetails = rows.texts(AssessmentTable.inList(AssessmentTable.FINDINGS, "detail"));
        findings = rows.starts(AssessmentTable.FINDINGS);
        evidence = rows.keys(AssessmentTable.EVIDENCE);
        for (Indicator indicator : Indicators.all()) {
            if (rows.has(indicator.ruleName())) {
                readings.put(indicator, rows.reals(indicator.ruleName()));
            }
        }
        for (ConsignmentField field : ConsignmentField.values()) {
            if (rows.has(AssessmentTable.consignment(field))) {
                fields.put(field, FieldColumn.of(rows, field));
            }
        }
    }

    /** The consignment of a row, for who looks for one. */
    public String key(int row) {
        return keys[row];
    }

    public Assessment get(int row) throws ArchiveException {
        return new Assessment(
                ids[row],
                text(tenants, row),
                new ConsignmentKey(keys[row]),
                filingIds[row],
                (int) filingVersions[row],
                Instant.ofEpochMilli(filedAt[row]),
                Instant.ofEpochMilli(assessedAt[row]),
                scores[row],
                Lane.valueOf(text(lanes, row)),
                threats.get(row),
                quality(row),
                new RuleSetRef(text(ruleSets, row), (int) ruleSetVersions[row], text(hashes, row), unsigned[row] != 0),
                new Position(
                        orderTimes[row],
                        Position.Input.valueOf(text(inputs, row)),
                        text(topics, row),
                        (int) partitions[row],
                        offsets[row],
                        (int) steps[row]),
                SelectedBy.valueOf(text(selectedBy, row)),
                text(engines, row),
                text(references, row),
                dueBy[row] == Long.MIN_VALUE ? null : Instant.ofEpochMilli(dueBy[row]),
                readings(row),
                fields(row),
                urgent[row] == 1,
                particulars(row),
                tables == null || tables[row] == Long.MIN_VALUE ? null : (Long) tables[row],
                said(row));
    }

    private BankValues said(int row) throws ArchiveException {
        String text = declared == null ? null : declared.get(row);
        try {
            return text == null ? BankValues.NONE : BankValues.of(text);
        } catch (IllegalArgumentException broken) {
            throw new ArchiveException("what declared memories said cannot be read: assessment=" + ids[row], broken);
        }
    }

    /** Parties and places are not archived, stakes are: older releases did not know them. */
    private Particulars particulars(int row) {
        Stake stake = stakes == null ? null : stakes.get(row);
        return stake == null ? Particulars.NONE : new Particulars(null, null, null, null, null, null, null, 0, stake);
    }

    private static String text(TextColumn column, int row) {
        return Objects.requireNonNull(column.get(row), "the column is required");
    }

    private DataQuality quality(int row) {
        List<DataQuality.Finding> found = new ArrayList<>();
        for (int i = findings[row]; i < findings[row + 1]; i++) {
            found.add(new DataQuality.Finding(QualityReason.valueOf(text(findingReasons, i)), text(findingDetails, i)));
        }
        return new DataQuality(qualities[row], found);
    }

    private Readings readings(int row) throws ArchiveException {
        Map<String, String> words;
        try {
            words = Evidence.read(evidence[row]);
        } catch (IOException broken) {
            throw new ArchiveException("evidence cannot be read: assessment=" + ids[row], broken);
        }
        List<Reading> all = new ArrayList<>();
        readings.forEach((indicator, values) -> {
            if (!Double.isNaN(values[row])) {
                all.add(new Reading(indicator, values[row], words.getOrDefault(indicator.ruleName(), "")));
            }
        });
        return Readings.of(all);
    }

    private StatedFields fields(int row) {
        Map<ConsignmentField, Object> stated = new EnumMap<>(ConsignmentField.class);
        fields.forEach((field, column) -> {
            Object value = column.get(row);
            if (value != null) {
                stated.put(field, value);
            }
        });
        return StatedFields.of(stated);
    }

    /** One consignment field of all rows. */
    @FunctionalInterface
    private interface FieldColumn {
        @Nullable
        Object get(int row);

        static FieldColumn of(RowGroup rows, ConsignmentField field) {
            String column = AssessmentTable.consignment(field);
            return switch (field.type()) {
                case TEXT -> rows.texts(column)::get;
                case NUMBER -> {
                    double[] values = rows.reals(column);
                    yield row -> Double.isNaN(values[row]) ? null : values[row];
                }
                case TRUTH -> {
                    byte[] values = rows.flags(column);
                    yield row -> values[row] < 0 ? null : values[row] == 1;
                }
                case TEXTS -> {
                    TextColumn texts = rows.texts(column);
                    int[] starts = rows.starts(AssessmentTable.leaf(AssessmentTable.CONSIGNMENT, field.fieldName()));
                    yield row -> texts(texts, starts[row], starts[row + 1]);
                }
            };
        }

        private static List<String> texts(TextColumn from, int start, int end) {
            List<String> texts = new ArrayList<>(end - start);
            for (int i = start; i < end; i++) {
                texts.add(text(from, i));
            }
            return List.copyOf(texts);
        }
    }

    /** What all rows have at stake. */
    private static final class StakeColumns {
        private final double[] values;
        private final double[] duties;
        private final TextColumn currencies;

        StakeColumns(RowGroup rows) {
            values = rows.reals(AssessmentTable.STAKE_VALUE);
            duties = rows.reals(AssessmentTable.STAKE_DUTY);
            currencies = rows.texts(AssessmentTable.STAKE_CURRENCY);
        }

        @Nullable
        Stake get(int row) {
            return Double.isNaN(values[row])
                    ? null
                    : new Stake(values[row], Double.isNaN(duties[row]) ? null : duties[row], text(currencies, row));
        }
    }

    /** The threats of all rows, with their contributions. */
    private static final class Threats {
        private final TextColumn names;
        private final double[] scores;
        private final TextColumn lanes;
        private final byte[] alerting;
        private final byte[] urgent;
        private final int[] starts;
        private final TextColumn threatOf;
        private final TextColumn rules;
        private final double[] bits;
        private final TextColumn whys;
        private final int[] contributions;

        Threats(RowGroup rows) {
            names = rows.texts(AssessmentTable.inList(AssessmentTable.THREATS, "threat"));
            scores = rows.reals(AssessmentTable.inList(AssessmentTable.THREATS, "score"));
            lanes = rows.texts(AssessmentTable.inList(AssessmentTable.THREATS, "lane"));
            alerting = rows.flags(AssessmentTable.inList(AssessmentTable.THREATS, "alerting"));
            urgent = rows.flags(AssessmentTable.inList(AssessmentTable.THREATS, "urgent"));
            starts = rows.starts(AssessmentTable.THREATS);
            threatOf = rows.texts(AssessmentTable.inList(AssessmentTable.CONTRIBUTIONS, "threat"));
            rules = rows.texts(AssessmentTable.inList(AssessmentTable.CONTRIBUTIONS, "rule"));
            bits = rows.reals(AssessmentTable.inList(AssessmentTable.CONTRIBUTIONS, "bits"));
            whys = rows.texts(AssessmentTable.inList(AssessmentTable.CONTRIBUTIONS, "why"));
            contributions = rows.starts(AssessmentTable.CONTRIBUTIONS);
        }

        List<ThreatScore> get(int row) {
            List<ThreatScore> threats = new ArrayList<>();
            for (int i = starts[row]; i < starts[row + 1]; i++) {
                String name = text(names, i);
                threats.add(new ThreatScore(
                        name,
                        scores[i],
                        // What its rule set tells of it is in the text of that.
                        Scorer.probability(scores[i]),
                        Lane.valueOf(text(lanes, i)),
                        alerting[i] == 1,
                        urgent[i] == 1,
                        contributions(name, row)));
            }
            return threats;
        }

        private List<Contribution> contributions(String threat, int row) {
            List<Contribution> given = new ArrayList<>();
            for (int i = contributions[row]; i < contributions[row + 1]; i++) {
                if (text(threatOf, i).equals(threat)) {
                    given.add(new Contribution(text(rules, i), bits[i], text(whys, i), ""));
                }
            }
            return given;
        }
    }
}
