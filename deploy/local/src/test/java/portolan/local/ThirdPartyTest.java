// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static portolan.local.ResourceSchemas.list;
import static portolan.local.ResourceSchemas.map;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the build says of other people's work that ships with ours: all of it, and under which licence. */
class ThirdPartyTest {
    private static final Path CHECKOUT = Path.of("..", "..");
    private static final String NOTICE = "META-INF/THIRD-PARTY.txt";

    /** {@code (LICENCE) (LICENCE) Name (group:artifact:version - address)}. */
    private static final Pattern LINE =
            Pattern.compile("(?m)^ +((?:\\([^()]+\\) )+).* \\([^:() ]+:([^:() ]+):([^:() ]+) - [^()]*\\)$");

    private static final Pattern LICENCE = Pattern.compile("\\(([^()]+)\\)");

    /**
     * Each lets us pass the library on beside code under Apache-2.0; where a library has several, we choose one of these.
     * Under EPL-2.0 that holds for a library as it was published, which ours are.
     */
    private static final Set<String> COMPATIBLE =
            Set.of("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "ISC", "MIT", "Unicode-3.0");

    @Test
    void theNoticeOfTheCommandIsThatOfItsBuild() throws Exception {
        Path made = Path.of("target", "classes").resolve(NOTICE);

        assertThat(CHECKOUT.resolve("deploy").resolve("THIRD-PARTY.txt"))
                .as("a copy of %s", made)
                .hasSameTextualContentAs(made);
    }

    @Test
    void eachLibraryHasALicenceThatFitsOurs() throws Exception {
        Map<String, Set<String>> notice =
                notice(Files.readString(CHECKOUT.resolve("deploy").resolve("THIRD-PARTY.txt")));

        assertThat(notice).hasSizeGreaterThan(100);
        assertThat(notice)
                .allSatisfy(
                        (library, licences) -> assertThat(licences).as(library).containsAnyElementsOf(COMPATIBLE));
        assertThat(notice.keySet())
                .containsAll(jars().stream().map(ThirdPartyTest::name).toList());
    }

    @Test
    void theJobsJarNamesEachLibraryThatItsClassesAreFrom() throws Exception {
        Path job = CHECKOUT.resolve("jobs/pipeline/target")
                .resolve("portolan-pipeline-" + Portolan.Version.number() + "-job.jar");
        assumeTrue(Files.exists(job), "not checked: the job's jar is made by 'mvn package'");
        try (JarFile jar = new JarFile(job.toFile())) {
            Map<String, Set<String>> notice = notice(read(jar, NOTICE));
            Map<String, Set<String>> origins = origins();
            List<String> unnamed = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.startsWith("portolan/"))
                    .filter(name -> Collections.disjoint(origins.getOrDefault(name, Set.of()), notice.keySet()))
                    .map(name -> name + " of " + origins.get(name))
                    .toList();

            assertThat(unnamed).isEmpty();
            assertThat(notice)
                    .hasSizeGreaterThan(30)
                    .allSatisfy((library, licences) ->
                            assertThat(licences).as(library).containsAnyElementsOf(COMPATIBLE));
            assertThat(read(jar, "META-INF/LICENSE")).isEqualTo(Files.readString(CHECKOUT.resolve("LICENSE")));
            assertThat(read(jar, "META-INF/NOTICE")).startsWith("\nPortolan\n");
            String bom = "META-INF/sbom/portolan-pipeline.cdx.json";
            assumeTrue(jar.getJarEntry(bom) != null, "not checked: Maven makes no bill of materials offline (mvn -o)");
            Map<?, ?> bill = map(new Load(LoadSettings.builder().build()).loadFromString(read(jar, bom)));
            assertThat(list(bill.get("components")))
                    .extracting(component ->
                            map(component).get("name") + "-" + map(component).get("version"))
                    .containsAll(notice.keySet());
        }
    }

    private static String read(JarFile jar, String name) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Its licences by each library's name and version, which is what its jar is called. */
    private static Map<String, Set<String>> notice(String text) {
        Map<String, Set<String>> notice = new TreeMap<>();
        for (MatchResult line : LINE.matcher(text).results().toList()) {
            notice.put(
                    line.group(2) + '-' + line.group(3),
                    LICENCE.matcher(line.group(1))
                            .results()
                            .map(licence -> licence.group(1))
                            .collect(Collectors.toSet()));
        }
        assertThat((long) notice.size())
                .as("lines that are understood")
                .isEqualTo(text.lines().filter(line -> line.startsWith(" ")).count());
        return notice;
    }

    /** The jars of the command's class path. */
    private static List<Path> jars() throws IOException {
        return Arrays.stream(
                        Files.readString(Path.of("target", "classpath")).strip().split(File.pathSeparator, -1))
                .map(Path::of)
                .toList();
    }

    private static String name(Path jar) {
        return jar.getFileName().toString().replaceFirst("\\.jar$", "");
    }

    /** By each file of a jar of the class path, the libraries that have it. */
    private static Map<String, Set<String>> origins() throws IOException {
        Map<String, Set<String>> origins = new HashMap<>();
        for (Path library : jars()) {
            try (JarFile jar = new JarFile(library.toFile())) {
                jar.stream()
                        .forEach(entry -> origins.computeIfAbsent(entry.getName(), name -> new TreeSet<>())
                                .add(name(library)));
            }
        }
        return origins;
    }
}
