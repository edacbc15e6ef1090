// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static portolan.local.ResourceSchemas.list;
import static portolan.local.ResourceSchemas.map;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import portolan.pipeline.JobSettings;

/** What the Dockerfiles and {@code compose.yaml} say, carried out on a folder: no container was ever started here. */
class ImagesTest {
    private static final Path CHECKOUT = Path.of("..", "..");
    private static final Path IMAGES = CHECKOUT.resolve("deploy").resolve("images");
    private static final Pattern COPY = Pattern.compile("(?m)^COPY (?:--\\S+ )*(\\S+) (\\S+)$");
    private static final Pattern VERSION =
            Pattern.compile("(?:portolan-(?:job:|console:|(?=\\d))|ARG VERSION=|--engine-version\\s+- )([0-9.]*[0-9])");
    private static final Pattern WORDS = Pattern.compile("\"([^\"]*)\"");

    @ParameterizedTest
    @ValueSource(strings = {"job.Dockerfile", "console.Dockerfile"})
    void runsAsNobodySpecialAndByNoShell(String name) throws Exception {
        String dockerfile = Files.readString(IMAGES.resolve(name));

        assertThat(dockerfile)
                .containsPattern("(?m)^USER [1-9][0-9]*:[1-9][0-9]*$")
                .containsPattern("(?m)^HEALTHCHECK ")
                .contains("org.opencontainers.image.version=", "org.opencontainers.image.licenses=\"Apache-2.0\"")
                .doesNotContainPattern("(?m)^(ENTRYPOINT|CMD) [^\\[]")
                .doesNotContainPattern("(?m)^\\s*CMD [^\\[]")
                // BuildKit gives the mode to directories that it makes, too: nobody would enter others.
                .doesNotContainPattern("--chmod=(?!0555 )");
    }

    /** The poms say it; what is handed to other tools repeats it, and {@code deploy/release} changes all at once. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "compose.yaml",
                "images/job.Dockerfile",
                "images/console.Dockerfile",
                "kubernetes/base/job.yaml",
                "kubernetes/base/console.yaml",
                "kubernetes/base/learn.yaml"
            })
    void everyFileThatNamesTheVersionNamesThatOfThePoms(String file) throws Exception {
        assertThat(VERSION.matcher(Files.readString(CHECKOUT.resolve("deploy").resolve(file)))
                        .results()
                        .map(found -> found.group(1)))
                .isNotEmpty()
                .containsOnly(Portolan.Version.number());
    }

    @Test
    void theJobsImageHasAJobAGuardAndSettingsThatFlinkReads(@TempDir Path root) throws Exception {
        Map<String, String> copies = copies("job.Dockerfile");
        // Bills of materials are made after the tests.
        copies.keySet().removeIf(source -> source.endsWith("/"));
        assumeTrue(
                copies.keySet().stream().allMatch(source -> Files.exists(BuiltParts.of(source))),
                "not checked: the jars are made by 'mvn package'");
        for (Map.Entry<String, String> copied : copies.entrySet()) {
            Path to = root.resolve(copied.getValue().substring(1));
            Files.createDirectories(to.getParent());
            Files.copy(BuiltParts.of(copied.getKey()), to);
        }
        String opens =
                words(Files.readString(IMAGES.resolve("job.Dockerfile")), "ENV").get(0);
        assertThat(Files.readString(CHECKOUT.resolve("deploy/local/jvm/all.options")))
                .as("as the job is started elsewhere")
                .contains(opens.replace(" --add-opens", "\n--add-opens"));
        Configuration settings = GlobalConfiguration.loadConfiguration(
                root.resolve("opt/flink/conf").toString());
        URL job = root.resolve("opt/flink/lib/portolan-job.jar").toUri().toURL();
        URL guard = root.resolve("opt/flink/lib/portolan-rest.jar").toUri().toURL();

        assertThat(settings.toMap()).containsEntry("state.backend.type", "rocksdb");
        try (URLClassLoader alone = new URLClassLoader(new URL[] {job, guard}, null)) {
            assertThat(alone.getResource("portolan/pipeline/kafka/ScoringJob.class"))
                    .isNotNull();
            assertThat(alone.getResource("com/ibm/icu/text/Transliterator.class"))
                    .isNotNull();
            assertThat(alone.getResource("portolan/rest/HealthCheck.class")).isNotNull();
            assertThat(alone.getResources("META-INF/services").hasMoreElements())
                    .isTrue();
        }
    }

    @Test
    void theConsolesEntryPointStarts() throws Exception {
        String dockerfile = Files.readString(IMAGES.resolve("console.Dockerfile"));
        List<String> command = words(dockerfile, "ENTRYPOINT");
        assertThat(command.get(0)).isEqualTo("/usr/bin/java");
        assertThat(command).contains("/opt/portolan/lib/*");
        command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.set(command.indexOf("/opt/portolan/lib/*"), System.getProperty("java.class.path"));
        command.add("--version");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:MaxRAMPercentage=75 -Djava.io.tmpdir=/tmp");
        assertThat(dockerfile)
                .contains("JAVA_TOOL_OPTIONS=\"" + builder.environment().get("JAVA_TOOL_OPTIONS") + '"');
        Process console = builder.start();
        String said = new String(console.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(console.waitFor()).isZero();
        assertThat(said).contains("portolan");
    }

    @Test
    void composeStartsOurImagesWithOptionsThatTheyHave() throws Exception {
        Path file = CHECKOUT.resolve("deploy").resolve("compose.yaml");
        Map<?, ?> services = map(read(file).get("services"));
        Map<String, String> metrics = new HashMap<>();
        read(CHECKOUT.resolve("deploy/flink/metrics.yaml"))
                .forEach((key, value) -> metrics.put(key.toString(), value.toString()));

        for (String ours : new String[] {"topics", "jobmanager", "taskmanager", "console"}) {
            Map<Object, Object> service = merged(map(services.get(ours)));
            assertThat(service).as(ours).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
            assertThat(String.valueOf(service.get("image"))).matches("portolan-(job|console):.*");
        }
        for (String flink : new String[] {"jobmanager", "taskmanager"}) {
            List<?> command = list(merged(map(services.get(flink))).get("command"));
            metrics.forEach((key, value) -> assertThat(command.contains("-D" + key + '=' + value))
                    .as(flink + ' ' + key)
                    .isTrue());
        }
        List<?> job = list(map(services.get("jobmanager")).get("command"));
        assertThat(Class.forName(job.get(job.indexOf("--job-classname") + 1).toString()))
                .hasDeclaredMethods("main");
        assertThat(job)
                .filteredOn(word -> word.toString().startsWith("--") && !"--job-classname".equals(word))
                .isNotEmpty()
                .allSatisfy(word -> assertThat(JobSettings.options())
                        .containsKey(word.toString().substring(2)));
        for (String mounted : new String[] {"prometheus", "grafana"}) {
            for (Object volume : list(map(services.get(mounted)).get("volumes"))) {
                if (volume.toString().startsWith("./")) {
                    assertThat(file.resolveSibling(volume.toString().replaceFirst(":.*", "")))
                            .exists();
                }
            }
        }
    }

    private static Map<?, ?> read(Path file) throws IOException {
        return map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)));
    }

    /** Compose merges what {@code <<} names; YAML 1.2 does not. */
    private static Map<Object, Object> merged(Map<?, ?> service) {
        Map<Object, Object> all = new LinkedHashMap<>();
        if (service.get("<<") instanceof Map<?, ?> more) {
            all.putAll(merged(more));
        }
        all.putAll(service);
        return all;
    }

    private static Map<String, String> copies(String name) throws IOException {
        String dockerfile = Files.readString(IMAGES.resolve(name));
        String version = Pattern.compile("(?m)^ARG VERSION=(\\S+)$")
                .matcher(dockerfile)
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        assertThat(Files.readString(CHECKOUT.resolve("pom.xml"))).contains("<revision>" + version + "</revision>");
        Map<String, String> copies = new LinkedHashMap<>();
        for (MatchResult copy : COPY.matcher(dockerfile).results().toList()) {
            copies.put(copy.group(1).replace("${VERSION}", version), copy.group(2));
        }
        assertThat(copies).hasSizeGreaterThan(1);
        return copies;
    }

    private static List<String> words(String dockerfile, String instruction) {
        String line = dockerfile
                .lines()
                .filter(some -> some.startsWith(instruction + ' '))
                .findFirst()
                .orElseThrow();
        return new ArrayList<>(
                WORDS.matcher(line).results().map(word -> word.group(1)).toList());
    }
}
