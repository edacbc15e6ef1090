// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static portolan.local.ResourceSchemas.list;
import static portolan.local.ResourceSchemas.map;
import static portolan.local.ResourceSchemas.text;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import portolan.pipeline.JobSettings;

/** The files of {@code deploy/kubernetes}, without a cluster. */
class KubernetesFilesTest {
    private static final Path DEPLOY = Path.of("..");
    private static final Path BASE = DEPLOY.resolve("kubernetes").resolve("base");

    /** Those say on which address a process of its own machine listens; a pod has an address of its own. */
    private static final Set<String> ADDRESSES =
            Set.of("jobmanager.bind-host", "taskmanager.bind-host", "rest.bind-address");

    @Test
    void topicsAndUsersAreThoseOfTheList() throws Exception {
        CommandRun made = CommandRun.of("topics", "kubernetes").assertDone();

        assertThat(BASE.resolve("topics.yaml"))
                .as("'deploy/portolan topics kubernetes' makes it anew")
                .hasContent(made.output());
        assertThat(made.output()).contains("name: consignments.filed", "name: portolan-job", "DescribeConfigs");
    }

    @Test
    void everyResourceOfTheBaseIsAsItsKindDemands() throws Exception {
        List<String> faults = new ArrayList<>();
        ResourceSchemas schemas = new ResourceSchemas();
        List<Map<?, ?>> resources = new ArrayList<>();
        for (Object file : list(yaml(BASE.resolve("kustomization.yaml")).get(0).get("resources"))) {
            resources.addAll(yaml(BASE.resolve(file.toString())));
        }
        resources.forEach(resource -> faults.addAll(schemas.faults(resource)));

        assertThat(faults).isEmpty();
        assertThat(resources)
                .extracting(resource -> text(resource.get("kind")))
                .contains(
                        "CronJob",
                        "FlinkDeployment",
                        "Kafka",
                        "KafkaTopic",
                        "KafkaUser",
                        "NetworkPolicy",
                        "PodDisruptionBudget");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/trial"})
    void kustomizeRendersWhatTheKindsDemand(String folder) throws Exception {
        assumeTrue(isOnPath("kustomize"), "not checked: no kustomize on the PATH (Debian's package of this name)");
        Process process = new ProcessBuilder(
                        "kustomize",
                        "build",
                        DEPLOY.resolve("kubernetes").resolve(folder).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String rendered = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        List<String> faults = new ArrayList<>();
        ResourceSchemas schemas = new ResourceSchemas();
        List<Map<?, ?>> resources = documents(rendered);
        resources.forEach(resource -> faults.addAll(schemas.faults(resource)));

        assertThat(faults).isEmpty();
        assertThat(resources)
                .filteredOn(resource -> !"Namespace".equals(resource.get("kind")))
                .hasSizeGreaterThan(20)
                .allSatisfy(resource -> assertThat(map(resource.get("metadata")).get("namespace"))
                        .isEqualTo("portolan"));
    }

    @Test
    void theJobHasFlinksSettingsOfTheFileAndThoseOfMetrics() throws Exception {
        Map<String, String> expected = new HashMap<>();
        for (String file : new String[] {"config.yaml", "metrics.yaml"}) {
            flatten("", yaml(DEPLOY.resolve("flink").resolve(file)).get(0), expected);
        }
        expected.keySet().removeAll(ADDRESSES);
        Map<String, String> found = new HashMap<>();
        flatten("", map(spec().get("flinkConfiguration")), found);

        assertThat(found).containsAllEntriesOf(expected);
        assertThat(found.keySet()).doesNotContainAnyElementsOf(ADDRESSES);
        assertThat(found).containsEntry("high-availability.type", "kubernetes");
    }

    /** As the page of doors says; its own pods reach a job at every port. */
    @Test
    void flinksRestIsOnLoopbackAndInAClusterForTheOperatorOnly() throws Exception {
        Map<String, String> flink = new HashMap<>();
        flatten("", yaml(DEPLOY.resolve("flink/config.yaml")).get(0), flink);
        assertThat(flink).containsEntry("rest.bind-address", "127.0.0.1");

        Map<?, ?> policy = map(yaml(BASE.resolve("network.yaml")).get(0).get("spec"));
        Map<?, ?> own = Map.of("podSelector", policy.get("podSelector"));
        assertThat(list(policy.get("policyTypes")).contains("Ingress")).isTrue();
        List<Object> callers = new ArrayList<>();
        for (Object rule : list(policy.get("ingress"))) {
            Object ports = map(rule).get("ports");
            if (ports == null
                    || list(ports).stream()
                            .anyMatch(port ->
                                    Integer.valueOf(8081).equals(map(port).get("port")))) {
                callers.addAll(list(map(rule).get("from")));
            }
        }
        assertThat(callers)
                .containsExactly(
                        own,
                        Map.of(
                                "namespaceSelector",
                                Map.of("matchLabels", Map.of("kubernetes.io/metadata.name", "flink-operator")),
                                "podSelector",
                                Map.of("matchLabels", Map.of("app.kubernetes.io/name", "flink-kubernetes-operator"))));
    }

    @Test
    void theJobsOptionsAreThoseOfTheCode() throws Exception {
        Map<?, ?> job = map(spec().get("job"));
        Map<String, String> options = new LinkedHashMap<>();
        List<?> arguments = list(job.get("args"));
        for (int i = 0; i < arguments.size(); i += 2) {
            options.put(
                    arguments.get(i).toString().replaceFirst("^--", ""),
                    arguments.get(i + 1).toString());
        }

        assertThat(JobSettings.options().keySet()).containsAll(options.keySet());
        assertThat(options).containsEntry("parallelism", text(job.get("parallelism")));
        assertThat(Class.forName(text(job.get("entryClass")))).hasDeclaredMethods("main");
    }

    /** A volume that is mounted but not there, or there and not mounted, stops a pod or says nothing. */
    @Test
    void whatPodsMountIsThere() throws Exception {
        for (Map<?, ?> pod : List.of(map(map(spec().get("podTemplate")).get("spec")), learning())) {
            Set<Object> volumes = names(pod.get("volumes"));
            Set<Object> mounts = new TreeSet<>();
            for (Object container : list(pod.get("containers"))) {
                mounts.addAll(names(map(container).get("volumeMounts")));
            }

            assertThat(mounts).isEqualTo(volumes);
        }
    }

    /** It signs nothing and reaches nobody. */
    @Test
    void whatDraftsARuleSetHasNoKeyAndNoNetworkAndIsOffUntilSomebodyWantsIt() throws Exception {
        List<Map<?, ?>> resources = yaml(BASE.resolve("learn.yaml"));
        Map<?, ?> cron = map(resources.get(1).get("spec"));
        assertThat(cron.get("suspend")).isEqualTo(true);
        Map<?, ?> policy = map(resources.get(2).get("spec"));
        assertThat(policy.get("policyTypes")).isEqualTo(List.of("Ingress", "Egress"));
        assertThat(policy.containsKey("ingress") || policy.containsKey("egress"))
                .isFalse();
        assertThat(map(map(policy.get("podSelector")).get("matchLabels")))
                .isEqualTo(map(map(podTemplate(cron).get("metadata")).get("labels")));
        assertThat(names(learning().get("volumes"))).containsExactly("learn", "tmp");
        List<?> arguments = list(map(list(learning().get("containers")).get(0)).get("args"));
        assertThat(Portolan.commandLine()
                        .parseArgs(arguments.stream().map(Object::toString).toArray(String[]::new))
                        .errors())
                .isEmpty();
        assertThat(arguments.stream().map(Object::toString)).contains("learn").doesNotContain("--keys", "--as");
    }

    private static Map<?, ?> learning() throws IOException {
        return map(podTemplate(map(yaml(BASE.resolve("learn.yaml")).get(1).get("spec")))
                .get("spec"));
    }

    private static Map<?, ?> podTemplate(Map<?, ?> cron) {
        return map(map(map(cron.get("jobTemplate")).get("spec")).get("template"));
    }

    private static Set<Object> names(@Nullable Object all) {
        Set<Object> names = new TreeSet<>();
        for (Object one : list(all)) {
            names.add(text(map(one).get("name")));
        }
        return names;
    }

    private static Map<?, ?> spec() throws IOException {
        return map(yaml(BASE.resolve("job.yaml")).get(0).get("spec"));
    }

    private static List<Map<?, ?>> yaml(Path file) throws IOException {
        return documents(Files.readString(file));
    }

    private static List<Map<?, ?>> documents(String text) {
        List<Map<?, ?>> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(one -> documents.add(map(one)));
        return documents;
    }

    private static void flatten(String prefix, Map<?, ?> settings, Map<String, String> into) {
        settings.forEach((key, value) -> {
            if (value instanceof Map<?, ?> deeper) {
                flatten(prefix + key + '.', deeper, into);
            } else {
                into.put(prefix + key, value.toString());
            }
        });
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
