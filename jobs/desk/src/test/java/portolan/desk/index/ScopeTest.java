// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.avro.AlertState;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;

/** The same box on one ship, filed for three offices of two tenants: nobody learns of another's by any question. */
class ScopeTest {
    private static final String BOX = "MSKU1234565";
    private static final Map<String, CaseKey> KEYS = new TreeMap<>(Map.of(
            "durres", new CaseKey("al", "DURRES1"),
            "vlore", new CaseKey("al", "VLORE2"),
            "skopje", new CaseKey("mk", "SKOPJE3")));

    /** What an earlier consignment of one's own tells is the same for who sees all, where there is no other. */
    private static final String PAST = "past";

    @TempDir
    private Path directory = Path.of(".");

    private final Told told = new Told();

    @SuppressWarnings("NullAway.Init") // set before each test
    private DeskIndex index;

    @BeforeEach
    void fill() {
        index = DeskIndex.open(directory.resolve("index"));
        KEYS.forEach((office, key) -> told.of(key.tenant())
                .filed(key.consignment(), bill(office))
                .assessed(key.consignment(), Lane.RED, 5, assessed -> assessed.setOffice(office))
                .alert(key.consignment(), AlertState.OPENED)
                .outcome(key.consignment(), OutcomeCode.NOTHING_FOUND, 1)
                .filed(key.consignment() + "B", bill(office))
                .assessed(key.consignment() + "B", Lane.RED, 5, assessed -> assessed.setOffice(office))
                .alert(key.consignment() + "B", AlertState.OPENED));
        index.apply(told.all());
    }

    @AfterEach
    void close() {
        index.close();
    }

    private static String bill(String office) {
        return "{\"filedAt\":\"2026-03-01T07:00:00Z\",\"consignmentKey\":\"KEY\",\"natureOfMovement\":\"IMPORT\","
                + "\"transportMode\":\"SEA\",\"transportDocument\":{\"number\":\"KEY\",\"issuer\":\"MAEU\"},"
                + "\"conveyance\":{\"idType\":\"IMO\",\"id\":\"9321483\",\"name\":\"EMMA\",\"voyage\":\"12W\"},"
                + "\"parties\":[{\"role\":\"CONSIGNOR\",\"rawName\":\"TRADER OF " + office + " LTD\"}],"
                + "\"equipment\":[{\"id\":\"" + BOX + "\",\"seals\":[{\"number\":\"S900\"}]}],"
                + "\"goodsItems\":[{\"seq\":1,\"description\":\"steel bolts\"}]}";
    }

    /** All that the index answers, as text, by the question. */
    private Map<String, String> answers() {
        Instant now = told.now();
        CaseRow any = index.worklist(WorklistFilter.OPEN, now, 10).get(0);
        CaseFile file = Objects.requireNonNull(index.consignment(any.key()));
        String trip = Objects.requireNonNull(any.trip());
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("worklist", String.valueOf(index.worklist(WorklistFilter.OPEN, now, 10)));
        answers.put("count", String.valueOf(index.count(WorklistFilter.OPEN, now)));
        answers.put("budgets", String.valueOf(index.budgets(LocalDate.ofInstant(Told.START, ZoneOffset.UTC))));
        List<Object> known = new ArrayList<>();
        KEYS.values().forEach(key -> {
            known.add(index.consignment(key) == null ? "" : key);
            known.add(index.now(key) == null ? "" : key);
            known.add(index.filing(key) == null ? "" : key);
            known.add(String.valueOf(index.row(key)));
            known.add(index.keys(key.consignment()));
            known.add(String.valueOf(index.links(key, 50)));
            known.add(index.openSharing(key, 50));
        });
        answers.put("known", String.valueOf(known));
        answers.put("search", String.valueOf(index.search("trader of", 10)));
        answers.put("box", String.valueOf(index.search(BOX, 10)));
        answers.put("of", String.valueOf(index.of(IdentityKind.BOX, BOX, 10)));
        answers.put(
                PAST, String.valueOf(index.past(any.key(), file.assessments().get(0), 10)));
        answers.put("alike", String.valueOf(index.alike(Objects.requireNonNull(file.assessment()), 10)));
        answers.put("trips", String.valueOf(index.trips(Instant.EPOCH, now.plusSeconds(1_000_000))));
        answers.put("trip", String.valueOf(index.trip(trip)));
        answers.put("ofTrip", String.valueOf(index.ofTrip(trip, null, 0, 10)));
        answers.put("sharedBoxes", String.valueOf(index.sharedBoxes(trip, 10)));
        answers.put("undecided", String.valueOf(index.undecidedOnTrip(trip, now.plusSeconds(1_000_000), 10)));
        return answers;
    }

    private Map<String, String> answersWithin(Scope scope) throws Exception {
        Map<String, String> answers = new LinkedHashMap<>();
        scope.within(() -> answers.putAll(answers()));
        return answers;
    }

    @Test
    void noQuestionTellsOfAnotherTenantOrOffice() throws Exception {
        Map<String, String> all = answers();
        for (String office : KEYS.keySet()) {
            List<String> foreign = KEYS.entrySet().stream()
                    .filter(one -> !one.getKey().equals(office))
                    .flatMap(one -> Stream.of(one.getValue().consignment(), "OF " + one.getKey()))
                    .toList();
            Map<String, String> own = answersWithin(new Scope(Set.of(), Set.of(office), Posts.NONE));
            own.forEach((question, answer) -> assertThat(answer)
                    .as("%s of %s", question, office)
                    .doesNotContain(foreign)
                    .satisfiesAnyOf(
                            one -> assertThat(question).isEqualTo(PAST),
                            one -> assertThat(one).isNotEqualTo(all.get(question))));
            assertThat(own.get("count")).isEqualTo("2");
            assertThat(own.get("sharedBoxes")).contains("bills=2");
            assertThat(own.get("box")).contains("consignments=2");
            assertThat(own.get("worklist"))
                    .contains(Objects.requireNonNull(KEYS.get(office)).consignment());
        }
        assertThat(all.get("count")).isEqualTo("6");
        assertThat(answers()).as("who is of all, afterwards").isEqualTo(all);
    }

    @Test
    void aTenantsPeopleSeeAllOfItsOfficesAndNoOther() throws Exception {
        Map<String, String> albanian = answersWithin(new Scope(Set.of("al", "it's"), Set.of(), Posts.NONE));
        assertThat(albanian.get("count")).isEqualTo("4");
        albanian.forEach((question, answer) -> assertThat(answer).as(question).doesNotContain("SKOPJE", "OF skopje"));
        assertThat(albanian.get("worklist")).contains("DURRES1", "VLORE2");
    }

    @Test
    void whatHasNoOfficeIsSeenByWhoIsOfAllAlone() throws Exception {
        index.apply(told.of("al").filed("NOWHERE", bill("nowhere")).all());
        CaseKey nowhere = new CaseKey("al", "NOWHERE");
        assertThat(index.consignment(nowhere)).isNotNull();
        new Scope(Set.of("al"), Set.of(), Posts.NONE)
                .within(() -> assertThat(index.consignment(nowhere)).isNotNull());
        new Scope(Set.of("al"), Set.of("durres"), Posts.NONE)
                .within(() -> assertThat(index.consignment(nowhere)).isNull());
    }

    @Test
    void anOfficeThatNobodyHasHidesNothingFromWhoLooksAfterThose() throws Exception {
        Instant now = told.now();
        Posts posts = new Posts(Map.of("al", Set.of("durres", "it's"), "mk", Set.of("vlore")));
        WorklistFilter nobodys = WorklistFilter.OPEN.withoutPost(posts);
        assertThat(keys(index.worklist(nobodys, now, 10)))
                .as("that of another tenant's office, too")
                .containsExactly("SKOPJE3", "SKOPJE3B", "VLORE2", "VLORE2B");
        new Scope(Set.of("al"), Set.of("durres"), posts).within(() -> {
            assertThat(keys(index.worklist(WorklistFilter.OPEN, now, 10)))
                    .containsExactly("DURRES1", "DURRES1B", "VLORE2", "VLORE2B");
            assertThat(index.count(nobodys, now)).isEqualTo(2);
            assertThat(index.consignment(Objects.requireNonNull(KEYS.get("vlore"))))
                    .isNotNull();
            assertThat(index.consignment(Objects.requireNonNull(KEYS.get("skopje"))))
                    .isNull();
        });
        new Scope(Set.of("al"), Set.of("durres"), Posts.NONE)
                .within(() -> assertThat(index.count(WorklistFilter.OPEN, now)).isEqualTo(2));

        index.apply(told.of("al").filed("NOWHERE", bill("nowhere")).all());
        new Scope(Set.of("al"), Set.of("durres"), posts)
                .within(() -> assertThat(index.consignment(new CaseKey("al", "NOWHERE")))
                        .as("of no office")
                        .isNotNull());
        Posts ofAll = new Posts(Map.of(Posts.ANY_TENANT, Set.of("durres", "vlore")));
        assertThat(keys(index.worklist(WorklistFilter.OPEN.withoutPost(ofAll), now, 10)))
                .containsExactly("SKOPJE3", "SKOPJE3B");
        assertThat(index.count(WorklistFilter.OPEN.withoutPost(new Posts(Map.of("al", Set.of("durres")))), now))
                .as("a tenant without offices has nothing that is nobody's")
                .isEqualTo(2);
        assertThat(index.count(WorklistFilter.OPEN.withoutPost(Posts.NONE), now))
                .isZero();
    }

    private static List<String> keys(List<CaseRow> rows) {
        return rows.stream().map(row -> row.key().consignment()).sorted().toList();
    }
}
