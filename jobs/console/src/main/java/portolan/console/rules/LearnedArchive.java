// SPDX-License-Identifier: Apache-2.0
package portolan.console.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import portolan.archive.Archive;
import portolan.archive.ArchiveException;
import portolan.archive.ArchiveFile;
import portolan.archive.ArchivedOutcome;
import portolan.archive.AssessmentReader;
import portolan.archive.OutcomeReader;
import portolan.archive.RowGroup;
import portolan.scoring.manifest.Finding;
import portolan.scoring.rules.RuleSet;
import portolan.scoring.rules.Threat;
import portolan.scoring.score.Assessment;
import portolan.scoring.score.Contribution;
import portolan.scoring.score.ThreatScore;
import portolan.tuning.Proportion;

/**
 * What an archive says of one rule set: what its rules counted for, and what inspections found where they fired. What is
 * learned is each tenant's own.
 */
public final class LearnedArchive {
    private final RuleSet ruleSet;
    private final Map<Key, ArchivedOutcome> outcomes = new HashMap<>();
    private final Map<Key, Fired> examined = new HashMap<>();
    private final Map<String, LearnedTable> tables = new TreeMap<>();

    private record Key(String tenant, String consignment) {}

    /** Which rules fired for each threat, by a consignment's newest assessment. */
    private record Fired(Instant at, Map<String, List<String>> byThreat) {}

    private LearnedArchive(RuleSet ruleSet) {
        this.ruleSet = ruleSet;
    }

    /** Reads all of an archive. */
    public static LearnedArchive read(Path directory, RuleSet ruleSet) throws IOException, ArchiveException {
        LearnedArchive read = new LearnedArchive(ruleSet);
        Archive archive = Archive.open(directory);
        for (Path path : archive.outcomes()) {
            try (ArchiveFile file = ArchiveFile.outcomes(path)) {
                for (RowGroup group = file.next(); group != null; group = file.next()) {
                    OutcomeReader reader = new OutcomeReader(group);
                    for (int row = 0; row < group.rows(); row++) {
                        read.add(reader.get(row));
                    }
                }
            }
        }
        for (Path path : archive.assessments()) {
            try (ArchiveFile file = ArchiveFile.assessments(path)) {
                for (RowGroup group = file.next(); group != null; group = file.next()) {
                    AssessmentReader reader = new AssessmentReader(group);
                    for (int row = 0; row < group.rows(); row++) {
                        read.add(reader.get(row));
                    }
                }
            }
        }
        return read;
    }

    /** The highest version of an outcome counts. */
    private void add(ArchivedOutcome outcome) {
        outcomes.merge(
                new Key(outcome.tenant(), outcome.consignmentKey()),
                outcome,
                (one, other) -> one.version() >= other.version() ? one : other);
    }

    private void add(Assessment assessment) {
        if (!assessment.ruleSet().hash().equals(ruleSet.hash())) {
            return;
        }
        tables.computeIfAbsent(assessment.tenant(), unused -> new LearnedTable(ruleSet.hash()))
                .add(assessment);
        Key key = new Key(assessment.tenant(), assessment.key().value());
        Fired known = examined.get(key);
        if (finding(key) != null && (known == null || !assessment.assessedAt().isBefore(known.at))) {
            Map<String, List<String>> fired = new HashMap<>();
            for (ThreatScore threat : assessment.threats()) {
                fired.put(
                        threat.threat(),
                        threat.contributions().stream().map(Contribution::rule).toList());
            }
            examined.put(key, new Fired(assessment.assessedAt(), fired));
        }
    }

    private @Nullable Finding finding(Key key) {
        ArchivedOutcome outcome = outcomes.get(key);
        return outcome == null || !outcome.examined() ? null : Finding.of(outcome.code(), outcome.goodsKind());
    }

    /** By tenant; empty where nothing was judged by the rule set. */
    public Map<String, LearnedTable> tables() {
        return tables;
    }

    /**
     * What inspections of one tenant's consignments found, by threat and rule: finds of the threat among those that say
     * whether there was one. Each consignment counts once, by its newest assessment.
     */
    public Map<String, Map<String, Proportion>> evidence(String tenant) {
        Map<String, Map<String, Proportion>> evidence = new HashMap<>();
        examined.forEach((key, fired) -> {
            Finding finding = finding(key);
            if (key.tenant.equals(tenant) && finding != null) {
                for (Threat threat : ruleSet.threats()) {
                    count(threat, finding, fired, evidence);
                }
            }
        });
        return evidence;
    }

    private static void count(
            Threat threat, Finding finding, Fired fired, Map<String, Map<String, Proportion>> evidence) {
        boolean isFind = threat.finds().contains(finding);
        if (!isFind && finding.mayBeOneOf(threat.finds())) {
            return;
        }
        Map<String, Proportion> ofThreat = evidence.computeIfAbsent(threat.name(), unused -> new HashMap<>());
        for (String rule : fired.byThreat.getOrDefault(threat.name(), List.of())) {
            ofThreat.merge(
                    rule,
                    new Proportion(isFind ? 1 : 0, 1),
                    (one, other) -> new Proportion(one.found() + other.found(), one.of() + other.of()));
        }
    }
}
