// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.scoring.lifecycle.RuleStep.Kind;
import portolan.scoring.rules.Document;
import portolan.scoring.rules.RuleIssue;

/** Where the life of a list of suppressions is not that of a rule set. */
class SuppressionsHistoryTest {
    private static final long NOON = 1_700_000_000_000L;
    private static final long SOON = NOON + 2_000;
    private static final String HERE = "rotterdam";

    @TempDir
    private Path keys;

    private RuleHistory history;

    @BeforeEach
    void twoPeople() throws IOException {
        for (String name : new String[] {"ann", "bob"}) {
            SigningKey.Pair pair = SigningKey.generate();
            Files.writeString(keys.resolve(name + ".key"), pair.privateKey());
            Files.writeString(
                    keys.resolve(name + ".pub"),
                    new VerifyingKey(pair.publicKey(), EnumSet.allOf(KeyRole.class), LocalDate.of(2030, 1, 1)).file());
        }
        history = new RuleHistory(DocumentKind.SUPPRESSIONS, Keyring.read(keys, HERE));
    }

    private SignedSteps by(String name, DocumentKind of) throws IOException {
        return new SignedSteps(of, SigningKey.read(keys, name), HERE);
    }

    private static Document list(String name, int version, String until) {
        String text = """
                name: %s
                version: %d
                suppressions:
                  - {id: one, rule: heavy, for: {filer: A}, reason: known, until: %s}
                """.formatted(name, version, until);
        return Objects.requireNonNull(DocumentKind.SUPPRESSIONS.read(text).document());
    }

    private Taken put(Kind kind, Document list, long publishedAt, long effectiveAt) throws IOException {
        DocumentKind of = list instanceof WatchlistText ? DocumentKind.WATCH_LIST : DocumentKind.SUPPRESSIONS;
        RuleStep proposed = by("ann", of).propose(list, "known", publishedAt);
        RuleStep approved = by("bob", of).approve(proposed, "so they are", publishedAt);
        if (kind == Kind.ACTIVATE) {
            assertThat(history.take(proposed, publishedAt).accepted()).isTrue();
            assertThat(history.take(approved, publishedAt).accepted()).isTrue();
        }
        return history.take(by("ann", of).take(kind, proposed, approved, "now", effectiveAt), publishedAt);
    }

    @Test
    void aSignatureForARuleSetIsNoneForAListOfSuppressions() throws IOException {
        RuleStep proposed = by("ann", DocumentKind.RULE_SET).propose(list("known", 1, "2024-01-31"), "known", NOON);

        assertThat(history.take(proposed, NOON).faults())
                .containsExactly(
                        "the step has a signature of 'ann' that does not fit",
                        "the text has a signature of 'ann' that does not fit");
    }

    @Test
    void oneOfEachNameIsInForceUntilItIsRetired() throws IOException {
        Document first = list("first", 1, "2024-01-31");
        Document second = list("second", 1, "2024-01-31");
        assertThat(put(Kind.ACTIVATE, first, NOON, SOON).faults()).isEmpty();
        assertThat(put(Kind.ACTIVATE, second, NOON, SOON).faults()).isEmpty();
        assertThat(history.isInUse("first", 1) && history.isInUse("second", 1)).isTrue();

        assertThat(put(Kind.RETIRE, first, NOON, SOON).faults())
                .singleElement()
                .asString()
                .startsWith("first v1 is to be in force from 2023-11-14T22:13:22Z; retire it after that time");
        history = RuleHistory.fromBytes(DocumentKind.SUPPRESSIONS, history.toBytes(), Keyring.read(keys, HERE));
        assertThat(put(Kind.RETIRE, first, SOON, SOON + 2_000).faults()).isEmpty();

        assertThat(history.isInUse("first", 1)).isFalse();
        assertThat(history.isInUse("second", 1)).isTrue();
        assertThat(put(Kind.ACTIVATE, list("first", 2, "2024-01-31"), SOON, SOON + 1_000)
                        .faults())
                .as("nothing is in its place")
                .isEmpty();
    }

    /** An activator alone, with every step that ends a list or brings one back. */
    @Test
    void onePersonMakesNoListMoreLenient() throws IOException {
        DocumentKind suppressions = DocumentKind.SUPPRESSIONS;
        assertThat(put(Kind.ACTIVATE, list("known", 1, "2024-01-31"), NOON, SOON)
                        .faults())
                .isEmpty();
        assertThat(put(Kind.ACTIVATE, list("known", 2, "2024-01-31"), SOON, SOON + 2_000)
                        .faults())
                .isEmpty();
        assertThat(put(Kind.ROLL_BACK, list("known", 1, "2024-01-31"), SOON + 3_000, SOON + 5_000)
                        .faults())
                .singleElement()
                .asString()
                .startsWith("one person does not bring back " + suppressions.what());

        history = new RuleHistory(DocumentKind.WATCH_LIST, Keyring.read(keys, HERE));
        Document first = watched(1, "1,Acme,IR,,\n");
        assertThat(put(Kind.ACTIVATE, first, NOON, SOON).faults()).isEmpty();
        for (long at : new long[] {NOON, SOON + 1_000}) {
            assertThat(put(Kind.RETIRE, first, at, at + 2_000).faults())
                    .containsExactly(
                            "one person does not end a watch list: publish a version without the entries of own v1");
        }
        assertThat(put(Kind.ACTIVATE, watched(2, ""), SOON + 2_000, SOON + 4_000)
                        .faults())
                .as("two sign that nobody is on it")
                .isEmpty();
        assertThat(put(Kind.ROLL_BACK, first, SOON + 5_000, SOON + 7_000).accepted())
                .isFalse();
        assertThat(put(Kind.RETIRE, first, SOON + 5_000, SOON + 7_000).faults())
                .as("what is not in force is retired by one")
                .isEmpty();
    }

    private static Document watched(int version, String entries) {
        String text = WatchlistText.of("own", version, "id,name,country,city,street\n" + entries);
        return Objects.requireNonNull(DocumentKind.WATCH_LIST.read(text).document());
    }

    @Test
    void nothingIsAShadow() throws IOException {
        Document list = list("known", 1, "2024-01-31");
        assertThat(put(Kind.ACTIVATE, list, NOON, SOON).faults()).isEmpty();

        assertThat(put(Kind.SHADOW, list, NOON, SOON + 1).faults())
                .contains("only a rule set judges as a shadow, known v1 is a list of suppressions");
    }

    @Test
    void isNotPutInForceMoreThanFourHundredDaysBeforeAnEnd() throws IOException {
        Taken taken = put(Kind.ACTIVATE, list("known", 1, "2025-01-01"), NOON, SOON);

        assertThat(taken.faults()).isEmpty();
        assertThat(taken.issues()).extracting(RuleIssue::where).containsExactly("suppressions.yaml:4:21");
    }
}
