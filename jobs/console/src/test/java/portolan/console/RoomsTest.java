// SPDX-License-Identifier: Apache-2.0
package portolan.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/** Which of the console's packages may use which others. */
@AnalyzeClasses(packages = "portolan.console", importOptions = ImportOption.DoNotIncludeTests.class)
final class RoomsTest {
    private static final String HERE = "portolan.console.";

    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("screen", Set.of()),
            Map.entry("kafka", Set.of("screen")),
            Map.entry("evaluate", Set.of("screen")),
            Map.entry("door", Set.of()),
            Map.entry("evidence", Set.of("screen", "kafka")),
            Map.entry("rules", Set.of("screen", "kafka", "evidence")),
            Map.entry("outcomes", Set.of("screen", "kafka", "evidence")),
            Map.entry("rejects", Set.of("screen", "kafka")),
            Map.entry("topics", Set.of("screen", "kafka")),
            Map.entry("receive", Set.of("screen", "kafka", "door")),
            Map.entry("watch", Set.of("screen", "kafka")),
            Map.entry("explain", Set.of("screen", "rules")),
            Map.entry("whatif", Set.of("screen", "rules")));

    @ArchTest
    static final ArchRule packagesFormNoCycle =
            slices().matching(HERE + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static void everyPackageUsesOnlyWhatItMay(JavaClasses console) {
        MAY_USE.forEach((room, others) -> noClasses()
                .that()
                .resideInAPackage(HERE + room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(MAY_USE.keySet().stream()
                        .filter(other -> !other.equals(room) && !others.contains(other))
                        .map(other -> HERE + other)
                        .toArray(String[]::new))
                .check(console));
    }

    @ArchTest
    static void everyClassLivesInOneOfThem(JavaClasses console) {
        classes()
                .should()
                .resideInAnyPackage(
                        MAY_USE.keySet().stream().map(room -> HERE + room).toArray(String[]::new))
                .check(console);
    }
}
