// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import portolan.feeds.formats.Formats;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.lines.ContentId;

class WithdrawalsTest {
    private static final Profile CALL = Profile.parse("sender: line\ncomplete: call\n", "line");
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final FeedReader reader = Formats.reader(Profiles.of(List.of(CALL)), new ConsignmentKeys());
    private final List<String> said = new ArrayList<>();
    private final List<Filing> filings = new ArrayList<>();

    /** Function, hour, place of discharge and bills of a manifest; numbers of bills that it withdraws, sorted. */
    private List<String> withdrawnBy(String function, int hour, String place, int... bills) {
        return withdrawnBy(null, cuscar(function, hour, place, bills));
    }

    private List<String> withdrawnBy(@Nullable String approvedBy, String text) {
        List<String> withdrawn = new ArrayList<>();
        said.clear();
        filings.clear();
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        ReceivedMessage message = new ReceivedMessage(
                bytes, ContentId.sha256Hex(bytes), "messages.received", 0, 17, NOON, null, null, "line", approvedBy);
        Receipt receipt = reader.read(message, new BillSink() {
            @Override
            public void filed(Filing filing) {
                filings.add(filing);
            }

            @Override
            public void rejected(BillReject reject) {
                said.add(reject.message());
            }

            @Override
            public void listed(ListedBill bill) {
                reader.listed(bill);
            }

            @Override
            public void complete(CompleteManifest manifest) {
                Withdrawals.Result result = reader.complete(manifest);
                for (Withdrawals.Withdrawal one : result.filings()) {
                    withdrawn.add(one.filing().getTransportDocument().getNumber());
                    filings.add(one.filing());
                }
                if (result.withheld() != null) {
                    said.add(result.withheld());
                }
            }
        });
        assertThat(receipt.reject()).isNull();
        return withdrawn;
    }

    private static String cuscar(String function, int hour, String place, int... bills) {
        StringBuilder text = new StringBuilder("UNB+UNOA:2+LINE+CUSTOMS+260302:0800+1'UNH+1+CUSCAR:D:95B:UN'"
                + "BGM+85+M" + hour + "+" + function + "'DTM+137:20260302" + String.format("%02d", hour)
                + "00:203'TDT+20+123E+1++ADRL:172+++9354923:146::ADRIA'LOC+11+" + place + "'");
        for (int i = 0; i < bills.length; i++) {
            text.append("CNI+" + (i + 1) + "'RFF+BM:B" + bills[i] + "'LOC+9+ITTRS'LOC+11+" + place
                    + "'NAD+CN+++IMPORTER'NAD+CZ+++EXPORTER'GID+1+10:PK'FTX+AAA+++CERAMIC TILES'MEA+AAE+G+KGM:1000'");
        }
        return text + "UNT+9+1'UNZ+1+1'";
    }

    private static int[] to(int last) {
        return IntStream.rangeClosed(1, last).toArray();
    }

    @Test
    void aCompleteManifestWithdrawsWhatItLeavesOut() {
        assertThat(withdrawnBy("9", 8, "ALDRZ", to(10))).isEmpty();
        Filing first = filings.get(8);

        assertThat(withdrawnBy("5", 9, "ALDRZ", to(8))).containsExactly("B10", "B9");

        Filing last = filings.get(filings.size() - 1);
        assertThat(last.getEventKind()).isEqualTo(EventKind.DELETE);
        assertThat(last.getConsignmentKey()).isEqualTo(first.getConsignmentKey());
        assertThat(last.getFilingId()).isEqualTo(first.getFilingId());
        assertThat(last.getFiledAt()).isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
        assertThat(last.getAttributes())
                .containsEntry(Withdrawals.LEFT_OUT_OF, last.getRawMessageRef().getSha256())
                .doesNotContainKey(Withdrawals.APPROVED_BY);
        assertThat(withdrawnBy("5", 10, "ALDRZ", to(8)))
                .as("they are withdrawn once")
                .isEmpty();
    }

    @Test
    void aMessageThatIsReadAgainGivesTheSameWithdrawals() {
        withdrawnBy("9", 8, "ALDRZ", to(10));
        withdrawnBy("5", 9, "ALDRZ", to(9));
        Filing once = filings.get(filings.size() - 1);
        WithdrawalsTest again = new WithdrawalsTest();
        again.withdrawnBy("9", 8, "ALDRZ", to(10));
        again.withdrawnBy("5", 9, "ALDRZ", to(9));

        assertThat(again.filings.get(again.filings.size() - 1)).isEqualTo(once);
    }

    @Test
    void moreThanAFifthWaitsForAPerson() {
        withdrawnBy("9", 8, "ALDRZ", to(10));
        String half = cuscar("5", 9, "ALDRZ", to(7));

        assertThat(withdrawnBy(null, half)).isEmpty();
        assertThat(said)
                .singleElement()
                .asString()
                .contains("leaves out 3 of the 10 bills named before, more than the 20 %", "portolan receive approve ");
        assertThat(withdrawnBy("anna", half)).containsExactly("B10", "B8", "B9");
        assertThat(filings.get(filings.size() - 1).getAttributes()).containsEntry(Withdrawals.APPROVED_BY, "anna");
    }

    @Test
    void newBillsDoNotMakeTheShareSmaller() {
        withdrawnBy("9", 8, "ALDRZ", to(10));

        assertThat(withdrawnBy("9", 9, "ALDRZ", IntStream.rangeClosed(4, 90).toArray()))
                .isEmpty();
        assertThat(said).singleElement().asString().contains("leaves out 3 of the 10 bills");
    }

    @Test
    void anEarlierManifestThatComesLateWithdrawsNothing() {
        withdrawnBy("9", 8, "ALDRZ", to(10));
        withdrawnBy("9", 12, "ALDRZ", to(11));

        assertThat(withdrawnBy("9", 9, "ALDRZ", to(9))).isEmpty();
        assertThat(said).isEmpty();
        assertThat(withdrawnBy("anna", cuscar("9", 9, "ALDRZ", to(9)))).isEmpty();
        assertThat(said).singleElement().asString().contains("a later manifest has come");
    }

    @Test
    void aListOfChangesIsNotComplete() {
        withdrawnBy("9", 8, "ALDRZ", to(10));

        assertThat(withdrawnBy("4", 9, "ALDRZ", 1)).isEmpty();
        assertThat(withdrawnBy("3", 10, "ALDRZ", 2)).isEmpty();
        assertThat(said).isEmpty();
        assertThat(withdrawnBy("5", 11, "ALDRZ", 1, 3, 4, 5, 6, 7, 8, 9, 10))
                .as("the second is gone already")
                .isEmpty();
        assertThat(said).isEmpty();
    }

    @Test
    void anotherCallOfTheVoyageIsLeftAlone() {
        withdrawnBy("9", 8, "ALDRZ", to(10));

        assertThat(withdrawnBy("9", 9, "MEBAR", 11, 12)).isEmpty();
        assertThat(said).isEmpty();
    }

    @Test
    void whereABillIsRejectedAPersonLooks() {
        withdrawnBy("9", 8, "ALDRZ", to(10));
        String faulty = cuscar("5", 9, "ALDRZ", to(10)).replace("RFF+BM:B10'", "RFF+BM:'");

        assertThat(withdrawnBy(null, faulty)).isEmpty();
        assertThat(said).hasSize(2).last().asString().contains("its 1 rejected or missing bills may be among them");
    }

    @Test
    void withoutAProfileThatSaysSoNothingIsWithdrawn() {
        List<ListedBill> listed = new ArrayList<>();
        FeedReader plain = Formats.reader(Profiles.of(List.of()), new ConsignmentKeys());
        byte[] bytes = cuscar("9", 8, "ALDRZ", to(3)).getBytes(StandardCharsets.US_ASCII);
        plain.read(ReceivedMessage.of(bytes, "messages.received", 0, 17, NOON), new BillSink() {
            @Override
            public void filed(Filing filing) {}

            @Override
            public void rejected(BillReject reject) {}

            @Override
            public void listed(ListedBill bill) {
                listed.add(bill);
            }
        });
        assertThat(listed).isEmpty();
    }

    @Test
    void aBillThatIsRolledToAnotherVoyageIsNotWithdrawn() {
        withdrawnBy("9", 8, "ALDRZ", to(10));
        withdrawnBy(null, cuscar("9", 9, "ALDRZ", 10).replace("123E", "124E"));

        assertThat(withdrawnBy("5", 10, "ALDRZ", to(9))).isEmpty();
        assertThat(said).isEmpty();
    }

    @Test
    void aBillThatOneMessageMovesToAnotherCallIsNotWithdrawn() {
        withdrawnBy("9", 8, "ALDRZ", to(10));
        String moved = cuscar("5", 9, "ALDRZ", to(10));
        int last = moved.indexOf("RFF+BM:B10'");
        moved = moved.substring(0, last) + moved.substring(last).replace("LOC+11+ALDRZ", "LOC+11+MEBAR");

        assertThat(withdrawnBy(null, moved)).isEmpty();
    }

    @Test
    void aManifestThatStatesMoreBillsThanItHoldsIsLookedAt() {
        withdrawnBy("9", 8, "ALDRZ", to(10));
        String short9 = cuscar("5", 9, "ALDRZ", to(9)).replace("TDT+20", "CNT+10:10'TDT+20");

        assertThat(withdrawnBy(null, short9)).isEmpty();
        assertThat(said).singleElement().asString().contains("its 1 rejected or missing bills");
    }

    @Test
    void aBillThatAReplacingManifestNamesFirstIsFiled() {
        withdrawnBy("9", 8, "ALDRZ", 1);
        withdrawnBy("5", 9, "ALDRZ", 1, 2);

        assertThat(filings).extracting(Filing::getEventKind).containsExactly(EventKind.REPLACE, EventKind.CREATE);
    }

    @Test
    void aWithdrawnBillThatIsNamedAgainBegins() {
        withdrawnBy("9", 8, "ALDRZ", to(10));
        assertThat(withdrawnBy("5", 9, "ALDRZ", to(9))).containsExactly("B10");
        withdrawnBy("5", 10, "ALDRZ", to(10));

        assertThat(filings).hasSize(10).last().extracting(Filing::getEventKind).isEqualTo(EventKind.CREATE);
    }
}
