// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portolan.scoring.Consignments;
import portolan.scoring.ledger.Speaker;
import portolan.scoring.manifest.EventKind;

class SendersTest {
    private static final String ENTRY = "  - {sender: A, tenants: [al], filers: [F]}\n";

    private static String list(String entries) {
        return "name: senders\nversion: 1\nsenders:\n" + entries;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{tenants: [al], filers: [F]} | 4:5 missing key 'sender' in a sender",
                "{sender: A, filers: [F]} | 4:5 missing key 'tenants' in a sender",
                "{sender: A, tenants: [al]} | 4:5 missing key 'filers' in a sender",
                "{sender: A, tenants: al, filers: [F]} | 4:26 expected a list in 'tenants', found 'al'",
                "{sender: A, tenants: [al], filers: []} | 4:40 expected one name at least in 'filers'",
                "{sender: A, tenants: [al], filers: ['G*9']} | 4:41 '*' stands at the end, for whatever follows",
                "{sender: A, tenants: [al], filers: [F], kinds: [CREAT]} | 4:53 unknown kind 'CREAT'",
                "{sender: A, tenants: [al], filers: ['*'], issuers: [X]} | 4:56 every filer would truly file",
                "{sender: A, tenants: [al], filers: [F], office: X} | 4:45 unknown key 'office' in a sender",
                "{sender: ' A', tenants: [al], filers: [F]} | 4:14 a sender has at most 100 characters",
                "[] | 4:5 expected keys and values in a sender, found a list",
            })
    void aBadListIsRefusedWithThePlace(String entry, String fault) {
        assertThat(Senders.read(list("  - " + entry + "\n")).issues())
                .extracting(issue -> issue.line() + ":" + issue.column() + " " + issue.message())
                .anySatisfy(said -> assertThat(said).startsWith(fault));
    }

    @Test
    void aListThatNamesNobodyIsRefused() {
        assertThat(Senders.read("name: senders\nversion: 1\nsenders: []\n").render())
                .contains("names no sender, so that every filing would be refused");
        assertThat(Senders.read("name: S\nversion: 0\n" + "senders:\n" + ENTRY).issues())
                .extracting(RuleIssue::line)
                .containsExactly(1, 2);
    }

    /** One person cannot retire a list; two end it by a version that says so. */
    @Test
    void aVersionMayEndItsList() {
        String end = "name: senders\nversion: 2\nunchecked: true\n";
        Senders list = (Senders) Objects.requireNonNull(Senders.read(end).document());

        assertThat(new SendersInForce(List.of(list))
                        .of(Sent.by(null), SenderKeys.NONE)
                        .isChecked())
                .isFalse();
        assertThat(Senders.read(end + "senders:\n" + ENTRY).render()).contains("'unchecked' ends a list");
        assertThat(Senders.read(end.replace("true", "false")).render()).contains("expected true in 'unchecked'");
    }

    /** Against a search through all that is stated. */
    @Test
    void namesAreFoundWholeOrByTheirBeginning() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<String> stated = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                stated.add(word(random) + (random.nextBoolean() ? "*" : ""));
            }
            Names names = new Names(stated);
            for (int i = 0; i < 50; i++) {
                String name = word(random);
                boolean expected = stated.stream()
                        .anyMatch(one -> one.endsWith("*")
                                ? name.startsWith(one.substring(0, one.length() - 1))
                                : name.equals(one));
                assertThat(names.has(name)).as("%s in %s", name, stated).isEqualTo(expected);
            }
        }
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            word.append((char) ('A' + random.nextInt(3)));
        }
        return word.toString();
    }

    @Test
    void everySenderOfManyIsFoundAndNobodyElse() {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            entries.append("  - {sender: S")
                    .append(i)
                    .append(", tenants: [test], filers: [F")
                    .append(i)
                    .append("]}\n");
        }
        Senders list = (Senders)
                Objects.requireNonNull(Senders.read(list(entries.toString())).document());
        SendersInForce inForce = new SendersInForce(List.of(list));

        for (int i = 0; i < 3_000; i++) {
            Speaker sender = inForce.of(Sent.by(("S" + i).getBytes(UTF_8)), SenderKeys.NONE);
            assertThat(speaks(sender, "F" + i)).isTrue();
            assertThat(speaks(sender, "F" + (i + 1))).isFalse();
            assertThat(speaks(inForce.of(Sent.by(("T" + i).getBytes(UTF_8)), SenderKeys.NONE), "F" + i))
                    .isFalse();
        }
        assertThat(list.size()).isEqualTo(3_000);
    }

    @Test
    void whatListsAndEntriesGrantAddsUp() {
        String more = "  - {sender: A, tenants: [test], filers: [G], kinds: [DELETE]}\n";
        Senders one = (Senders) Objects.requireNonNull(
                Senders.read(list(ENTRY.replace("al", "test"))).document());
        Senders two = (Senders) Objects.requireNonNull(Senders.read(list(more)).document());
        Speaker sender = new SendersInForce(List.of(one, two)).of(Sent.by("A".getBytes(UTF_8)), SenderKeys.NONE);

        assertThat(speaks(sender, "F")).isTrue();
        assertThat(speaks(sender, "G")).isFalse();
        assertThat(sender.speaksFor(Consignments.consignment().filer("G").build(), EventKind.DELETE))
                .isTrue();
    }

    @Test
    void aListTellsWhomItBelievesAndWhomItCannot() {
        SenderKeys key = SenderKeys.of(new byte[32]);
        String proofs =
                "proofs:\n  - {senders: [%s], keys: [" + key.fingerprints().get(0) + "]}\n";

        assertThat(doubts(list(ENTRY), null))
                .containsExactly(
                        "no proofs: whoever may write the topics is believed",
                        "nobody has the kind OUTCOMES: all are refused, unless another list grants it",
                        "nobody has the kind MOVES: all are refused, unless another list grants it");
        assertThat(doubts("name: senders\nversion: 2\nunchecked: true\n", null)).containsExactly(Senders.UNCHECKED);
        String all = list(ENTRY + ENTRY.replace("[F]}", "[F], kinds: [OUTCOMES, MOVES]}"));
        assertThat(doubts(all + proofs.formatted("A"), key)).isEmpty();
        assertThat(doubts(all + proofs.formatted("B"), null))
                .containsExactly("no key here proves the sender 'A': it is refused, unless another list names one");
        assertThat(doubts(all + proofs.formatted("A"), SenderKeys.NONE))
                .containsExactly("the key is not at hand, and proves nothing: "
                        + key.fingerprints().get(0));
    }

    private static List<String> doubts(String text, @Nullable SenderKeys atHand) {
        return ((Senders) Objects.requireNonNull(Senders.read(text).document())).doubts(atHand);
    }

    private static boolean speaks(Speaker sender, String filer) {
        return sender.speaksFor(Consignments.consignment().filer(filer).build(), EventKind.CREATE);
    }
}
