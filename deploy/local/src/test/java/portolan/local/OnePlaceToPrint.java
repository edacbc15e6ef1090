// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.LocationProvider;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileDescriptor;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import portolan.console.screen.Outlet;

/** What a person reads passes one filter: nobody has the terminal but the one who filters. {@link AnyMachineTest} asks. */
final class OnePlaceToPrint {
    private OnePlaceToPrint() {}

    /** From their directories: to look through all jars would take half a minute. */
    static final class OurModules implements LocationProvider {
        @Override
        public Set<Location> get(Class<?> test) {
            return Stream.of(
                            ".",
                            "../rest",
                            "../../schemas",
                            "../../jobs/console",
                            "../../jobs/desk",
                            "../../jobs/training",
                            "../../jobs/pipeline",
                            "../../jobs/archive",
                            "../../jobs/records",
                            "../../jobs/topics",
                            "../../jobs/feeds",
                            "../../jobs/tuning",
                            "../../jobs/scoring",
                            "../../benchmarks/workload")
                    .map(module -> Location.of(Path.of(module, "target/classes")))
                    .collect(Collectors.toSet());
        }
    }

    @ArchTest
    static final ArchRule onlyTheOutletHasTheStandardStreams = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Outlet.class.getName())
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(FileDescriptor.class)
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.Console");

    /** The rest is drawn of lines that were filtered: cursors move here only. */
    @ArchTest
    static final ArchRule onlyDisplaysDraw = noClasses()
            .that()
            .haveNameNotMatching(".*\\.(InPlaceDisplay|Progress|Outlet)")
            .should()
            .callMethod(Outlet.class, "draw", PrintWriter.class, String.class);

    @ArchTest
    static final ArchRule commandsPrintWhereTheyAreTold = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(Portolan.class.getName())
            .should()
            .callMethod(CommandLine.class, "setOut", PrintWriter.class)
            .orShould()
            .callMethod(CommandLine.class, "setErr", PrintWriter.class);

    /** Log4j and SafeLogLine write what is logged; a stack trace on the terminal would pass by the filter. */
    @ArchTest
    static final ArchRule nobodyPrintsAStackTrace = noClasses().should().callMethod(Throwable.class, "printStackTrace");
}
