// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.text.Collator;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Formatter;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TimeZone;

/**
 * The same bytes on every machine: nobody takes its language, which spells capitals and numbers otherwise, or its zone.
 * Templates are classes too.
 */
@AnalyzeClasses(locations = OnePlaceToPrint.OurModules.class)
final class AnyMachineTest {
    private static final String NEW = "<init>";
    private static final Set<String> NOW = Set.of("now");

    /** What takes them from the machine, unless it is told one. */
    private static final Map<Class<?>, Set<String>> FORMS = Map.ofEntries(
            Map.entry(String.class, Set.of("toLowerCase", "toUpperCase", "format", "formatted")),
            Map.entry(PrintStream.class, Set.of("format", "printf")),
            Map.entry(PrintWriter.class, Set.of("format", "printf")),
            Map.entry(Formatter.class, Set.of(NEW)),
            Map.entry(DateTimeFormatter.class, Set.of("ofPattern", "ofLocalizedDate", "ofLocalizedDateTime")),
            Map.entry(DateTimeFormatterBuilder.class, Set.of("toFormatter")),
            Map.entry(
                    NumberFormat.class,
                    Set.of("getInstance", "getNumberInstance", "getIntegerInstance", "getPercentInstance")),
            Map.entry(DecimalFormat.class, Set.of(NEW)),
            Map.entry(DecimalFormatSymbols.class, Set.of(NEW, "getInstance")),
            Map.entry(SimpleDateFormat.class, Set.of(NEW)),
            Map.entry(MessageFormat.class, Set.of(NEW, "format")),
            Map.entry(Collator.class, Set.of("getInstance")),
            Map.entry(ResourceBundle.class, Set.of("getBundle")),
            Map.entry(Locale.class, Set.of("getDefault")),
            Map.entry(ZoneId.class, Set.of("systemDefault")),
            Map.entry(TimeZone.class, Set.of("getDefault")),
            Map.entry(Clock.class, Set.of("systemDefaultZone")),
            Map.entry(LocalDate.class, NOW),
            Map.entry(LocalTime.class, NOW),
            Map.entry(LocalDateTime.class, NOW),
            Map.entry(OffsetDateTime.class, NOW),
            Map.entry(ZonedDateTime.class, NOW),
            Map.entry(Year.class, NOW));

    private static final Set<Class<?>> TOLD = Set.of(Locale.class, ZoneId.class, Clock.class);

    /** Asked here, as all classes are read for it: that takes longer than the rules. */
    @ArchTest
    static final ArchTests onePlaceToPrint = ArchTests.in(OnePlaceToPrint.class);

    @ArchTest
    static final ArchRule nobodyTakesLanguageOrZoneFromTheMachine = noClasses()
            .should()
            .accessTargetWhere(describe("language or zone of the machine", AnyMachineTest::isOfTheMachine));

    private static boolean isOfTheMachine(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && FORMS.entrySet().stream()
                        .anyMatch(form -> form.getValue().contains(target.getName())
                                && target.getOwner().isAssignableTo(form.getKey()))
                && target.getRawParameterTypes().stream()
                        .noneMatch(type -> TOLD.stream().anyMatch(type::isAssignableTo));
    }
}
