// SPDX-License-Identifier: Apache-2.0
package portolan.desk.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.schemas.avro.Lane;
import portolan.schemas.avro.OutcomeCode;

class PastTest {
    private static final int MOST = 12;

    @TempDir
    private Path directory = Path.of(".");

    @Test
    void anOutcomeThatIsReportedLaterIsNotShownInThePast() {
        Told told = new Told();
        told.filed("A", bill("ACME LTD")).assessed("A", Lane.RED, 2).outcome("A", OutcomeCode.NOTHING_FOUND, 1);
        told.filed("B", bill("ACME LTD")).assessed("B", Lane.GREEN, -3);
        told.filed("NOW", bill("ACME LTD")).assessed("NOW", Lane.YELLOW, 1);
        told.outcome("A", OutcomeCode.SMUGGLED_GOODS, 2).outcome("B", OutcomeCode.SMUGGLED_GOODS, 1);
        told.filed("LATER", bill("ACME LTD")).assessed("LATER", Lane.RED, 5);
        told.assessed("NOW", Lane.RED, 6);
        try (DeskIndex index = filled(told)) {
            CaseFile file = Objects.requireNonNull(index.consignment(new CaseKey("default", "NOW")));

            Past then = party(index.past(file.row().key(), file.assessments().get(0), MOST));
            Past now = party(index.past(file.row().key(), file.assessments().get(1), MOST));

            assertThat(keys(then)).containsExactly("B", "A");
            assertThat(codes(then)).containsExactly(null, OutcomeCode.NOTHING_FOUND);
            assertThat(keys(now)).containsExactly("LATER", "B", "A");
            assertThat(codes(now)).containsExactly(null, OutcomeCode.SMUGGLED_GOODS, OutcomeCode.SMUGGLED_GOODS);
        }
    }

    @Test
    void whoIsInAnEarlierConsignmentIsKnown() {
        Told told = new Told();
        told.filed("A", bill("ACME LTD")).assessed("A", Lane.GREEN, -3);
        told.filed("B", bill("BOLT BV")).assessed("B", Lane.GREEN, -3);
        told.filed("NOW", bill("ACME LTD")).assessed("NOW", Lane.YELLOW, 1);
        try (DeskIndex index = filled(told)) {
            assertThat(index.known(new CaseKey("default", "NOW"))).containsExactly("CONSIGNOR");
            assertThat(index.known(new CaseKey("default", "A")))
                    .as("what is later")
                    .isEmpty();
            assertThat(index.known(new CaseKey("default", "B"))).isEmpty();
        }
    }

    @Test
    void anEarlierConsignmentThatIsAssessedAgainLaterIsShownAsItWasThen() {
        Told told = new Told();
        told.filed("A", bill("ACME LTD")).assessed("A", Lane.GREEN, -3);
        told.filed("NOW", bill("ACME LTD")).assessed("NOW", Lane.YELLOW, 1);
        told.assessed("A", Lane.RED, 9);
        try (DeskIndex index = filled(told)) {
            CaseFile file = Objects.requireNonNull(index.consignment(new CaseKey("default", "NOW")));

            Past past = party(index.past(file.row().key(), file.assessments().get(0), MOST));

            assertThat(past.earlier())
                    .singleElement()
                    .satisfies(one -> assertThat(one.assessed().getLane()).isEqualTo(Lane.GREEN));
        }
    }

    @Test
    void aNaturalPersonHasNoPast() {
        Told told = new Told();
        for (String key : List.of("A", "NOW")) {
            told.filed(key, bill("JANE DOE").replace("\"rawName\"", "\"personType\":\"NATURAL\",\"rawName\""))
                    .assessed(key, Lane.GREEN, -3);
        }
        try (DeskIndex index = filled(told)) {
            CaseFile file = Objects.requireNonNull(index.consignment(new CaseKey("default", "NOW")));

            assertThat(index.past(file.row().key(), file.assessments().get(0), MOST))
                    .noneMatch(past -> past.kind() == IdentityKind.PARTY);
        }
    }

    @Test
    void whatIsEverywhereIsCountedAndNotListed() {
        Told told = new Told();
        for (int i = 0; i < Past.MOST_COUNTED + 5; i++) {
            told.filed("X" + i, bill("FORWARDER BV")).assessed("X" + i, Lane.GREEN, -3);
        }
        told.filed("NOW", bill("FORWARDER BV")).assessed("NOW", Lane.YELLOW, 1);
        try (DeskIndex index = filled(told)) {
            CaseFile file = Objects.requireNonNull(index.consignment(new CaseKey("default", "NOW")));

            Past past = party(index.past(file.row().key(), file.assessments().get(0), MOST));

            assertThat(past.isEverywhere()).isTrue();
            assertThat(past.earlier()).isEmpty();
        }
    }

    private static Past party(List<Past> pasts) {
        return pasts.stream()
                .filter(past -> past.kind() == IdentityKind.PARTY)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> keys(Past past) {
        return past.earlier().stream().map(one -> one.key().consignment()).toList();
    }

    private static List<@Nullable OutcomeCode> codes(Past past) {
        return past.earlier().stream()
                .map(Past.Earlier::outcome)
                .map(outcome -> outcome == null ? null : outcome.getCode())
                .collect(Collectors.toList());
    }

    private static String bill(String party) {
        return "{\"filedAt\":\"2026-03-01T07:00:00Z\",\"consignmentKey\":\"KEY\",\"natureOfMovement\":\"IMPORT\","
                + "\"transportMode\":\"SEA\",\"transportDocument\":{\"number\":\"KEY\",\"issuer\":\"MAEU\"},"
                + "\"conveyance\":{\"idType\":\"IMO\",\"id\":\"9321483\",\"name\":\"EMMA\",\"voyage\":\"12W\"},"
                + "\"parties\":[{\"role\":\"CONSIGNOR\",\"rawName\":\"" + party
                + "\",\"address\":{\"country\":\"DE\"}}],"
                + "\"goodsItems\":[{\"seq\":1,\"description\":\"steel bolts\"}]}";
    }

    private DeskIndex filled(Told told) {
        DeskIndex index = DeskIndex.open(directory.resolve("index" + System.nanoTime()));
        index.apply(told.all());
        return index;
    }
}
