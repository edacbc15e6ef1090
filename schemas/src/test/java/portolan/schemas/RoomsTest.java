// SPDX-License-Identifier: Apache-2.0
package portolan.schemas;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which of the packages may use which others: the bytes know no lines, the lines no mapping. */
@AnalyzeClasses(packages = "portolan.schemas", importOptions = ImportOption.DoNotIncludeTests.class)
final class RoomsTest {
    @ArchTest
    static final ArchRule wireThenLinesThenMapping = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("portolan.schemas..")
            .layer("avro")
            .definedBy("portolan.schemas.avro")
            .layer("wire")
            .definedBy("portolan.schemas.wire")
            .layer("lines")
            .definedBy("portolan.schemas.lines")
            .layer("mapping")
            .definedBy("portolan.schemas.mapping")
            .whereLayer("avro")
            .mayNotAccessAnyLayer()
            .whereLayer("wire")
            .mayOnlyAccessLayers("avro")
            .whereLayer("lines")
            .mayOnlyAccessLayers("avro", "wire")
            .whereLayer("mapping")
            .mayOnlyAccessLayers("avro", "wire", "lines")
            .ensureAllClassesAreContainedInArchitecture();
}
