// SPDX-License-Identifier: Apache-2.0
package portolan.local.faults;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code portolan run} in a process of its own; killed and started again it goes on with the same data. */
final class RunProcess implements AutoCloseable {
    private final Plan plan;
    private final List<Path> mounted = new ArrayList<>();
    private int starts;
    private @Nullable JavaProcess process;
    private @Nullable URI web;
    private @Nullable String job;

    private RunProcess(Plan plan) {
        this.plan = plan;
    }

    /** A run against a Kafka: ordered, at least once, one task a stage, a checkpoint a second. */
    static Plan against(String bootstrap, Path directory) {
        return new Plan(bootstrap, directory);
    }

    /** What a run is to be like. */
    static final class Plan {
        private final String bootstrap;
        private final Path directory;
        private final Map<String, String> settings = new HashMap<>(Map.of("checkpoint-interval", "PT1S"));
        private final Map<String, String> options = new HashMap<>(Map.of("--mode", "ordered", "--parallelism", "1"));
        private final List<String> flags = new ArrayList<>(List.of("-Xmx640m"));
        private final Map<String, Integer> devices = new LinkedHashMap<>();
        private String alsoOnClassPath = "";
        private @Nullable Path rules;

        private Plan(String bootstrap, Path directory) {
            this.bootstrap = bootstrap;
            this.directory = directory;
            options.put("--data", directory.resolve("data").toString());
        }

        /** One of the settings in the table of {@code deploy/SETTINGS.md}. */
        Plan setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /** An option of the command, which begins with two dashes; one without a value has an empty one. */
        Plan option(String name, String value) {
            options.put(name, value);
            return this;
        }

        /** An option of the JVM. */
        Plan flag(String flag) {
            flags.add(flag);
            return this;
        }

        /** A directory below the run's data is a device of its own, of so many mebibytes. */
        Plan device(String below, int mebibytes) {
            devices.put(below, mebibytes);
            return this;
        }

        /** Classes that stand before the product's own. */
        Plan before(Path classes) {
            alsoOnClassPath = classes + File.pathSeparator;
            return this;
        }

        /** The rule set that judges, where it is not the product's own. */
        Plan judgedBy(Path ruleSet) {
            rules = ruleSet;
            return this;
        }

        Path directory() {
            return directory;
        }

        RunProcess plan() {
            return new RunProcess(this);
        }

        RunProcess start() throws Exception {
            RunProcess run = new RunProcess(this);
            run.startAgain();
            return run;
        }
    }

    /** The settings of the job by their names, as far as this run gives them. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(plan.settings);
        if (plan.rules != null) {
            settings.put("rules", plan.rules.toString());
        }
        return settings;
    }

    /** Where its checkpoints are. */
    Path data() {
        return Path.of(plan.options.get("--data"));
    }

    JavaProcess process() {
        if (process == null) {
            throw new IllegalStateException("not started");
        }
        return process;
    }

    /** Changes an option for the next start. */
    void option(String name, String value) {
        plan.options.put(name, value);
    }

    /** Starts it, without waiting for anything. */
    JavaProcess launch() throws IOException, InterruptedException {
        if (starts == 0) {
            for (Map.Entry<String, Integer> device : plan.devices.entrySet()) {
                Path at = Files.createDirectories(data().resolve(device.getKey()));
                Trials.sh("mount -t tmpfs -o mode=0700,size=" + device.getValue() + "m tmpfs " + at);
                mounted.add(at);
            }
        }
        Path settings = Files.createDirectories(plan.directory).resolve("settings.properties");
        Files.writeString(
                settings,
                plan.settings.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .sorted()
                        .collect(Collectors.joining()));
        List<String> arguments = new ArrayList<>(
                List.of("run", "--bootstrap", plan.bootstrap, "--web-port", "0", "--settings", settings.toString()));
        plan.options.forEach((name, value) -> arguments.addAll(value.isEmpty() ? List.of(name) : List.of(name, value)));
        process = JavaProcess.start(
                "run-" + ++starts,
                "portolan.local.Portolan",
                plan.alsoOnClassPath + JavaProcess.productClassPath(),
                plan.flags,
                arguments,
                plan.directory);
        return process;
    }

    /** Starts it, for the first time or after it ended, and returns when its job runs. */
    void startAgain() throws Exception {
        Matcher page = launch().awaitOut("^Flink's web UI +(http://[^/]+)/#/job/running/([0-9a-f]+)/");
        web = URI.create(page.group(1));
        job = page.group(2);
    }

    /** What Flink's REST interface answers, below the job's address. */
    String job(String path) throws IOException, InterruptedException {
        return rest("/jobs/" + job + path);
    }

    /** What Flink's REST interface answers. */
    String rest(String path) throws IOException, InterruptedException {
        if (web == null) {
            throw new IllegalStateException("not started");
        }
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(web.resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    void kill() {
        process().kill();
    }

    /** Stops it as Ctrl-C does: its state is written. */
    void end() throws InterruptedException {
        int code = process().end();
        if (code != 0) {
            throw new AssertionError("ended with " + code + ":\n" + process().err());
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
        for (Path device : mounted) {
            try {
                Trials.sh("umount " + device);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("still mounted: " + device, e);
            }
        }
        mounted.clear();
    }
}
