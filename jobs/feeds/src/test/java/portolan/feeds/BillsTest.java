// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;
import portolan.schemas.avro.NatureOfMovement;
import portolan.schemas.avro.RawMessageRef;
import portolan.schemas.avro.TransportDocument;
import portolan.schemas.avro.TransportMode;
import portolan.schemas.lines.ConsignmentKeys;
import portolan.schemas.lines.Draft;
import portolan.schemas.lines.FaultException;
import portolan.schemas.lines.LineFault;

class BillsTest {
    private static final ReceivedMessage MESSAGE =
            ReceivedMessage.of("two bills".getBytes(StandardCharsets.UTF_8), "in", 3, 17, Taken.RECEIVED);

    private final List<Filing> filed = new ArrayList<>();
    private final List<BillReject> rejected = new ArrayList<>();

    @Test
    void aBillGetsIdsThatFollowFromItsMessageAndItsSender() {
        Bills bills = bills(MESSAGE.from("al", "ALDRZ", null));
        bills.take(4, 9, 2, () -> draft("hbl 77"));

        Filing filing = filed.get(0);
        // Of a name space of our own, SHA-256 and ordinal; may never change: replaying a message must give the same.
        assertThat(filing.getEventId().version()).isEqualTo(5);
        assertThat(filing.getEventId()).hasToString("6908e758-fc46-556f-ac16-074529efa2c2");
        assertThat(filing.getFilingId()).isEqualTo("ALDRZ:HBL77");
        assertThat(filing.getTenant()).isEqualTo("al");
        assertThat(filing.getConsignmentKey()).isEqualTo("ALDRZ:HBL77:2026");
        assertThat(filing.getFiledAt()).isEqualTo(Taken.RECEIVED);
        assertThat(filing.getReceivedAt()).isEqualTo(Taken.RECEIVED);
        assertThat(filing.getSourceMessageType()).isEqualTo("TEST");
        assertThat(filing.getRawMessageRef()).isEqualTo(new RawMessageRef("in", 3, 17L, MESSAGE.sha256(), 4L, 9L, 2));
    }

    @Test
    void aNewMessageAboutTheBillIsAnotherEventOfTheSameFiling() {
        ReceivedMessage later =
                ReceivedMessage.of("once more".getBytes(StandardCharsets.UTF_8), "in", 3, 18, Taken.RECEIVED);
        bills(MESSAGE).take(0, 9, null, () -> draft("77"));
        bills(MESSAGE).take(0, 9, null, () -> draft("77"));
        bills(later).take(0, 9, null, () -> draft("77"));

        assertThat(filed).extracting(Filing::getFilingId).containsOnly("UNKNOWN:77");
        assertThat(filed.get(1).getEventId()).isEqualTo(filed.get(0).getEventId());
        assertThat(filed.get(2).getEventId()).isNotEqualTo(filed.get(0).getEventId());
    }

    @Test
    void aBillThatCannotBeFiledIsRejectedWithItsPlaceAndTheOthersGoOn() {
        Bills bills = bills(MESSAGE);
        bills.take(0, 1, null, () -> draft(" "));
        bills.take(1, 2, null, () -> without("goodsItems"));
        bills.take(2, 3, null, () -> without("natureOfMovement"));
        bills.take(3, 4, null, () -> failing(LineFault.Code.WRONG_TYPE, "routing[1].eta"));
        bills.take(4, 5, null, () -> failing(LineFault.Code.WRONG_TYPE, "transportDocument.issueDate"));
        bills.take(5, 6, null, () -> failing(LineFault.Code.WRONG_TYPE, "goodsItems[0].packages[0].count"));
        bills.take(6, 7, null, () -> failing(LineFault.Code.UNKNOWN_CODE, "transportMode"));
        bills.take(7, 8, null, () -> {
            throw new IllegalStateException("ours");
        });
        bills.take(8, 9, null, () -> draft("77"));

        assertThat(rejected)
                .extracting(BillReject::reason)
                .containsExactly(
                        BillReject.Reason.NO_BILL_NUMBER,
                        BillReject.Reason.NO_GOODS,
                        BillReject.Reason.BAD_CODE,
                        BillReject.Reason.BAD_DATE,
                        BillReject.Reason.BAD_DATE,
                        BillReject.Reason.BAD_NUMBER,
                        BillReject.Reason.BAD_CODE,
                        BillReject.Reason.NOT_HANDLED);
        assertThat(rejected.get(3).ordinal()).isEqualTo(4);
        assertThat(rejected.get(3).byteFrom()).isEqualTo(3);
        assertThat(rejected.get(3).byteTo()).isEqualTo(4);
        assertThat(filed).hasSize(1);
    }

    private Bills bills(ReceivedMessage message) {
        return new Bills(message, Profile.DEFAULT, "TEST", new ConsignmentKeys(), new KnownBills(), new BillSink() {
            @Override
            public void filed(Filing filing) {
                filed.add(filing);
            }

            @Override
            public void rejected(BillReject reject) {
                rejected.add(reject);
            }
        });
    }

    private static Draft failing(LineFault.Code code, String path) throws FaultException {
        throw new FaultException(code, path, "as planted");
    }

    private static Draft draft(String number) {
        Draft draft = without("");
        draft.set("transportDocument", new TransportDocument(number, null, null, null));
        return draft;
    }

    private static Draft without(String field) {
        Draft draft = new Draft(SpecificData.getForClass(Filing.class), Filing.getClassSchema());
        draft.set("transportDocument", new TransportDocument("77", null, null, null));
        if (!field.equals("natureOfMovement")) {
            draft.set("natureOfMovement", NatureOfMovement.IMPORT);
        }
        draft.set("transportMode", TransportMode.SEA);
        if (!field.equals("goodsItems")) {
            Item item = new Item();
            item.setSeq(1);
            draft.set("goodsItems", List.of(item));
        }
        return draft;
    }
}
