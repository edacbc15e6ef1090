// SPDX-License-Identifier: Apache-2.0
package portolan.desk.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import portolan.console.screen.SafeText;
import portolan.console.screen.TextLine;

/**
 * Asks Flink's REST interface how its jobs are, every few seconds. It only reads: what writes needs a token there, which
 * the desk does not have.
 */
final class FlinkRest implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FlinkRest.class);

    private static final long MILLIS_BETWEEN = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_FAILURE = 400;
    /** A busy machine may leave one call unanswered. */
    private static final int OFTEN = 2;

    private static final String HASH = "rule-set-hash";

    private final @Nullable URI address;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Timer turns = new Timer("desk-flink", true);
    private volatile List<FlinkJob> jobs = List.of();
    private volatile String fault = "";

    /** Looks in a row that came to nothing; of the timer's thread. */
    private int silent;

    /** @param address of the REST interface; null where nobody named it */
    FlinkRest(@Nullable URI address) {
        this.address = address;
    }

    void start() {
        if (address != null) {
            turns.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            look();
                        }
                    },
                    0,
                    MILLIS_BETWEEN);
        }
    }

    /** Whether anybody said where it is. */
    boolean isNamed() {
        return address != null;
    }

    /** What it said last; empty while it does not answer. */
    List<FlinkJob> jobs() {
        return jobs;
    }

    /** Why it does not answer; empty while it does. */
    String fault() {
        return fault;
    }

    private void look() {
        try {
            List<FlinkJob> seen = new ArrayList<>();
            for (JsonNode job : get("/jobs/overview").path("jobs")) {
                if (!job.path("state").asText().equals("CANCELED")) {
                    seen.add(job(job));
                }
            }
            jobs = List.copyOf(seen);
            fault = "";
            silent = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            silent++;
            if (silent < OFTEN) {
                return;
            }
            if (fault.isEmpty()) {
                LOG.warn("Flink's REST interface does not answer: address={}, cause={}", address, e.toString());
            }
            jobs = List.of();
            fault = SafeText.line(String.valueOf(e.getMessage() == null ? e : e.getMessage()));
        }
    }

    private FlinkJob job(JsonNode job) throws IOException, InterruptedException {
        String id = job.path("jid").asText();
        JsonNode checkpoints = get("/jobs/" + id + "/checkpoints");
        JsonNode done = checkpoints.path("latest").path("completed");
        JsonNode failed = checkpoints.path("latest").path("failed");
        return new FlinkJob(
                job.path("name").asText(),
                job.path("state").asText(),
                Instant.ofEpochMilli(job.path("start-time").asLong()),
                checkpoints.path("counts").path("completed").asLong(),
                checkpoints.path("counts").path("failed").asLong(),
                done.path("id").isMissingNode()
                        ? null
                        : new FlinkJob.Checkpoint(
                                done.path("id").asLong(),
                                Instant.ofEpochMilli(
                                        done.path("latest_ack_timestamp").asLong()),
                                done.path("end_to_end_duration").asLong(),
                                done.path("checkpointed_size").asLong()),
                TextLine.cut(SafeText.line(failed.path("failure_message").asText("")), MOST_FAILURE),
                failed.path("id").isMissingNode()
                        ? null
                        : Instant.ofEpochMilli(failed.path("failure_timestamp").asLong()),
                tasks(id));
    }

    private FlinkJob.@Nullable Tasks tasks(String job) throws IOException, InterruptedException {
        for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
            String metrics = "/jobs/" + job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics";
            for (JsonNode metric : get(metrics)) {
                String name = metric.path("id").asText();
                if (name.endsWith(HASH)) {
                    String asked = "?get=" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&agg=min,max";
                    for (JsonNode value : get(metrics + asked)) {
                        return new FlinkJob.Tasks(
                                vertex.path("parallelism").asInt(),
                                value.path("min").asDouble()
                                        == value.path("max").asDouble());
                    }
                }
            }
        }
        return null;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        if (address == null) {
            throw new IllegalStateException("nobody named an address");
        }
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(URI.create(address.toString().replaceAll("/+$", "") + path))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("it answers with code " + answer.statusCode() + ": path=" + path);
        }
        return mapper.readTree(answer.body());
    }

    @Override
    public void close() {
        turns.cancel();
    }
}
