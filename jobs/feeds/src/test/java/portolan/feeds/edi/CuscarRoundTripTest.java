// SPDX-License-Identifier: Apache-2.0
package portolan.feeds.edi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import portolan.feeds.Taken;
import portolan.schemas.avro.Address;
import portolan.schemas.avro.BillLevel;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Freight;
import portolan.schemas.avro.FreightPayment;
import portolan.schemas.avro.IdScheme;
import portolan.schemas.avro.Leg;
import portolan.schemas.avro.Party;
import portolan.schemas.avro.PartyRole;
import portolan.schemas.avro.PersonType;
import portolan.schemas.avro.ValueType;
import portolan.workload.Feed;
import portolan.workload.FeedEvent;
import portolan.workload.FeedSettings;

/** Generated filings written as CUSCAR and read again. More of them: {@code -Dportolan.feeds.roundtrips=10000}. */
class CuscarRoundTripTest {
    private static final int FILINGS = Integer.getInteger("portolan.feeds.roundtrips", 1_000);
    private static final int IN_ONE = 250;

    @Test
    void whatACuscarHoldsComesBackFieldByField() {
        Feed feed = new Feed(FeedSettings.builder()
                .days(400)
                .filings(FILINGS)
                .shippers(200)
                .consignmentsPerDay(300)
                .build());
        int read = 0;
        List<Filing> batch = new ArrayList<>();
        while (feed.hasNext()) {
            if (feed.next() instanceof FeedEvent.Filed filed) {
                batch.add(filed.filing());
            }
            if (batch.size() == IN_ONE || !feed.hasNext()) {
                read += roundTrip(batch);
                batch.clear();
            }
        }
        assertThat(read).isEqualTo(FILINGS);
    }

    private static int roundTrip(List<Filing> batch) {
        CuscarWriter writer = new CuscarWriter();
        batch.forEach(writer::write);
        Taken taken = Taken.of(writer.interchange().getBytes(StandardCharsets.UTF_8));
        assertThat(taken.receipt().findings()).isEmpty();
        assertThat(taken.rejects()).isEmpty();
        assertThat(taken.filings()).hasSameSizeAs(batch);
        for (int at = 0; at < batch.size(); at++) {
            Filing found = taken.filings().get(at);
            assertThat(taken.slice(found))
                    .contains(batch.get(at).getTransportDocument().getNumber());
            // As text, since Avro does not compare times within lists.
            assertThat(comparable(found, found).toString())
                    .isEqualTo(comparable(batch.get(at), found).toString());
        }
        return batch.size();
    }

    /** Without what CUSCAR has no place for, which is as it was found; what it has in another form, in that form. */
    private static Filing comparable(Filing any, Filing found) {
        Filing filing = Filing.newBuilder(any).build();
        filing.setEventId(found.getEventId());
        filing.setTenant(found.getTenant());
        filing.setReceivingAuthority(found.getReceivingAuthority());
        filing.setSourceRegime(found.getSourceRegime());
        filing.setSourceMessageType(found.getSourceMessageType());
        filing.setSourceMessageVersion(found.getSourceMessageVersion());
        filing.setFilingId(found.getFilingId());
        filing.setFilingIdType(found.getFilingIdType());
        filing.setFilingVersion(found.getFilingVersion());
        filing.setSupersedesFilingId(found.getSupersedesFilingId());
        filing.setFilerRole(found.getFilerRole());
        filing.setReceivedAt(found.getReceivedAt());
        filing.setCountriesOfRouting(found.getCountriesOfRouting());
        filing.setDeadlines(found.getDeadlines());
        filing.setAttributes(Map.of());
        filing.setRawMessageRef(found.getRawMessageRef());
        filing.getTransportDocument().setType(null);
        filing.setFiledAt(filing.getFiledAt().truncatedTo(ChronoUnit.SECONDS));
        filing.getRouting().forEach(CuscarRoundTripTest::toTheSecond);
        List<Party> parties = new ArrayList<>();
        for (Party party : filing.getParties()) {
            // Who issued a house bill stands there as a party.
            if (filing.getBillLevel() != BillLevel.HOUSE || party.getRole() != PartyRole.CONSOLIDATOR) {
                parties.add(comparable(party));
            }
        }
        filing.setParties(parties);
        filing.getGoodsItems().forEach(item -> {
            if (item.getValue() != null) {
                item.getValue().setType(ValueType.DECLARED);
            }
        });
        Freight freight = filing.getFreight();
        if (freight != null && freight.getPayment() == FreightPayment.CASH) {
            freight.setPayment(FreightPayment.UNKNOWN);
        }
        if (freight != null && freight.getAmount() == null && freight.getPayment() == FreightPayment.UNKNOWN) {
            filing.setFreight(null);
        }
        return filing;
    }

    private static Party comparable(Party party) {
        party.setPersonType(PersonType.UNKNOWN);
        if (party.getRawName() != null) {
            // Blanks at the ends of a text are padding.
            party.setRawName(party.getRawName().strip());
        }
        party.getIds().forEach(id -> id.setScheme(IdScheme.OTHER));
        Address address = party.getAddress();
        if (address != null) {
            address.setLine1(CuscarWriter.street(address));
            address.setNumber(null);
        }
        return party;
    }

    private static void toTheSecond(Leg leg) {
        leg.setEta(leg.getEta() == null ? null : leg.getEta().truncatedTo(ChronoUnit.SECONDS));
        leg.setEtd(leg.getEtd() == null ? null : leg.getEtd().truncatedTo(ChronoUnit.SECONDS));
        leg.setAta(leg.getAta() == null ? null : leg.getAta().truncatedTo(ChronoUnit.SECONDS));
        leg.setAtd(leg.getAtd() == null ? null : leg.getAtd().truncatedTo(ChronoUnit.SECONDS));
    }
}
