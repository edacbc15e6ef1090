// SPDX-License-Identifier: Apache-2.0
package portolan.console.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static portolan.console.evidence.Month.ENDED;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import portolan.console.evidence.Finding.Kind;
import portolan.console.evidence.Month.Line;

/** A month of the audit of two desks, in the hands of an administrator of the brokers. */
class EvidenceAuditTest {
    @TempDir
    private static Path directory = Path.of(".");

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Month month;

    @BeforeAll
    static void aMonth() {
        month = Month.of(directory, 4, "north", "south");
    }

    private static List<Finding> found(List<Line> lines) {
        return Month.audited(lines, month.known(), month.seals(), ENDED, false).findings();
    }

    private static Finding one(List<Line> lines) {
        List<Finding> found = found(lines);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static String at(Line line) {
        return Finding.said(line.timestamp()).toString();
    }

    @Test
    void whatNobodyTouchedIsWhole() {
        EvidenceAudit audit = Month.audited(month.lines(), month.known(), month.seals(), ENDED, true);

        assertThat(audit.findings()).isEmpty();
        assertThat(audit.sum(PartitionAudit::checked)).isEqualTo(month.lines().size());
        assertThat(audit.writers()).containsExactly(month.writer("north"), month.writer("south"));
    }

    @Test
    void aLineThatWasRemovedIsMissingBetweenItsNeighbours() {
        List<Line> lines = month.lines();
        lines.remove(60);

        Finding finding = one(lines);

        assertThat(finding.kind()).isEqualTo(Kind.MISSING);
        assertThat(finding.words())
                .contains("1 record, #31", "desk.audited/0", month.writer("north"))
                .contains("between " + at(month.lines().get(58)) + " and "
                        + at(month.lines().get(62)));
    }

    @Test
    void aLineThatWasRemovedIsMissingAlsoWhereNoKeyAndNoSealIsKnown() {
        List<Line> lines = month.lines();
        lines.remove(60);

        assertThat(Month.audited(lines, Map.of(), List.of(), ENDED, false).findings())
                .singleElement()
                .extracting(Finding::what)
                .isEqualTo("1 record, #31");
    }

    @Test
    void aChangedLineIsNotWhatItsWriterSigned() {
        List<Line> lines = month.lines();
        lines.set(60, lines.get(60).with(Month.value(ENDED, "ANOTHER:1:2026")));

        Finding finding = one(lines);

        assertThat(finding.kind()).isEqualTo(Kind.CHANGED);
        assertThat(finding.words()).contains("#31 is not what its writer signed", at(lines.get(60)));
    }

    @Test
    void aChangedLastLineIsFoundByItsSignature() {
        List<Line> lines = month.lines();
        int last = lines.size() - 1;
        lines.set(last, lines.get(last).with(Month.value(ENDED, "ANOTHER:1:2026")));

        assertThat(Month.audited(lines, month.known(), List.of(), ENDED, false).findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.CHANGED);
    }

    @Test
    void aChainThatWasForgedFromALineOnIsNotTheOneThatWasSealed() {
        // The administrator has no key of the desk: hashes he can reckon, signatures he cannot.
        Month forged = Month.begun(directory.resolve("forged"), 5, "north");
        List<Line> lines = month.lines().subList(0, 60);
        lines.addAll(forged.lines());

        assertThat(found(lines)).anySatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.MISSING);
            assertThat(finding.what()).contains("the end of the chain, as sealed at 2026-03-31T00:00:00Z");
        });
        assertThat(found(lines))
                .anySatisfy(finding -> assertThat(finding.what()).contains("whose key is not known"));
    }

    @Test
    void linesInAnotherOrderAreMoved() {
        List<Line> lines = month.lines();
        // Two of one desk: its neighbours in the partition are the other's.
        Line first = lines.get(60);
        lines.set(60, lines.get(62));
        lines.set(62, first);

        Finding finding = one(lines);

        assertThat(finding.kind()).isEqualTo(Kind.MOVED);
        assertThat(finding.what()).isEqualTo("#31 stands behind #32");
    }

    @Test
    void aCopiedLineIsAdded() {
        List<Line> lines = month.lines();
        lines.add(61, lines.get(60));

        assertThat(one(lines).what()).isEqualTo("a copy of #31 stands behind #31");
    }

    @Test
    void aLineOfNobodyIsAdded() {
        List<Line> lines = month.lines();
        lines.add(
                60,
                new Line(
                        60,
                        lines.get(60).timestamp(),
                        "flo".getBytes(StandardCharsets.UTF_8),
                        Month.value(ENDED, "X"),
                        null));

        Finding finding = one(lines);

        assertThat(finding.kind()).isEqualTo(Kind.ADDED);
        assertThat(finding.words()).contains("1 record of no chain", at(lines.get(60)));
    }

    @Test
    void aLineOfAWriterWhoseKeyNobodyKnowsIsAdded() {
        Month stranger = Month.begun(directory.resolve("stranger"), 1, "east");
        List<Line> lines = month.lines();
        lines.add(60, stranger.lines().get(0));

        assertThat(one(lines).what()).isEqualTo("1 record of a writer whose key is not known");
    }

    @Test
    void aLineThatIsSignedByAnotherIsFoundAmongAllSignatures() {
        List<Line> lines = month.lines();
        Line line = lines.get(60);
        byte[] bytes = Objects.requireNonNull(line.link()).bytes().clone();
        bytes[bytes.length - 1] ^= 1;
        lines.set(60, new Line(line.offset(), line.timestamp(), line.key(), line.value(), ChainLink.of(bytes)));

        assertThat(found(lines)).as("by hashes alone").isEmpty();
        assertThat(Month.audited(lines, month.known(), month.seals(), ENDED, true)
                        .findings())
                .singleElement()
                .extracting(Finding::what)
                .isEqualTo("#31 is not what its writer signed");
    }

    @Test
    void aMissingEndIsFoundByTheSealOfTheHour() {
        List<Line> lines = month.lines();
        List<Line> kept = lines.subList(0, lines.size() - 6);

        assertThat(found(kept)).hasSize(2).allSatisfy(finding -> {
            assertThat(finding.kind()).isEqualTo(Kind.MISSING);
            assertThat(finding.words())
                    .contains("3 records, #58 to #60")
                    .contains("the end of the chain, as sealed at 2026-03-31T00:00:00Z");
        });
        assertThat(Month.audited(kept, month.known(), List.of(), ENDED, false).findings())
                .as("without seals nobody knows")
                .isEmpty();
    }

    @Test
    void aWholeTopicThatIsGoneIsFoundByItsSeals() {
        EvidenceAudit audit = new EvidenceAudit(month.known(), month.seals(), ENDED.toEpochMilli(), false);
        audit.end();

        assertThat(audit.findings()).hasSize(2).extracting(Finding::kind).containsOnly(Kind.MISSING);
    }

    @Test
    void whatTheTopicNoLongerKeepsIsNotMissingAndWhatItMustKeepIs() {
        List<Line> later = month.lines().subList(40, month.lines().size());
        Instant kept = ENDED.plus(Duration.ofDays(700));
        Instant expired = Month.BEGAN.plus(Duration.ofDays(811));

        assertThat(Month.audited(later, month.known(), month.seals(), kept, false)
                        .findings())
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.what()).isEqualTo("20 records, #1 to #20"));
        EvidenceAudit audit = Month.audited(later, month.known(), month.seals(), expired, false);
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.sum(PartitionAudit::expired)).isEqualTo(40);
    }

    @Test
    void aSealThatWasChangedIsFound() {
        List<Seal> seals = month.seals();
        Seal one = seals.get(seals.size() - 1);
        seals.set(
                seals.size() - 1,
                new Seal(
                        one.at(),
                        one.by(),
                        one.topic(),
                        one.partition(),
                        one.writer(),
                        one.session(),
                        one.number() - 1,
                        0,
                        0,
                        one.hash(),
                        one.signature()));

        assertThat(Month.audited(month.lines(), month.known(), seals, ENDED, false)
                        .findings())
                .extracting(Finding::where)
                .contains("the seals");
    }

    @Test
    void aRecordThatWasNeverConfirmedMayBeThereOrNot() {
        Month broken = Month.begun(directory.resolve("broken"), 5, "north");
        broken.writeUnconfirmed("north", ENDED);
        broken.write("north", ENDED.plusSeconds(60));
        broken.seal(ENDED.plusSeconds(3_600));
        List<Line> without = broken.lines();
        without.remove(without.size() - 2);

        EvidenceAudit audit = Month.audited(broken.lines(), broken.known(), broken.seals(), ENDED, true);
        assertThat(audit.findings()).isEmpty();
        assertThat(audit.sum(PartitionAudit::unconfirmed)).isOne();
        assertThat(Month.audited(without, broken.known(), broken.seals(), ENDED, true)
                        .findings())
                .isEmpty();
    }

    @Test
    void aWriterThatForgotItsChainSaysSo() {
        Month forgetful = Month.begun(directory.resolve("forgetful"), 5, "north");
        forgetful.forget("north", ENDED);
        forgetful.write("north", ENDED);

        assertThat(Month.audited(forgetful.lines(), forgetful.known(), List.of(), ENDED, true)
                        .findings())
                .singleElement()
                .extracting(Finding::what)
                .asString()
                .startsWith("the writer began anew with #1 behind #5");
    }

    @Test
    void recordsOfNoChainAreSealedByTheRangeThatTheyStandIn() {
        Map<String, PublicKey> known = month.known();
        List<Line> feed = month.lines().stream()
                .map(line -> new Line(line.offset(), line.timestamp(), line.key(), line.value(), null))
                .toList();
        List<Seal> sealed = Month.audited(feed.subList(0, 100), known, List.of(), ENDED, false)
                .toSeal(month.key("south"));
        assertThat(sealed).hasSize(1);
        List<Line> removed = new ArrayList<>(feed);
        removed.remove(50);
        List<Line> changed = new ArrayList<>(feed);
        changed.set(50, feed.get(50).with(Month.value(ENDED, "X")));

        assertThat(Month.audited(feed, known, sealed, ENDED, false).findings()).isEmpty();
        assertThat(Month.audited(removed, known, sealed, ENDED, false).findings())
                .singleElement()
                .extracting(Finding::what)
                .isEqualTo("1 record of the 100 at offsets 0 to 99, as sealed at 2026-03-31T00:00:00Z");
        assertThat(Month.audited(changed, known, sealed, ENDED, false).findings())
                .singleElement()
                .extracting(Finding::kind)
                .isEqualTo(Kind.CHANGED);
        List<Seal> next = Month.audited(feed, known, sealed, ENDED, false).toSeal(month.key("south"));
        assertThat(next)
                .singleElement()
                .satisfies(seal -> assertThat(seal.from()).isEqualTo(100));
    }

    /** A machine that lost power may have kept its heads of some seconds before, and another keeper the newer ones. */
    @Test
    void aChainThatBeganAgainBehindWhatWasSealedMissesNothing() {
        Month lost = Month.begun(directory.resolve("lost"), 5, "north");
        ChainHead kept = lost.head("north");
        lost.write("north", ENDED);
        lost.write("north", ENDED.plusSeconds(1));
        lost.seal(ENDED.plusSeconds(2));
        lost.goOnBehind(kept, "north", ENDED.plusSeconds(3));
        lost.write("north", ENDED.plusSeconds(4));

        assertThat(Month.audited(lost.lines(), lost.known(), lost.seals(), ENDED, true)
                        .findings())
                .isEmpty();
        List<Line> cut = lost.lines();
        cut.remove(6);
        assertThat(Month.audited(cut, lost.known(), lost.seals(), ENDED, true).findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.MISSING);
    }

    /** Two keepers, or one by the clock and one by hand, sealed in the same moment. */
    @Test
    void whatTwoSealedAtOnceIsStillWhole() {
        List<Line> lines = month.lines();
        List<Seal> first = Month.audited(lines.subList(0, 90), Map.of(), List.of(), ENDED, false)
                .toSeal(month.key("south"));
        List<Seal> second =
                Month.audited(lines, Map.of(), List.of(), ENDED, false).toSeal(month.key("north"));
        List<Seal> both = new ArrayList<>(second);
        both.addAll(first);
        both.addAll(first);

        EvidenceAudit audit = Month.audited(lines, Map.of(), both, ENDED, false);

        assertThat(audit.findings()).isEmpty();
        assertThat(audit.toSeal(month.key("south")))
                .filteredOn(Seal::isOfRange)
                .singleElement()
                .satisfies(seal -> assertThat(seal.from()).isEqualTo(90));
    }

    @Test
    void aBeginningThatIsGoneBeforeItsTimeIsMissedAlsoWhereThereIsNoChain() {
        List<Line> feed = month.lines().stream()
                .map(line -> new Line(line.offset(), line.timestamp(), line.key(), line.value(), null))
                .toList();
        List<Seal> sealed = new ArrayList<>();
        for (int end = 40; end <= feed.size(); end += 40) {
            sealed.addAll(Month.audited(feed.subList(0, end), Map.of(), sealed, ENDED, false)
                    .toSeal(month.key("south")));
        }
        List<Line> late = feed.subList(60, feed.size());

        assertThat(Month.audited(late, Map.of(), sealed, ENDED, false).findings())
                .singleElement()
                .extracting(Finding::what)
                .asString()
                .startsWith("20 records of the 40 at offsets 40 to 79");
        assertThat(Month.audited(late, Map.of(), sealed, ENDED.plus(Duration.ofDays(811)), false)
                        .findings())
                .isEmpty();
    }
}
