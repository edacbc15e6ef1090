// SPDX-License-Identifier: Apache-2.0
package portolan.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import portolan.schemas.avro.EventKind;
import portolan.schemas.avro.Filing;
import portolan.schemas.avro.Item;

/** Messages as national systems and their agents' software write them, beside the standard or against it. */
class NationalDialectsTest {
    private static final String HEAD = "UNB+UNOA:2+LINE+CUSTOMS+260302:0800+1'UNH+1+CUSCAR:D:95B:UN'BGM+785+M1+9'"
            + "TDT+20+123E+1++ADRL:172+++9354923:146::ADRIA'LOC+9+ITTRS'LOC+11+ALDRZ'CNI+1'RFF+BM:B1'";

    private static final String TAIL = "UNT+9+1'UNZ+1+1'";

    private static Filing cuscar(String bill) {
        return Taken.of(HEAD + bill + TAIL).only();
    }

    private static Item item(Filing filing) {
        assertThat(filing.getGoodsItems()).hasSize(1);
        return filing.getGoodsItems().get(0);
    }

    @Test
    void aBillWhoseNumberIsLeftOutIsNoPartOfTheBillBeforeIt() {
        Taken taken =
                Taken.of(HEAD + "GID+1+69:PK'FTX+AAA+++TILES'RFF+BM::2'LOC+9+ITTRS'GID+1+5:PK'FTX+AAA+++SHOES'" + TAIL);

        assertThat(taken.filings())
                .singleElement()
                .satisfies(one -> assertThat(item(one).getDescription()).isEqualTo("TILES"));
        assertThat(taken.rejects())
                .singleElement()
                .extracting(BillReject::reason)
                .isEqualTo(BillReject.Reason.NO_BILL_NUMBER);
    }

    @Test
    void aMessageThatNamesNoBillIsRefusedAndDoesNotVanish() {
        Taken taken = Taken.of("UNH+2+CUSCAR:D:98A:UN'BGM+785+M1+1'FTX+AAI+++ALL OF IT'UNT+4+2'");

        assertThat(taken.refused()).isEqualTo(MessageReject.Reason.NO_BILLS);
        assertThat(Taken.of("<Awmds><General_segment/></Awmds>").refused()).isEqualTo(MessageReject.Reason.NO_BILLS);
    }

    @Test
    void aWeightOfAnotherKindIsTheGrossMassWhereThereIsNone() {
        assertThat(item(cuscar("GID+1+4:PK'MEA+WT+AAG+KGM:15.2'")).getGrossMassKg())
                .isEqualByComparingTo(new BigDecimal("15.2"));
        assertThat(item(cuscar("GID+1+4:PK'MEA+WT+AAB+KGM:16'MEA+WT+AAG+KGM:15.2'"))
                        .getGrossMassKg())
                .isEqualByComparingTo(new BigDecimal("16"));
    }

    @Test
    void aSealUnderTheShareOfABoxIsThatBoxes() {
        Filing filing = cuscar("GID+1+4:PK'SGP+MSKU1234565+4'MEA+AAE+G+KGM:100'SEL+HLA123456+CA'");

        assertThat(filing.getEquipment())
                .singleElement()
                .satisfies(box -> assertThat(box.getSeals())
                        .singleElement()
                        .extracting("number")
                        .isEqualTo("HLA123456"));
    }

    @Test
    void aVehiclesNumberStandsAmongTheMarks() {
        assertThat(item(cuscar("GID+1+1:VN'GIR+1+VF32AKFWF44123456:VV'"))
                        .getPackages()
                        .get(0)
                        .getMarks())
                .isEqualTo("VF32AKFWF44123456");
    }

    @Test
    void aFullNameIsNotContinuedByAStreetsNumber() {
        String name = "PRODUTOS TECNICOS PARA A INDUSTRIAL";
        assertThat(name).hasSize(35);

        assertThat(cuscar("NAD+CZ++" + name + ":20A RUA DAS ERVOSAS:IL'GID+1+1:PK'")
                        .getParties())
                .singleElement()
                .satisfies(party -> {
                    assertThat(party.getRawName()).isEqualTo(name);
                    assertThat(party.getAddress().getRawText()).isEqualTo("20A RUA DAS ERVOSAS IL");
                });
        assertThat(cuscar("NAD+CZ++" + name + " E FILHOS:20A RUA DAS ERVOSAS:IL'GID+1+1:PK'")
                        .getParties())
                .singleElement()
                .extracting("rawName")
                .isEqualTo(name + " E FILHOS");
    }

    @Test
    void severalCodesInOneComplianceAreSeveralItems() {
        Filing filing = Taken.of("<Awmds><General_segment/><Bol_segment><Bol_id><Bol_reference>B1</Bol_reference>"
                        + "<Bol_nature>23</Bol_nature></Bol_id><Goods_segment><Gross_mass>51560</Gross_mass>"
                        + "<Goods_description>TIMBER</Goods_description></Goods_segment><HS_Compliance>"
                        + "<HS_code>440710</HS_code><Commercial_description>PINE</Commercial_description>"
                        + "<Gross_mass>51560</Gross_mass><HS_code>440729</HS_code>"
                        + "<Commercial_description>TEAK</Commercial_description><Gross_mass>51560</Gross_mass>"
                        + "</HS_Compliance></Bol_segment></Awmds>")
                .only();

        assertThat(filing.getGoodsItems()).extracting("hs").containsExactly("440710", "440729");
        assertThat(filing.getGoodsItems()).extracting("description").containsExactly("PINE", "TEAK");
        assertThat(filing.getGoodsItems().get(1).getGrossMassKg())
                .as("the mass of both, written twice")
                .isNull();
    }

    @Test
    void aDeclarationInWrappersIsReadAsTheUsualOne() {
        Filing filing = Taken.of("<ASYCUDA><SAD id='60'><Identification><Office_segment>"
                        + "<Customs_clearance_office_code>AWORA</Customs_clearance_office_code></Office_segment>"
                        + "<Type><Type_of_declaration>IM</Type_of_declaration></Type></Identification>"
                        + "<Declarant><Declarant_code>D77</Declarant_code><Reference><Number>R55</Number></Reference>"
                        + "</Declarant><Containers><Container><Item_number>1</Item_number>"
                        + "<Container_identity>SMLU1234564</Container_identity></Container></Containers></SAD>"
                        + "<Items><Item><Tariff><Harmonized_system><Commodity_code>64039900</Commodity_code>"
                        + "</Harmonized_system></Tariff><Goods_description>"
                        + "<Commercial_description>LEATHER SHOES</Commercial_description></Goods_description>"
                        + "<Valuation_item><Weight><Gross_weight_itm>320</Gross_weight_itm></Weight><Invoice>"
                        + "<Amount_foreign_currency>1500</Amount_foreign_currency><Currency_code>USD</Currency_code>"
                        + "</Invoice></Valuation_item><Attached_documents><Attached_document>"
                        + "<Attached_document_code>INV</Attached_document_code>"
                        + "<Attached_document_reference>7781</Attached_document_reference></Attached_document>"
                        + "</Attached_documents></Item></Items></ASYCUDA>")
                .only();

        assertThat(filing.getEventKind()).as("it has no registration").isEqualTo(EventKind.STATUS);
        assertThat(filing.getFilingId()).isEqualTo("D77:R55");
        Item item = item(filing);
        assertThat(item.getHs()).isEqualTo("64039900");
        assertThat(item.getDescription()).isEqualTo("LEATHER SHOES");
        assertThat(item.getGrossMassKg()).isEqualByComparingTo(new BigDecimal("320"));
        assertThat(item.getValue().getCurrency()).isEqualTo("USD");
        assertThat(item.getContainerRefs()).extracting("equipmentId").containsExactly("SMLU1234564");
        assertThat(filing.getDocuments()).extracting("ref").containsExactly("7781");
    }

    @Test
    void aHaulierInThePlaceOfThePlateIsNoPlate() {
        Filing filing = Taken.of("<ASYCUDA><Declarant><Declarant_code>05</Declarant_code><Reference><Number>622967"
                        + "</Number></Reference></Declarant><Transport><Means_of_transport>"
                        + "<Departure_arrival_information><Identity>DBZ126NC / CNY564ND</Identity>"
                        + "</Departure_arrival_information><Border_information><Identity>DU PREEZ TRANSPORT</Identity>"
                        + "<Mode>3</Mode></Border_information></Means_of_transport></Transport></ASYCUDA>")
                .only();

        assertThat(filing.getConveyance().getId()).isEqualTo("DBZ126NC");
        assertThat(filing.getAttributes()).containsEntry("conveyance.trailer", "CNY564ND");
    }

    @Test
    void aNationalEditionOfAWaybillIsAWaybill() {
        String waybill = "<r:HouseWaybill xmlns='iata:datamodel:3' xmlns:r='mx:iata:housewaybill:1'>"
                + "<r:BusinessHeaderDocument><ID>H77</ID></r:BusinessHeaderDocument><r:MasterConsignment>"
                + "<TransportContractDocument><ID>057-51987552</ID></TransportContractDocument>"
                + "<IncludedHouseConsignment><SummaryDescription>POLYESTER</SummaryDescription>"
                + "</IncludedHouseConsignment></r:MasterConsignment></r:HouseWaybill>";

        assertThat(Taken.of(waybill).receipt().format()).isEqualTo("XFZB");
        assertThat(Taken.of(waybill.replace("mx:iata:housewaybill:1", "mxiata:housewaybill:1"))
                        .refused())
                .isEqualTo(MessageReject.Reason.UNKNOWN_FORMAT);
    }

    @Test
    void whatStandsForANumberIsNone() {
        String bill = "<Awbolds><Master_bol><Reference_number>OOLU123</Reference_number></Master_bol><Bol_segment>"
                + "<Bol_id><Bol_reference>H7</Bol_reference><Bol_nature>23</Bol_nature></Bol_id><ctn_segment>"
                + "<Ctn_reference>UNKNOWN</Ctn_reference><Number_of_packages>1</Number_of_packages></ctn_segment>"
                + "<Goods_segment><Goods_description>TILES</Goods_description></Goods_segment></Bol_segment></Awbolds>";

        Filing filing = Taken.of(bill).only();

        assertThat(filing.getEquipment()).isEmpty();
        assertThat(item(filing).getContainerRefs()).isEmpty();
        assertThat(filing.getAttributes()).containsEntry("equipment.id", "UNKNOWN");
        assertThat(Taken.of(bill.replace("H7", "N/A")).rejects())
                .singleElement()
                .extracting(BillReject::reason)
                .isEqualTo(BillReject.Reason.NO_BILL_NUMBER);
    }

    @Test
    void aTransitsDocumentMayStandAtItsItemsAndItsCodeHasEightDigits() {
        String transit = "<e:Envelope xmlns:e='urn:e'><n:CC015C xmlns:n='urn:es'><n:TransitOperation><n:LRN>L7</n:LRN>"
                + "</n:TransitOperation><n:HolderOfTheTransitProcedure><n:identificationNumber>ESB1"
                + "</n:identificationNumber></n:HolderOfTheTransitProcedure><n:Consignment><n:HouseConsignment>"
                + "<n:sequenceNumber>1</n:sequenceNumber><n:ConsignmentItem><n:declarationGoodsItemNumber>1"
                + "</n:declarationGoodsItemNumber><n:Commodity><n:descriptionOfGoods>Vino</n:descriptionOfGoods>"
                + "<n:CommodityCode><n:harmonizedSystemSubHeadingCode>220421</n:harmonizedSystemSubHeadingCode>"
                + "<n:combinedNomenclatureCode>06</n:combinedNomenclatureCode></n:CommodityCode></n:Commodity>"
                + "<n:TransportDocument><n:type>N730</n:type><n:referenceNumber>CMR9</n:referenceNumber>"
                + "</n:TransportDocument></n:ConsignmentItem></n:HouseConsignment></n:Consignment></n:CC015C></e:Envelope>";

        Filing filing = Taken.of(transit).only();

        assertThat(filing.getTransportDocument().getNumber()).isEqualTo("CMR9");
        assertThat(item(filing).getHs()).isEqualTo("22042106");
    }

    @Test
    void anAirportsThreeLettersAreItsPlaceWhereGoodsFly() {
        String bill = "CNI+1'RFF+BM:B1'LOC+9+ATL'LOC+11+TIA'GID+1+1:PK'";
        String head = "UNH+1+CUSCAR:D:95B:UN'BGM+785+M1+9'TDT+20+BA123+4++BAW'";

        assertThat(Taken.of(head + bill + "UNT+9+1'").only().getRouting())
                .extracting("locode")
                .containsExactly("USATL", "ALTIA");
        assertThat(Taken.of(head.replace("+4++", "+1++") + bill + "UNT+9+1'")
                        .only()
                        .getRouting())
                .as("a ship calls at no airport")
                .extracting("locode")
                .containsOnlyNulls();
    }

    @Test
    void whatFillsTheLastBlockIsNoPartOfTheMessage() {
        String bill =
                "<Awmds><Bol_segment><Bol_id><Bol_reference>B1</Bol_reference><Bol_nature>23</Bol_nature></Bol_id>"
                        + "<Goods_segment><Goods_description>TILES</Goods_description></Goods_segment></Bol_segment></Awmds>";

        assertThat(Taken.of(bill + "\n\u001A").only().getTransportDocument().getNumber())
                .isEqualTo("B1");
        assertThat(Taken.of(bill + "\u0000\u0000\u0000").filings()).hasSize(1);
        assertThat(Taken.of(bill.getBytes(StandardCharsets.UTF_16LE)).filings()).hasSize(1);
    }
}
