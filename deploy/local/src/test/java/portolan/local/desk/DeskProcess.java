// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import portolan.desk.server.Accounts;
import portolan.desk.server.Role;
import portolan.desk.server.User;
import portolan.local.faults.JavaProcess;
import portolan.scoring.rules.Senders;
import portolan.testing.Patience;

/** {@code portolan desk} in a process of its own, which may be killed and started again, and people who send it forms. */
final class DeskProcess implements AutoCloseable {
    static final String DEPLOYMENT = "pier";

    private static final int MOST_TRIES = 4;
    private static final String PASSWORD = "a password that is long";
    private static final Pattern TOKEN = Pattern.compile("data-token=\"([^\"]+)\"");

    private final String bootstrap;
    private final Path directory;
    private final Path data;
    private final List<Visitor> visitors = new ArrayList<>();
    private int starts;
    private @Nullable JavaProcess process;
    private URI address = URI.create("http://127.0.0.1/");

    /** @param data where its index is to be */
    DeskProcess(String bootstrap, Path directory, Path data) throws IOException {
        this.bootstrap = bootstrap;
        this.directory = directory;
        this.data = data;
        Files.createDirectories(keys());
        Accounts accounts = Accounts.readOrNew(directory.resolve("users"));
        accounts.put(new User("ann", Role.OPERATOR, ""), PASSWORD);
        accounts.put(new User("ben", Role.OFFICER, ""), PASSWORD);
    }

    /** Of who may take steps with rules. */
    Path keys() {
        return directory.resolve("keys");
    }

    Path index() {
        return data.resolve("desk.sqlite");
    }

    /** Starts it, without waiting for anything. */
    JavaProcess launch() {
        List<Object> arguments = List.of(
                "desk",
                "--bootstrap",
                bootstrap,
                "--port",
                0,
                "--data",
                data,
                "--users",
                directory.resolve("users"),
                "--rule-keys",
                keys(),
                "--deployment",
                DEPLOYMENT);
        return JavaProcess.start(
                "desk-" + ++starts,
                "portolan.local.Portolan",
                JavaProcess.productClassPath(),
                List.of("-Xmx400m"),
                arguments,
                directory);
    }

    /** Starts it, for the first time or again, and has everybody sign in. */
    void start() throws Exception {
        address = started();
        for (Visitor visitor : visitors) {
            visitor.signIn();
        }
    }

    private URI started() throws InterruptedException {
        for (int tries = 1; ; tries++) {
            JavaProcess launched = launch();
            process = launched;
            try {
                URI said =
                        URI.create(launched.awaitOut("^The desk +(http://\\S+)").group(1));
                assertThat(launched.err()).contains(Senders.UNCHECKED);
                return said;
            } catch (AssertionError ended) {
                // On a starved machine a broker may not answer in time: a person would start it again.
                if (tries == MOST_TRIES || !launched.err().contains("Kafka does not answer")) {
                    throw ended;
                }
            }
        }
    }

    void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** Ends it as Ctrl-C does. */
    void end() throws InterruptedException {
        if (process != null) {
            process.end();
        }
    }

    /** What it logged since it was started last. */
    String log() throws IOException {
        return Files.readString(directory.resolve("desk-" + starts + ".log"));
    }

    /** Somebody at the desk, whenever it runs. */
    Visitor visitor(String name) throws Exception {
        Visitor visitor = new Visitor(name);
        visitors.add(visitor);
        if (process != null) {
            visitor.signIn();
        }
        return visitor;
    }

    /** Somebody at the desk. */
    final class Visitor {
        private final String name;
        private HttpClient client = HttpClient.newHttpClient();
        private String token = "";

        private Visitor(String name) {
            this.name = name;
        }

        private void signIn() throws Exception {
            client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            HttpResponse<String> answer = post("/login", Map.of("name", name, "password", PASSWORD));
            Matcher found = TOKEN.matcher(get("/worklist").body());
            if (answer.statusCode() != 303 || !found.find()) {
                throw new AssertionError("not signed in: " + answer.statusCode() + ' ' + answer.body());
            }
            token = found.group(1);
        }

        HttpResponse<String> get(String path) throws IOException, InterruptedException {
            return client.send(to(path).build(), BodyHandlers.ofString());
        }

        /** Sends a form of a page. */
        HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
            String body = fields.entrySet().stream()
                    .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return post(path, "application/x-www-form-urlencoded", body);
        }

        /** Sends what a script of a page would. */
        HttpResponse<String> postJson(String path, String json) throws IOException, InterruptedException {
            return post(path, "application/json", json);
        }

        private HttpResponse<String> post(String path, String type, String body)
                throws IOException, InterruptedException {
            return client.send(
                    to(path).header("Content-Type", type)
                            .header("X-Desk-Token", token)
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }

        private HttpRequest.Builder to(String path) {
            return HttpRequest.newBuilder(address.resolve(path)).timeout(Patience.LASTS);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }
}
