// SPDX-License-Identifier: Apache-2.0
package portolan.console.evaluate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;
import portolan.scoring.score.Stake;

/**
 * Brings outcomes, assessments and filings together by consignment key. Outcomes come first: only consignments that
 * have one are kept, everything else is read past and counted. Where the truth is known, every assessed consignment is
 * kept.
 */
final class Dossiers {
    private final Map<String, Dossier> byKey = new HashMap<>();
    private final Set<String> recoveredIn = new LinkedHashSet<>();
    private final Set<String> declaredIn = new LinkedHashSet<>();
    private final Map<String, Instant> shippers = new HashMap<>();
    private final StakeRanks stakes = new StakeRanks();
    private final @Nullable Truth truth;
    private long assessments;
    private @Nullable String someAssessed;

    Dossiers(@Nullable Truth truth) {
        this.truth = truth;
    }

    void outcome(InspectionOutcome outcome) {
        byKey.computeIfAbsent(outcome.getConsignmentKey(), unseen -> new Dossier())
                .outcome(outcome);
        if (outcome.getRevenueRecovered() != null) {
            recoveredIn.add(String.valueOf(outcome.getCurrency()));
        }
    }

    /** The last assessment of a consignment counts. */
    void assessed(String consignmentKey, double bits, double probability, @Nullable Stake stake) {
        assessments++;
        if (someAssessed == null) {
            someAssessed = consignmentKey;
        }
        Dossier dossier = truth != null
                ? byKey.computeIfAbsent(consignmentKey, unseen -> new Dossier())
                : byKey.get(consignmentKey);
        if (dossier != null) {
            dossier.assessed(bits, probability);
            stakes.assessed(consignmentKey, probability, stake);
        }
    }

    void filing(Filing filing) {
        String shipper = Traits.shipper(filing);
        if (shipper != null && filing.getEventKind() != EventKind.DELETE) {
            shippers.merge(shipper, filing.getFiledAt(), (first, other) -> other.isBefore(first) ? other : first);
        }
        Dossier dossier = byKey.get(filing.getConsignmentKey());
        if (dossier != null) {
            dossier.filing(filing);
            filing.getGoodsItems().stream()
                    .filter(item -> item.getValue() != null && item.getDuty() != null)
                    .forEach(item ->
                            declaredIn.add(String.valueOf(item.getValue().getCurrency())));
        }
    }

    /** How the engine ranks by what is at stake. */
    StakeRanks stakes() {
        return stakes;
    }

    /** Assessments read, of whatever consignment. */
    long assessments() {
        return assessments;
    }

    /** Consignments of which it is known what they were, by an outcome or since the truth says so. */
    long examined() {
        return truth != null
                ? byKey.size()
                : byKey.values().stream().filter(Dossier::isExamined).count();
    }

    private boolean isKnown(Dossier dossier) {
        return truth != null || dossier.isExamined();
    }

    /** Consignments that were both assessed and examined. */
    long matched() {
        return byKey.values().stream()
                .filter(dossier -> isKnown(dossier) && dossier.isAssessed())
                .count();
    }

    /** Those of them that no filing dates. */
    long undated() {
        return byKey.values().stream()
                .filter(dossier -> isKnown(dossier) && dossier.isAssessed() && !dossier.isFiled())
                .count();
    }

    /** Whether amounts of this kind can be added up: they are all in one currency. */
    boolean addsUp(Revenue revenue) {
        return switch (revenue) {
            case RECOVERED -> recoveredIn.size() <= 1;
            case ESTIMATED -> declaredIn.size() <= 1;
            case UNKNOWN -> true;
        };
    }

    String anAssessedKey() {
        return someAssessed == null ? "none" : someAssessed;
    }

    String anExaminedKey() {
        return byKey.entrySet().stream()
                .filter(entry -> isKnown(entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse("none");
    }

    /** All of which it is known what they were, by time of filing. */
    List<Examined> consignments() {
        List<Examined> consignments = new ArrayList<>();
        byKey.forEach((key, dossier) -> {
            String shipper = dossier.traits().shipper();
            Instant shipperFirst = shipper == null ? null : shippers.get(shipper);
            Examined examined = dossier.examined(key, truth == null ? dossier.found() : truth.of(key), shipperFirst);
            if (examined != null) {
                consignments.add(examined);
            }
        });
        consignments.sort(Comparator.comparing(Examined::filedAt).thenComparing(Examined::consignmentKey));
        return consignments;
    }

    /** What the outcomes teach a lookup, by the time when they became known. */
    List<Lesson> lessons() {
        List<Lesson> lessons = new ArrayList<>();
        byKey.values().forEach(dossier -> dossier.lessons(lessons));
        lessons.sort(Comparator.comparing(Lesson::knownAt));
        return lessons;
    }
}
