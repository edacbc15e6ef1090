// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;

/** What a message becomes follows from its bytes, its profile and when it was received. */
@AnalyzeClasses(packages = "portolan.feeds", importOptions = ImportOption.DoNotIncludeTests.class)
final class FeedsRoomsTest {
    @ArchTest
    static final ArchRule plainJava = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.flink..", "org.apache.kafka..", "portolan.scoring..", "java.nio.file..");

    @ArchTest
    static final ArchRule noClockAndNoDice = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class);

    /** Whole documents in memory are what an XML bomb is made of. */
    @ArchTest
    static final ArchRule noTreesOfDocuments = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.w3c.dom..", "org.xml.sax..", "javax.xml.parsers..", "javax.xml.transform..");
}
