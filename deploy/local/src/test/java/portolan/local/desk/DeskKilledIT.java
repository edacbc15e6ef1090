// SPDX-License-Identifier: Apache-2.0
package portolan.local.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.desk.index.CaseFile;
import portolan.desk.index.WorklistFilter;
import portolan.desk.server.Links;
import portolan.local.EmbeddedKafka;
import portolan.local.LocalTopics;
import portolan.local.RuleKeys;
import portolan.local.desk.Desks.Desk;
import portolan.schemas.wire.Bytes;
import portolan.schemas.wire.DecodeResult;
import portolan.schemas.wire.Topic;
import portolan.schemas.wire.Topics;
import portolan.scoring.lifecycle.DocumentKind;
import portolan.scoring.lifecycle.RuleStep;
import portolan.scoring.lifecycle.SignedSteps;
import portolan.scoring.lifecycle.SigningKey;
import portolan.scoring.rules.BaselineRuleSet;
import portolan.scoring.rules.Document;
import portolan.testing.Patience;
import portolan.topics.KafkaAccess;
import portolan.topics.TopicScan;

/**
 * A desk's process is killed at any moment while people send it forms, and started again. What was answered is in its
 * topic once; of what was not answered the page says whether it is; and the same form sent again changes nothing twice.
 */
@Tag("rest")
class DeskKilledIT {
    /** Consignments that one life of a desk may work on: it is killed before it is through. */
    private static final int A_LIFE = 12;

    private static final Pattern DONE = Pattern.compile("<ol class=\"done\">(.*?)</ol>", Pattern.DOTALL);

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void nothingIsLostOrDoneTwiceWhenTheDeskIsKilled() throws Exception {
        kill(1, 16);
    }

    @Test
    @Tag("night")
    void norWhenItIsKilledTwentyTimes() throws Exception {
        kill(20, 17);
    }

    /**
     * What somebody sends.
     *
     * @param key of the consignment; empty for a signed step
     * @param body the form's fields; of a signed step its JSON as the only one
     */
    private record Form(String who, String path, String id, String key, Map<String, String> body) {
        boolean isStep() {
            return key.isEmpty();
        }
    }

    private void kill(int times, long seed) throws Exception {
        Random random = new Random(seed);
        try (EmbeddedKafka kafka = EmbeddedKafka.temporary(LocalTopics.all());
                DeskProcess desk = new DeskProcess(
                        kafka.bootstrapServers(), directory.resolve("desk"), directory.resolve("data"))) {
            RuleKeys.make(desk.keys(), "ann", "author");
            Map<String, DeskProcess.Visitor> people = Map.of("ann", desk.visitor("ann"), "ben", desk.visitor("ben"));
            List<Form> sent = new ArrayList<>();
            Form unanswered = null;
            for (int life = 0; life <= times; life++) {
                Instant now = Instant.now();
                for (int i = 0; i < A_LIFE; i++) {
                    // One that has passed, one that nears, one that passes while the desk lives or is dead.
                    Duration left = List.of(Duration.ofMinutes(-1), Duration.ofMinutes(30), Duration.ofSeconds(6))
                            .get(i % 3);
                    Desks.raise(kafka.bootstrapServers(), now.plus(left), key(life, i));
                }
                desk.start();
                awaitLive(people, key(life, A_LIFE - 1));
                if (unanswered != null) {
                    assertThePageSaysWhetherItIsThere(kafka, people, unanswered);
                    assertDone(unanswered, send(people, unanswered));
                    assertDone(unanswered, send(people, unanswered));
                    unanswered = null;
                }
                if (life < times) {
                    CompletableFuture<Void> killed = CompletableFuture.runAsync(
                            desk::kill,
                            CompletableFuture.delayedExecutor(50 + random.nextInt(1_500), TimeUnit.MILLISECONDS));
                    for (Form form : forms(desk, life)) {
                        sent.add(form);
                        try {
                            assertDone(form, send(people, form));
                        } catch (IOException e) {
                            unanswered = form;
                            break;
                        }
                    }
                    killed.join();
                    assertThat(unanswered).as("life=%d, seed=%d", life, seed).isNotNull();
                }
            }
            assertEachIsThereOnce(kafka, sent);
            assertDeadlinesAreToldOnce(kafka, times, sent);
            desk.end();
            assertTheIndexIsThatOfTheTopics(kafka, desk, times);
        }
    }

    private static String key(int life, int i) {
        return "L" + life + '-' + i;
    }

    /** The new desk has read all that was written while it was dead. */
    private static void awaitLive(Map<String, DeskProcess.Visitor> people, String key) throws Exception {
        DeskProcess.Visitor ben = Objects.requireNonNull(people.get("ben"));
        String card = "/consignment?" + Links.query(Desks.TENANT, key);
        Patience.until("it is live", () -> isLive(ben.get(card)), () -> key);
        DeskProcess.Visitor ann = Objects.requireNonNull(people.get("ann"));
        String step = "/rules/sent/" + "0".repeat(64);
        Patience.until("it has read the steps", () -> ann.get(step).body().contains("ABSENT"), () -> step);
    }

    private static boolean isLive(HttpResponse<String> card) {
        return card.statusCode() == 200 && !card.body().contains("<p class=\"notice\"");
    }

    private static List<Form> forms(DeskProcess desk, int life) throws IOException {
        SignedSteps ann =
                new SignedSteps(DocumentKind.RULE_SET, SigningKey.read(desk.keys(), "ann"), DeskProcess.DEPLOYMENT);
        List<Form> forms = new ArrayList<>();
        for (int i = 0; i < A_LIFE; i++) {
            String key = key(life, i);
            forms.add(form(key, "/claim", Map.of("act", "claim", "holder", "")));
            forms.add(form(key, "/decide", Map.of("action", "EXAMINE", "assessment", key + "-1", "follows", "")));
            forms.add(step(ann, 100 + life * A_LIFE + i));
            forms.add(form(key, "/outcome", Map.of("code", "NOT_EXAMINED", "notExamined", "NO_CAPACITY")));
        }
        return forms;
    }

    private static Form form(String key, String path, Map<String, String> more) {
        String id = UUID.randomUUID().toString();
        Map<String, String> body = new HashMap<>(more);
        body.putAll(Map.of("step", id, "tenant", Desks.TENANT, "key", key));
        return new Form("ben", path, id, key, body);
    }

    private static Form step(SignedSteps by, int version) {
        Document text = Objects.requireNonNull(DocumentKind.RULE_SET
                .read(BaselineRuleSet.text().replaceFirst("version: [0-9]+", "version: " + version))
                .document());
        RuleStep step = by.propose(text, "a trial", System.currentTimeMillis());
        String json = new ObjectMapper()
                .createObjectNode()
                .put("kind", step.kind().name())
                .put("deployment", step.deployment())
                .put("name", step.name())
                .put("version", step.version())
                .put("hash", step.hash())
                .put("text", step.text())
                .put("author", step.author())
                .put("authorSignature", step.authorSignature())
                .put("by", step.by())
                .put("why", step.why())
                .put("effectiveAt", step.effectiveAt())
                .put("signature", step.signature())
                .toString();
        return new Form("ann", "/rules/steps/rules/author", idOf(step.signature()), "", Map.of("json", json));
    }

    /** As the desk numbers steps. */
    private static String idOf(byte @Nullable [] signature) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Objects.requireNonNull(signature)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> send(Map<String, DeskProcess.Visitor> people, Form form) throws Exception {
        DeskProcess.Visitor who = Objects.requireNonNull(people.get(form.who()));
        return form.isStep()
                ? who.postJson(form.path(), Objects.requireNonNull(form.body().get("json")))
                : who.post(form.path(), form.body());
    }

    private static void assertDone(Form form, HttpResponse<String> answer) {
        if (form.isStep()) {
            assertThat(answer.body()).as("%s", form).contains("\"state\":\"PUBLISHED\"");
        } else {
            assertThat(answer.statusCode()).as("%s: %s", form, answer.body()).isEqualTo(303);
        }
    }

    private static void assertThePageSaysWhetherItIsThere(
            EmbeddedKafka kafka, Map<String, DeskProcess.Visitor> people, Form form) throws Exception {
        DeskProcess.Visitor who = Objects.requireNonNull(people.get(form.who()));
        if (form.isStep()) {
            assertThat(who.get("/rules/sent/" + form.id()).body())
                    .contains(written(kafka).contains(form.id()) ? "PUBLISHED" : "ABSENT");
            return;
        }
        String card =
                who.get("/consignment?" + Links.query(Desks.TENANT, form.key())).body();
        Matcher done = DONE.matcher(card);
        assertThat(done.find()).isTrue();
        assertThat(done.group(1).split("<li>", -1).length - 1).as("%s", form).isEqualTo((int)
                writtenOf(kafka, form.key()));
    }

    private static void assertEachIsThereOnce(EmbeddedKafka kafka, List<Form> sent) {
        assertThat(written(kafka))
                .containsExactlyInAnyOrderElementsOf(sent.stream().map(Form::id).toList());
    }

    /** What nobody worked on was told of, and nothing twice. */
    private static void assertDeadlinesAreToldOnce(EmbeddedKafka kafka, int times, List<Form> sent) throws Exception {
        Set<String> due = new TreeSet<>();
        for (int life = 0; life <= times; life++) {
            for (int i = 0; i < A_LIFE; i++) {
                String key = key(life, i);
                if (sent.stream().noneMatch(form -> form.key().equals(key))) {
                    due.add(key + (i % 3 == 1 ? " NEARS" : " PASSED"));
                }
            }
        }
        Patience.until("all is told", () -> told(kafka).containsAll(due), () -> due);
        assertThat(told(kafka)).doesNotHaveDuplicates();
    }

    private static List<String> told(EmbeddedKafka kafka) {
        return all(kafka, Topics.DEADLINES_TOLD).stream()
                .map(told -> told.getConsignmentKey() + ' ' + told.getKind())
                .toList();
    }

    private void assertTheIndexIsThatOfTheTopics(EmbeddedKafka kafka, DeskProcess desk, int times) throws Exception {
        List<String> said = new ArrayList<>();
        for (Path file : List.of(desk.index(), directory.resolve("made again"))) {
            try (Desk opened = Desk.at(kafka.bootstrapServers(), file)) {
                Patience.until(
                        "it is live",
                        () -> opened.follower().status().isLive(),
                        () -> opened.follower().status());
                StringBuilder all = new StringBuilder();
                for (WorklistFilter.State state : WorklistFilter.State.values()) {
                    all.append(opened.index().worklist(WorklistFilter.OPEN.withState(state), Instant.EPOCH, 1_000));
                }
                for (int life = 0; life <= times; life++) {
                    for (int i = 0; i < A_LIFE; i++) {
                        CaseFile of = opened.file(key(life, i));
                        all.append(of.row())
                                .append(of.steps())
                                .append(of.decisions())
                                .append(of.outcomes())
                                .append(of.alerts());
                    }
                }
                said.add(all.toString());
            }
        }
        assertThat(said.get(0)).isEqualTo(said.get(1));
    }

    /** The identities of all forms that stand in topics. */
    private static List<String> written(EmbeddedKafka kafka) {
        List<String> ids = new ArrayList<>();
        all(kafka, Topics.ALERTS_WORKED).forEach(step -> ids.add(step.getStepId()));
        all(kafka, Topics.DECISIONS_RECORDED).forEach(said -> ids.add(said.getDecisionId()));
        all(kafka, Topics.INSPECTIONS_REPORTED).forEach(outcome -> ids.add(outcome.getOutcomeId()));
        all(kafka, Topics.RULESETS_PUBLISHED).forEach(step -> ids.add(idOf(Bytes.of(step.getSignature()))));
        return ids;
    }

    private static long writtenOf(EmbeddedKafka kafka, String key) {
        return all(kafka, Topics.ALERTS_WORKED).stream()
                        .filter(step -> step.getConsignmentKey().equals(key))
                        .count()
                + all(kafka, Topics.DECISIONS_RECORDED).stream()
                        .filter(said -> said.getConsignmentKey().equals(key))
                        .count()
                + all(kafka, Topics.INSPECTIONS_REPORTED).stream()
                        .filter(outcome -> outcome.getConsignmentKey().equals(key))
                        .count();
    }

    private static <T extends SpecificRecord> List<T> all(EmbeddedKafka kafka, Topic<T> topic) {
        List<T> found = new ArrayList<>();
        try (TopicScan scan = new TopicScan(KafkaAccess.at(kafka.bootstrapServers()), "test")) {
            scan.read(scan.since(topic, Instant.EPOCH), record -> {
                if (topic.wire().decode(record.value()) instanceof DecodeResult.Value<T> decoded) {
                    found.add(decoded.value());
                }
            });
        }
        return found;
    }
}
