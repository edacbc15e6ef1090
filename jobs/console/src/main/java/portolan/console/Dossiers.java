package portolan.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.InspectionOutcome;

/**
 * Brings outcomes, assessments and filings together by consignment key. Outcomes come first: only consignments that have
 * one are kept, everything else is read past and counted.
 */
final class Dossiers {
    private final Map<String, Dossier> byKey = new HashMap<>();
    private final Set<String> recoveredIn = new LinkedHashSet<>();
    private final Set<String> declaredIn = new LinkedHashSet<>();
    private long assessments;
    private @Nullable String someAssessed;

    void outcome(InspectionOutcome outcome) {
        byKey.computeIfAbsent(outcome.getConsignmentKey(), unseen -> new Dossier())
                .outcome(outcome);
        if (outcome.getRevenueRecovered() != null) {
            recoveredIn.add(String.valueOf(outcome.getCurrency()));
        }
    }

    /** The last assessment of a consignment counts. */
    void assessed(String consignmentKey, double bits) {
        assessments++;
        if (someAssessed == null) {
            someAssessed = consignmentKey;
        }
        Dossier dossier = byKey.get(consignmentKey);
        if (dossier != null) {
            dossier.assessed(bits);
        }
    }

    void filing(Filing filing) {
        Dossier dossier = byKey.get(filing.getConsignmentKey());
        if (dossier != null) {
            dossier.filing(filing);
            filing.getGoodsItems().stream()
                    .filter(item -> item.getValue() != null && item.getDuty() != null)
                    .forEach(item ->
                            declaredIn.add(String.valueOf(item.getValue().getCurrency())));
        }
    }

    /** Assessments read, of whatever consignment. */
    long assessments() {
        return assessments;
    }

    /** Consignments with an outcome that says what they were. */
    long examined() {
        return byKey.values().stream().filter(Dossier::isExamined).count();
    }

    /** Consignments that were both assessed and examined. */
    long matched() {
        return byKey.values().stream()
                .filter(dossier -> dossier.isExamined() && dossier.isAssessed())
                .count();
    }

    /** Those of them that no filing dates. */
    long undated() {
        return byKey.values().stream()
                .filter(dossier -> dossier.isExamined() && dossier.isAssessed() && !dossier.isFiled())
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
                .filter(entry -> entry.getValue().isExamined())
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .orElse("none");
    }

    List<Examined> consignments() {
        List<Examined> consignments = new ArrayList<>();
        byKey.forEach((key, dossier) -> {
            Examined examined = dossier.examined(key);
            if (examined != null) {
                consignments.add(examined);
            }
        });
        return consignments;
    }
}
