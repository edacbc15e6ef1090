// SPDX-License-Identifier: Apache-2.0
package portolan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import portolan.testing.Patience;

/** Prometheus as a process of its own, on loopback, that scrapes one port every five seconds: a scrape may take as long where the machine is busy. */
final class PrometheusProcess implements AutoCloseable {
    private static final Pattern LISTENS = Pattern.compile("msg=\"?Listening on\"? address=(127\\.0\\.0\\.1:[0-9]+)");
    private static final long END_SECONDS = 30;

    private final Process process;
    private final Path log;
    private final AtomicReference<String> seen = new AtomicReference<>("");

    private PrometheusProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static boolean isThere() {
        return onPath("prometheus") && onPath("promtool");
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Runs promtool, which must be content. */
    static void promtool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    static PrometheusProcess start(Path directory, int scraped, Path rules) throws Exception {
        Path config = directory.resolve("prometheus.yml");
        Files.writeString(config, """
                global: {scrape_interval: 5s, scrape_timeout: 5s, evaluation_interval: 1s}
                rule_files: ["%s"]
                scrape_configs:
                  - {job_name: portolan, static_configs: [{targets: ["127.0.0.1:%d"]}]}
                """.formatted(rules.toAbsolutePath().normalize(), scraped));
        Path log = directory.resolve("prometheus.log");
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("prometheus"),
                        "--web.listen-address=127.0.0.1:0")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        PrometheusProcess started = new PrometheusProcess(process, log);
        try {
            Patience.until("Prometheus listens", () -> !started.address().isEmpty(), () -> started.said());
            return started;
        } catch (Exception | AssertionError e) {
            started.close();
            throw e;
        }
    }

    private String address() throws IOException {
        Matcher matcher = LISTENS.matcher(said());
        return matcher.find() ? matcher.group(1) : "";
    }

    private String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Waits until a query has an answer that is not empty, or has none because it compares and nothing is wrong. */
    void awaitAnswer(String expression) throws Exception {
        String asked = "/api/v1/query?query=" + URLEncoder.encode(withoutThreshold(expression), StandardCharsets.UTF_8);
        Patience.until(
                "Prometheus answers " + withoutThreshold(expression),
                () -> {
                    String answer = get(asked);
                    seen.set(answer);
                    return answer.contains("\"status\":\"success\"") && answer.contains("\"metric\":");
                },
                seen::get);
    }

    /** What an alert compares, without the comparison: that has no answer while all is well. */
    private static String withoutThreshold(String expression) {
        return expression
                .replaceAll("\\s(>|<|==) -?[0-9.]+(\\s|$)", " ")
                .replaceAll("\\s(>|!=)\\s", " - ")
                // A minute's steps come after minutes.
                .replace(":1m]", ":5s]")
                .replaceFirst("^absent\\((.*)\\)$", "$1")
                .strip();
    }

    void awaitRulesWithoutFault() throws Exception {
        Patience.until(
                "all rules were evaluated",
                () -> {
                    String answer = get("/api/v1/rules");
                    seen.set(answer);
                    return answer.contains("PortolanDown") && !answer.contains("\"health\":\"unknown\"");
                },
                seen::get);
        assertThat(seen.get()).doesNotContain("\"health\":\"err\"");
    }

    private String get(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + address() + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
