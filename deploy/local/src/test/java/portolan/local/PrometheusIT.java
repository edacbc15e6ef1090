// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static portolan.local.ResourceSchemas.list;
import static portolan.local.ResourceSchemas.map;
import static portolan.local.ResourceSchemas.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import portolan.pipeline.JobMetric;
import portolan.pipeline.JobSettings;
import portolan.pipeline.kafka.ScoringJob;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.RuleSetAudited;
import portolan.schemas.avro.RuleSetStep;
import portolan.schemas.wire.Topics;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.testing.Patience;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/**
 * A job that has had something of everything, scraped: what the list of metrics, the dashboards and the alerts name is
 * there. One job for all tests.
 */
@Tag("rest")
class PrometheusIT {
    private static final Path ALERTS = Path.of("..", "prometheus", "alerts.yaml");
    private static final Path DASHBOARDS = Path.of("..", "grafana");
    private static final Pattern NAME = Pattern.compile("flink_[A-Za-z0-9_]+");
    private static final Pattern GROUPED = Pattern.compile("\\bby ?\\(([^)]*)\\)[^a-z]*(?:[a-z]+\\()*(flink_\\w+)");
    private static final Pattern LABELS = Pattern.compile("(?m)^(flink_\\w+)\\{(.*)} \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"[^\"]*\"");
    private static final String OFFICE = "DEHAM";
    private static final Duration AHEAD = Duration.ofSeconds(5);
    private static final Duration MOST_AHEAD = Duration.ofSeconds(40);

    @TempDir
    private static Path directory = Path.of(".");

    private static @Nullable EmbeddedKafka kafka;

    private static @Nullable LocalCluster cluster;

    private static String bootstrap = "";
    private static int port;

    @BeforeAll
    static void aJobThatHasHadSomethingOfEverything() throws Exception {
        EmbeddedKafka broker = EmbeddedKafka.temporary(LocalTopics.all());
        kafka = broker;
        bootstrap = broker.bootstrapServers();
        port = freePort();
        LocalCluster.Plan plan = LocalCluster.plan().withTaskManagers(1, 2);
        for (Map.Entry<String, String> setting : metricsSettings().entrySet()) {
            plan = plan.with(setting.getKey(), setting.getValue());
        }
        LocalCluster flink =
                plan.with("metrics.reporter.prom.port", Integer.toString(port)).start();
        cluster = flink;
        RuleKeys.make(directory.resolve("keys"), "ann", "author,activator");
        RuleKeys.make(directory.resolve("keys"), "bob", "approver,activator");
        StreamExecutionEnvironment environment = flink.environment();
        ScoringJob.build(
                environment,
                JobSettings.of(Map.of(
                        "bootstrap", bootstrap,
                        "parallelism", "2",
                        "mode", "ordered",
                        "checkpoint-interval", "PT1S",
                        "rule-keys", directory.resolve("keys").toString(),
                        "deployment", "pier")));
        environment.executeAsync("portolan-scoring");
        putInForce(11, "2.0", "");
        putInForce(12, "2.0", "--shadow");
        putInForce(13, "-15.0", "--shadow");
        try (Wiretap wiretap = new Wiretap(bootstrap)) {
            RuleSetAudited audited = wiretap.await(
                    Topics.RULESETS_AUDITED,
                    of -> of.getVersion() == 13 && of.getStep() == RuleSetStep.SHADOW && of.getAccepted());
            // Records are judged by what is in force when the broker stamps them.
            wiretap.awaitAfter(requireNonNull(audited.getEffectiveAt()));
            List<Filing> filings = filings();
            filings.forEach(filing -> wiretap.send(Topics.CONSIGNMENTS_FILED, filing));
            wiretap.send(Topics.CONSIGNMENTS_FILED, filings.get(0));
            wiretap.send(Topics.CONSIGNMENTS_FILED, new byte[] {1}, new byte[] {2, 3});
            Filing last = filings.get(filings.size() - 1);
            wiretap.await(
                    Topics.ASSESSMENTS_SHADOWED,
                    of -> of.getRuleset().getVersion() == 13
                            && of.getConsignmentKey().equals(last.getConsignmentKey()));
        }
    }

    @AfterAll
    static void stop() {
        // What did not start has nothing to end; the job ends with its cluster.
        if (cluster != null) {
            cluster.close();
        }
        if (kafka != null) {
            kafka.close();
        }
    }

    /** Below those that outgoing connections take, and another one in each process that runs this at the same time. */
    private static int freePort() {
        int first = 20_000 + (int) (ProcessHandle.current().pid() % 10_000);
        int free = 0;
        for (int wanted = first; free == 0 && wanted < first + 100; wanted++) {
            free = FreePort.orAny(wanted);
        }
        assertThat(free).as("a free port from %d on", first).isPositive();
        return free;
    }

    private static Map<String, String> metricsSettings() throws IOException {
        Map<String, String> settings = new HashMap<>();
        Object loaded = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("..", "flink", "metrics.yaml")));
        map(loaded).forEach((key, value) -> settings.put(key.toString(), value.toString()));
        return settings;
    }

    /** Everything is red under the first, of which one a day is allowed, and under its first shadow. */
    private static void putInForce(int version, String prior, String shadow) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("draft-" + version));
        Files.writeString(
                folder.resolve("ruleset.yaml"),
                BaselineRuleSet.text()
                        .replaceFirst("version: [0-9]+", "version: " + version)
                        .replaceFirst("(?m)^threats:", "budgets: {" + OFFICE + ": {red: 1}}\n\nthreats:")
                        .replaceFirst("prior: -8.3", "prior: " + prior));
        rules("publish", "ann", folder).assertDone();
        rules("approve", "bob", "baseline", version).assertDone();
        Duration ahead = AHEAD;
        CommandRun activated = activate(version, shadow, ahead);
        // A step that reaches the broker less than a second ahead is refused, and this machine may stand still for
        // longer.
        while (activated.errors().contains("takes effect too soon") && ahead.compareTo(MOST_AHEAD) < 0) {
            ahead = ahead.multipliedBy(2);
            activated = activate(version, shadow, ahead);
        }
        activated.assertDone();
    }

    private static CommandRun activate(int version, String shadow, Duration ahead) {
        List<Object> words = new ArrayList<>(
                List.of("baseline", version, "--at", Instant.now().plus(ahead).toString()));
        if (!shadow.isEmpty()) {
            words.add(shadow);
        }
        return rules("activate", "ann", words.toArray());
    }

    private static CommandRun rules(String command, String who, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("rules", command));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bootstrap", bootstrap, "--keys", directory.resolve("keys")));
        all.addAll(List.of("--deployment", "pier", "--as", who, "--why", "a test"));
        return CommandRun.of(all.toArray());
    }

    private static List<Filing> filings() {
        Feed feed = new Feed(FeedSettings.builder()
                .seed(17)
                .filings(40)
                .shippers(10)
                .consignmentsPerDay(200)
                .tenant("default")
                .build());
        List<Filing> filings = new ArrayList<>();
        while (feed.hasNext()) {
            if (feed.next() instanceof FeedEvent.Filed filed && filed.filing().getEventKind() == EventKind.CREATE) {
                filings.add(Filing.newBuilder(filed.filing()).setOffice(OFFICE).build());
            }
        }
        return filings;
    }

    @Test
    void theJobRegistersEveryMetricOfTheList() throws Exception {
        Set<String> expected = new TreeSet<>();
        for (JobMetric metric : JobMetric.values()) {
            // A rule that is suppressed is first heard of then; the last three are of the job that reads
            // messages.
            if (!Set.of(JobMetric.SUPPRESSED, JobMetric.MESSAGES, JobMetric.BILLS, JobMetric.WITHDRAWN)
                    .contains(metric)) {
                expected.add(prometheus(metric));
            }
        }

        awaitNames(expected);
    }

    /** Each of the two tasks counts its own: what both count together is every assessment, and grows with the bound. */
    @Test
    void latencyIsAHistogramOfPrometheusThatAddsUpOverTasks() throws Exception {
        awaitNames(Set.of(prometheus(JobMetric.LATENCY)));
        String scraped = scrape();
        Map<String, Double> latest = series(scraped, prometheus(JobMetric.LATENCY), "le", "+Inf");
        Map<String, Double> assessed = series(scraped, prometheus(JobMetric.ASSESSED_IN_LANE), "lane", ".*");

        assertThat(latest).containsOnlyKeys("0", "1").isEqualTo(assessed);
        assertThat(latest.values()).allMatch(count -> count > 0);
        double below = 0;
        for (String bound : List.of("0.005", "0.5", "10", "3600", "+Inf")) {
            double within = sum(series(scraped, prometheus(JobMetric.LATENCY), "le", bound));
            assertThat(within).as("within %s s", bound).isGreaterThanOrEqualTo(below);
            below = within;
        }
    }

    /** The samples of a metric that bear a label's value, those of each task together. */
    private static Map<String, Double> series(String scraped, String metric, String label, String value) {
        Map<String, Double> byTask = new TreeMap<>();
        String ofLabel = "\\b" + label + "=\"" + (value.equals(".*") ? "[^\"]*" : Pattern.quote(value)) + "\"";
        Pattern sample = Pattern.compile(
                "(?m)^" + metric + "\\{(?=[^}]*" + ofLabel + ")[^}]*\\bsubtask_index=\"(\\d+)\"[^}]*} (\\S+)$");
        sample.matcher(scraped)
                .results()
                .forEach(found -> byTask.merge(found.group(1), Double.valueOf(found.group(2)), Double::sum));
        return byTask;
    }

    private static double sum(Map<String, Double> byTask) {
        return byTask.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Grouped by a label that its metric has not, all is one, and Prometheus says nothing of it. */
    @Test
    void dashboardsAndAlertsGroupOnlyByLabelsThatAreThere() throws Exception {
        Set<String> labelled = new TreeSet<>();
        for (String expression : expressions()) {
            GROUPED.matcher(expression)
                    .results()
                    .forEach(found -> Stream.of(found.group(1).split(", *", -1))
                            .forEach(label -> labelled.add(found.group(2) + "{" + label)));
        }

        assertThat(labelled).hasSizeGreaterThan(30);
        Set<String> missing = new TreeSet<>();
        Patience.until(
                "metrics have labels",
                () -> {
                    missing.clear();
                    missing.addAll(labelled);
                    LABELS.matcher(scrape())
                            .results()
                            .forEach(series -> LABEL.matcher(series.group(2))
                                    .results()
                                    .forEach(label -> missing.remove(series.group(1) + "{" + label.group(1))));
                    return missing.isEmpty();
                },
                () -> "missing " + missing);
    }

    @Test
    void dashboardsAndAlertsNameOnlyWhatIsThere() throws Exception {
        Set<String> named = new TreeSet<>();
        for (String expression : expressions()) {
            Matcher matcher = NAME.matcher(expression);
            while (matcher.find()) {
                named.add(matcher.group());
            }
        }

        assertThat(named).hasSizeGreaterThan(30);
        awaitNames(named);
    }

    @Test
    void prometheusTakesTheRules() throws Exception {
        skipWithoutPrometheus();
        PrometheusProcess.promtool("check", "rules", ALERTS.toString());
        PrometheusProcess.promtool(
                "check",
                "config",
                "--syntax-only",
                ALERTS.resolveSibling("prometheus.yml").toString());
        PrometheusProcess.promtool(
                "test", "rules", ALERTS.resolveSibling("alerts.test.yaml").toString());
    }

    @Test
    @Tag("night")
    void prometheusAnswersEveryPanel() throws Exception {
        skipWithoutPrometheus();
        try (PrometheusProcess prometheus = PrometheusProcess.start(directory, port, ALERTS)) {
            for (String expression : expressions()) {
                prometheus.awaitAnswer(expression);
            }
            prometheus.awaitRulesWithoutFault();
        }
    }

    private static void skipWithoutPrometheus() {
        assumeTrue(
                PrometheusProcess.isThere(),
                "not checked: no prometheus or no promtool on the PATH (Debian's packages of these names)");
    }

    /** As the reporter makes it: what an operator's metric is below, its labels' names, and no sign that is not allowed. */
    private static String prometheus(JobMetric metric) {
        boolean atDeserializer = metric == JobMetric.STAMPED_AHEAD || metric == JobMetric.OFFSETS_LOST;
        List<String> parts = new ArrayList<>(List.of("flink_taskmanager_job_task_operator"));
        if (atDeserializer) {
            parts.add("deserializer");
        }
        parts.addAll(metric.labels());
        parts.add(metric.base());
        return String.join("_", parts).replaceAll("[^a-zA-Z0-9:_]", "_");
    }

    private static void awaitNames(Set<String> expected) throws Exception {
        Set<String> missing = new TreeSet<>();
        Patience.until(
                "metrics are there",
                () -> {
                    missing.clear();
                    missing.addAll(expected);
                    NAME.matcher(scrape()).results().map(found -> found.group()).forEach(missing::remove);
                    return missing.isEmpty();
                },
                () -> "missing " + missing);
    }

    private static String scrape() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    /** All that a dashboard asks, with its variables filled in, and all that an alert does. */
    private static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
                    while (json.nextToken() != null) {
                        if (json.currentToken() == JsonToken.FIELD_NAME && "expr".equals(json.currentName())) {
                            expressions.add(json.nextTextValue()
                                    .replace("$__rate_interval", "1m")
                                    .replace("$job", ".*"));
                        }
                    }
                }
            }
        }
        Map<?, ?> alerts =
                (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(ALERTS));
        for (Object group : list(alerts.get("groups"))) {
            for (Object rule : list(map(group).get("rules"))) {
                expressions.add(text(map(rule).get("expr")));
            }
        }
        return expressions;
    }
}
