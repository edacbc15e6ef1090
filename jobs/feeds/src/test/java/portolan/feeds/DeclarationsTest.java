// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import portolan.feeds.formats.Formats;
import portolan.feeds.formats.MessageFile;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.lines.Line;
import portolan.schemas.lines.LineReader;

class DeclarationsTest {
    private static final String DECLARATION = new String(Fixtures.bytes("sad.xml"), StandardCharsets.UTF_8)
            .replace(
                    "<Summary_declaration><null/></Summary_declaration>",
                    "<Summary_declaration>B 1</Summary_declaration>");

    private final FeedReader reader = Formats.reader(Profiles.of(List.of()), new ConsignmentKeys());
    private final List<Filing> filed = new ArrayList<>();
    private int hour;

    private void read(String message) {
        hour++;
        Instant at = Taken.RECEIVED.plus(Duration.ofHours(hour));
        filed.addAll(Taken.of(reader, ReceivedMessage.of(message.getBytes(StandardCharsets.UTF_8), "in", 0, hour, at))
                .filings());
    }

    private static String bill(String function, String goods) {
        return "UNB+UNOA:2+LINE+CUSTOMS+260302:0800+1'UNH+1+CUSCAR:D:95B:UN'BGM+785+M1+" + function
                + "'TDT+20+123E+1++ADRL'LOC+9+ITTRS'LOC+11+ALDRZ'CNI+1'RFF+BM:b1'GID+1+10:PK'FTX+AAA+++" + goods
                + "'MEA+AAE+G+KGM:1000'UNT+9+1'UNZ+1+1'";
    }

    private List<EventKind> kinds() {
        return filed.stream().map(Filing::getEventKind).toList();
    }

    private Filing last() {
        return filed.get(filed.size() - 1);
    }

    @Test
    void aDeclarationStandsAloneUntilItsBillIsFiledAndIsThenAPartOfIt() {
        read(DECLARATION);
        read(bill("9", "PIPES"));

        assertThat(kinds()).containsExactly(EventKind.CREATE, EventKind.CREATE, EventKind.DELETE, EventKind.SUPPLEMENT);
        Filing alone = filed.get(0);
        Filing withdrawn = filed.get(2);
        assertThat(withdrawn.getConsignmentKey()).isEqualTo(alone.getConsignmentKey());
        assertThat(withdrawn.getFilingId()).isEqualTo(alone.getFilingId());
        assertThat(withdrawn.getFiledAt()).isAfterOrEqualTo(alone.getFiledAt());
        assertThat(withdrawn.getAttributes())
                .containsEntry(Declarations.JOINED, filed.get(1).getConsignmentKey());
        assertThat(last().getConsignmentKey()).isEqualTo(filed.get(1).getConsignmentKey());
    }

    @Test
    void massesAndPackagesOfJoinedItemsAreThoseOfTheBillAlone() {
        read(bill("9", "PIPES"));
        read(DECLARATION);

        assertThat(last().getTotals()).isNull();
        assertThat(last().getGoodsItems()).hasSize(2).allSatisfy(item -> {
            assertThat(item.getSeq()).isGreaterThan(10_000);
            assertThat(item.getGrossMassKg()).isNull();
            assertThat(item.getNetMassKg()).isNull();
            assertThat(item.getPackages()).isEmpty();
        });
        assertThat(last().getGoodsItems().get(0).getValue().getAmount()).isEqualByComparingTo("12345.67");
    }

    @Test
    void whichCameFirstMakesNoDifferenceToWhatIsJoined() {
        read(DECLARATION);
        read(bill("9", "PIPES"));
        Filing joined = last();
        DeclarationsTest other = new DeclarationsTest();
        other.read(bill("9", "PIPES"));
        other.read(DECLARATION);

        for (Filing each : List.of(joined, other.last())) {
            // They are other messages, of another hour.
            each.setRawMessageRef(joined.getRawMessageRef());
            each.setEventId(joined.getEventId());
        }
        assertThat(other.last()).hasToString(joined.toString());
    }

    @Test
    void aLaterStatementOfTheBillIsSupplementedAgain() {
        read(bill("9", "PIPES"));
        read(DECLARATION);
        read(bill("5", "STEEL PIPES"));

        assertThat(kinds())
                .containsExactly(EventKind.CREATE, EventKind.SUPPLEMENT, EventKind.REPLACE, EventKind.SUPPLEMENT);
        assertThat(filed.get(3).getFiledAt())
                .as("the ledger takes nothing twice")
                .isAfter(filed.get(1).getFiledAt());
        assertThat(filed.get(3).getEventId()).isNotEqualTo(filed.get(1).getEventId());
    }

    @Test
    void ofABillThatIsWithdrawnTheDeclarationStandsAloneAgain() {
        read(bill("9", "PIPES"));
        read(DECLARATION);
        read(bill("1", "PIPES"));
        assertThat(kinds()).containsExactly(EventKind.CREATE, EventKind.SUPPLEMENT, EventKind.DELETE, EventKind.CREATE);
        assertThat(last().getTransportDocument().getNumber()).isEqualTo("CMR-0099");
        assertThat(last().getTotals()).isNotNull();

        read(bill("9", "PIPES AGAIN"));
        assertThat(kinds()).endsWith(EventKind.CREATE, EventKind.DELETE, EventKind.SUPPLEMENT);
    }

    @Test
    void twoDeclarationsOfOneBillHaveItemsOfTheirOwn() {
        read(bill("9", "PIPES"));
        read(DECLARATION);
        read(DECLARATION.replace("<Number>1234</Number>", "<Number>1235</Number>"));

        assertThat(filed.stream()
                        .filter(filing -> filing.getEventKind() == EventKind.SUPPLEMENT)
                        .flatMap(filing -> filing.getGoodsItems().stream())
                        .map(Item::getSeq))
                .containsExactly(10_001, 10_002, 20_001, 20_002);
    }

    @Test
    void aDeclarationThatIsSentAgainDoesNotJoinItself() {
        String noDocument = DECLARATION.replace(">733<", ">999<");
        read(noDocument);
        read(noDocument);

        assertThat(kinds()).containsExactly(EventKind.CREATE, EventKind.CREATE);
        assertThat(filed).extracting(Filing::getConsignmentKey).containsOnly("K31501001A:B1:2026");
    }

    @Test
    void filesJoinEachOtherAsMessagesDo() throws Exception {
        List<Line<SpecificRecord>> lines = new ArrayList<>();
        for (String file : List.of(DECLARATION, bill("9", "PIPES"))) {
            try (LineReader<SpecificRecord> records = MessageFile.records(
                    new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
                    "in",
                    Taken.RECEIVED,
                    null,
                    reader,
                    odd -> {})) {
                records.forEachRemaining(lines::add);
            }
        }

        assertThat(lines)
                .extracting(line -> ((Filing) line.orThrow()).getEventKind(), line -> line.raw().length > 0)
                .containsExactly(
                        tuple(EventKind.CREATE, true),
                        tuple(EventKind.CREATE, true),
                        tuple(EventKind.DELETE, false),
                        tuple(EventKind.SUPPLEMENT, false));
    }

    @Test
    void beyondTheMostOfOneNumberDeclarationsStandAlone() {
        Filing declaration = Objects.requireNonNull(Taken.of(DECLARATION).only());
        Declarations.Held held = new Declarations.Held();
        for (int i = 0; i < Declarations.MOST; i++) {
            held.joined(Filing.newBuilder(declaration).setFilingId("D" + i).build());
        }
        assertThat(held.joined(
                        Filing.newBuilder(declaration).setFilingId("more").build()))
                .extracting(Filing::getEventKind)
                .containsExactly(EventKind.CREATE);
        read(bill("9", "PIPES"));

        assertThat(held.joined(last())).hasSize(1 + 2 * Declarations.MOST);
    }
}
