// SPDX-License-Identifier: Apache-2.0
package portolan.pipeline;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.metrics.MetricGroup;

/** The boundaries inside the modules; those between them are Maven's. */
@AnalyzeClasses(packages = "portolan", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    /** Each may see those before it. */
    private static final List<String> SCORING = List.of(
            "layout",
            "party",
            "manifest",
            "ledger",
            "sketch",
            "reading",
            "kind",
            "bank",
            "reference",
            "indicator",
            "rules",
            "lifecycle",
            "score",
            "lanes",
            "replay");

    private static final Set<String> CLOCKS = Set.of("now", "currentTimeMillis", "nanoTime");

    /** Exact by definition of the language; all other methods of Math may differ in the last bit from CPU to CPU. */
    private static final Set<String> LETTER_BY_LETTER = Set.of("format", "formatted", "toLowerCase", "toUpperCase");

    private static final Set<String> EXACT = Set.of(
            "abs",
            "max",
            "min",
            "floor",
            "ceil",
            "rint",
            "round",
            "signum",
            "sqrt",
            "floorDiv",
            "floorMod",
            "ceilDiv",
            "addExact",
            "subtractExact",
            "multiplyExact",
            "negateExact",
            "incrementExact",
            "decrementExact",
            "toIntExact",
            "multiplyHigh",
            "clamp",
            "fma",
            "getExponent",
            "scalb",
            "ulp",
            "nextUp",
            "nextDown",
            "copySign");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("portolan.(**)").should().beFreeOfCycles();

    /** So that a new kind touches one folder. */
    @ArchTest
    static final ArchRule noKindOfMemorySeesAnother =
            slices().matching("portolan.scoring.kind.(*)..").should().notDependOnEachOther();

    @ArchTest
    static void packagesOfScoringRunOneWay(JavaClasses classes) {
        for (int i = 0; i < SCORING.size(); i++) {
            String[] later = SCORING.subList(i + 1, SCORING.size()).stream()
                    .map(name -> "portolan.scoring." + name + "..")
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("portolan.scoring." + SCORING.get(i) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .check(classes);
            }
        }
    }

    @ArchTest
    static final ArchRule onlyTheEdgesSeeAvroAndConnectors = noClasses()
            .that(resideInAPackage("portolan.pipeline.."))
            .and()
            .resideOutsideOfPackages(
                    "portolan.pipeline.kafka..",
                    "portolan.pipeline.receive..",
                    "portolan.pipeline.files..",
                    "portolan.pipeline.archive..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "org.apache.avro..",
                    "org.apache.kafka..",
                    "org.apache.flink.connector..",
                    "org.apache.flink.formats..",
                    "org.apache.parquet..",
                    "portolan.archive..",
                    "portolan.schemas.."));

    @ArchTest
    static final ArchRule onlyStateSeesFlinksViewsOfBytes = noClasses()
            .that()
            .resideOutsideOfPackage("portolan.pipeline.state..")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(DataInputView.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(DataOutputView.class);

    @ArchTest
    static final ArchRule decisionsAndOperatorsReadNoClock = noClasses()
            .that()
            .resideInAnyPackage("portolan.scoring..", "portolan.pipeline.stage..", "portolan.pipeline.state..")
            .should()
            .callCodeUnitWhere(target(
                    "reads the wall clock",
                    call -> (CLOCKS.contains(call.getName())
                                    && (call.getOwner().isEquivalentTo(System.class)
                                            || call.getOwner().isEquivalentTo(Instant.class)
                                            || call.getOwner().isEquivalentTo(LocalDate.class)
                                            || call.getOwner().isEquivalentTo(LocalDateTime.class)
                                            || call.getOwner().isEquivalentTo(ZonedDateTime.class)))
                            || (call.getOwner().isEquivalentTo(Clock.class)
                                    && call.getName().startsWith("system"))));

    @ArchTest
    static final ArchRule decisionsAndOperatorsDrawNothingAtRandom = noClasses()
            .that()
            .resideInAnyPackage("portolan.scoring..", "portolan.pipeline.stage..", "portolan.pipeline.state..")
            .should()
            .callCodeUnitWhere(target(
                    "draws at random",
                    call -> call.getOwner().isAssignableTo(Random.class)
                            || call.getOwner().isEquivalentTo(ThreadLocalRandom.class)
                            || (call.getOwner().isEquivalentTo(UUID.class)
                                    && call.getName().equals("randomUUID"))
                            || (call.getOwner().isEquivalentTo(Math.class)
                                    && call.getName().equals("random"))));

    @ArchTest
    static final ArchRule scoringCountsTheSameOnEveryCpu = noClasses()
            .that()
            .resideInAPackage("portolan.scoring..")
            .should()
            .callCodeUnitWhere(target(
                    "calls a method of Math that differs by CPU, where StrictMath does not",
                    call -> call.getOwner().isEquivalentTo(Math.class) && !EXACT.contains(call.getName())));

    /** What is recorded is the same on every machine; other languages are where it is shown. */
    @ArchTest
    static final ArchRule noLanguageOfAMachineIsRecorded = noClasses()
            .that()
            .resideInAnyPackage("portolan.scoring..", "portolan.pipeline.stage..", "portolan.pipeline.state..")
            .should()
            .callCodeUnitWhere(target(
                    "asks for the machine's language",
                    call -> (call.getOwner().isEquivalentTo(Locale.class)
                                    && call.getName().equals("getDefault"))
                            || (call.getOwner().isEquivalentTo(String.class)
                                    && LETTER_BY_LETTER.contains(call.getName())
                                    && call.getRawParameterTypes().stream()
                                            .noneMatch(type -> type.isEquivalentTo(Locale.class)))));

    @ArchTest
    static final ArchRule metricsAreRegisteredByTheirList = noClasses()
            .that()
            .doNotBelongToAnyOf(JobMetric.class)
            .should()
            .callCodeUnitWhere(target(
                    "registers a metric that JobMetric does not name",
                    call -> call.getOwner().isAssignableTo(MetricGroup.class)
                            && Set.of("counter", "gauge", "histogram", "meter", "addGroup")
                                    .contains(call.getName())));

    private static DescribedPredicate<JavaCall<?>> target(String description, Predicate<CodeUnitCallTarget> test) {
        return DescribedPredicate.describe(description, call -> test.test(call.getTarget()));
    }
}
